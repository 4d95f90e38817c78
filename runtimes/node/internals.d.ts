import type { Socket as NetSocket } from 'node:net';

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

// biome-ignore lint/suspicious/noExplicitAny: a replacement has whatever parameters the real function has
export type AnyFunction = (this: any, ...args: any[]) => any;

export type Callback = AnyFunction;

/** Timers that the harness rings, for the modules that need one. */
export interface Timers {
  setTimeout: (callback: Callback, delay?: unknown, ...args: unknown[]) => Timeout;
  setInterval: (callback: Callback, delay?: unknown, ...args: unknown[]) => Timeout;
  /** As setTimeout, for the deadline of a wait; it is no sleep. */
  setDeadline: (callback: Callback, delay?: unknown, ...args: unknown[]) => Timeout;
  clear: (timeout: unknown) => void;
}

/** A socket, with what its timeout needs. */
export interface Socket extends NetSocket {
  timeout: number;
  _onTimeout(): void;
  /** The socket in which this one is, as in TLS. */
  _parent: Socket | null;
  [key: symbol]: Timeout | null;
}

/** What a context of node:vm has of its own, as far as the runtime replaces it. */
export type Realm = Partial<
  Pick<typeof globalThis, 'Date' | 'Intl' | 'Math' | 'Function' | 'Temporal'>
>;

/** Shared integers, as Atomics takes them. */
export type Cells = Int32Array<SharedArrayBuffer> | BigInt64Array<SharedArrayBuffer>;

type Outcome = 'ok' | 'not-equal' | 'timed-out';

/** The waits of Atomics, for whatever a program gives them. */
export interface Waits {
  wait(cells: Cells, index: unknown, value: unknown, timeout?: unknown): Outcome;
  notify(cells: Cells, index: unknown, count?: unknown): number;
  waitAsync(
    cells: Cells,
    index: unknown,
    value: unknown,
    timeout?: unknown,
  ): { async: false; value: Outcome } | { async: true; value: Promise<Outcome> };
}
