import type { Sayable } from './values.ts';

/** Kinds of mistakes that the check of the ending finds, and what each shows; times in seconds. */
export interface EndingMistakes {
  /** The file, or one that it imports, cannot be loaded; `error`: the runtime's own words. */
  'does-not-load': {
    error: string;
    /** `types`: what cannot be stripped away; `module`: one that is not there. */
    why: 'syntax' | 'types' | 'module' | 'export' | 'CommonJS' | 'node_modules' | 'other';
    /** Where the runtime says so; the port's own file where that is absent. */
    file?: string;
    line?: number;
  };
  /** An error that nobody catches; `afterLines`: after the last line was printed. */
  'uncaught-error': { task: string; error: string; afterLines: boolean; missing: number };
  /** An `await` at the top level is never over. */
  'never-resolves': { task: string; missing: number };
  /** Nothing in the program can go on. `lock`: a lock, a join or a condition; else a message. */
  deadlock: { waiting: readonly string[]; for: 'lock' | 'message' | 'unknown' };
  /** Tasks wait for a lock while the one that holds it sleeps again and again, `seconds` each time. */
  'lock-kept': { holder: string; seconds: number; waiting: readonly string[] };
  /** A timer goes on ticking long after the original has ended. `isDone`: it has printed everything. */
  'never-ends': {
    task?: string;
    seconds?: number;
    at: number;
    original: number;
    isDone: boolean;
  };
  /** A loop that lets nothing else happen. `lines`: it prints without end, so many so far. */
  'busy-loop': { lines?: number };
  /** Something keeps the port alive after its last line; `seconds` where it ended after all. */
  'kept-alive': { seconds?: number };
  /** `isEarly`: before it has printed what its twin prints. */
  'wrong-exit-code': { task: string; found: number; wanted: number; isEarly: boolean };
  /** `lines` of `of` lines printed, where it is cut short by a signal. */
  killed: { task: string; signal: string; lines?: number; of?: number };
  /** `isDone`: they had printed everything. */
  'process-left-behind': { processes: number; isDone: boolean };
  /** A limit ended the port: how its ending is called. */
  'exceeds-limit': {
    what: 'memory' | 'processes' | 'output' | 'time' | 'stopped' | 'input' | 'other';
    detail?: Sayable;
  };
  /** The original itself does what would be this mistake of a port. */
  'original-fails': { as: string };
}
