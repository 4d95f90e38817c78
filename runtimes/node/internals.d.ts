/** What the runtime uses of Node that Node does not document, or that its types leave out. */

export interface Process extends NodeJS.Process {
  binding(name: 'fs'): Record<string, (...args: unknown[]) => unknown>;
  binding(name: 'spawn_sync'): { spawn: (options: SpawnSync) => SpawnSyncResult };
  /** Runs the callbacks of process.nextTick, and then the promises that are settled. */
  _tickCallback(): void;
}

/** What spawnSync, execFileSync and execSync ask of C++. */
export interface SpawnSync {
  file: string;
  args?: string[];
  /** Milliseconds. */
  timeout?: number;
  /** A number. */
  killSignal?: number;
}

export interface SpawnSyncResult {
  pid: number;
  status: number | null;
  signal: string | null;
  error?: number;
}

/** What ChildProcess.prototype.spawn is given, in which fork, exec and execFile end. */
export interface Spawn {
  file: string;
  args?: string[];
  envPairs?: string[];
}

/** A timer of Node, with the fields by which it stands in a list of timers of the same delay. */
export interface Timeout extends NodeJS.Timeout {
  _idlePrev: Timeout | null;
  _idleNext: Timeout | null;
  _idleTimeout: number;
  _idleStart: number;
  _timerArgs: unknown[] | undefined;
  _repeat: number | null;
  [key: symbol]: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: callbacks of the program take what they like
export type Callback = (...args: any[]) => void;

/** Timers that the harness rings, for the modules that need one. */
export interface Timers {
  setTimeout: (callback: Callback, delay?: unknown, ...args: unknown[]) => Timeout;
  setInterval: (callback: Callback, delay?: unknown, ...args: unknown[]) => Timeout;
  /** As setTimeout, for the deadline of a wait; it is no sleep. */
  setDeadline: (callback: Callback, delay?: unknown, ...args: unknown[]) => Timeout;
  clear: (timeout: unknown) => void;
}

/** What a context of node:vm has of its own, as far as the runtime replaces it. */
export type Realm = Partial<
  Pick<typeof globalThis, 'Date' | 'Intl' | 'Math' | 'Function' | 'Temporal'>
>;

/** Memory of shared integers, as Atomics takes it. */
export type Cells = Int32Array<SharedArrayBuffer> | BigInt64Array<SharedArrayBuffer>;
