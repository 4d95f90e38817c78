import { constants } from 'node:os';

/** How a process ended. One of the two is null; both are null where nobody knows. */
export interface Exit {
  code: number | null;
  /** The signal that killed it, by name: `SIGTERM`. */
  signal: string | null;
}

/** Decode a wait status (wait(2)): the exit code in the high byte, the signal in the low one. */
export function exitOf(status: number): Exit {
  const number = status & 0x7f;
  if (number === 0) return { code: status >> 8, signal: null };
  const name = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  // Real-time signals have no names in Node.
  return { code: null, signal: name ?? `signal ${number}` };
}
