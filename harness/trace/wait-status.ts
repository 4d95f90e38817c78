import { constants } from 'node:os';

/** A wait status (wait(2)): the code in the high byte, the signal in the low. */
export function outcome(status: number): { code: number | null; signal: string | null } {
  const number = status & 0x7f;
  if (number === 0) return { code: status >> 8, signal: null };
  const name = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  return { code: null, signal: name ?? `signal ${number}` };
}
