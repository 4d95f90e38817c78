import { readMemory } from '../proc/memory.ts';
import type { Limit } from './system-call.ts';

/** Seconds, and nano- or microseconds. */
const time = Buffer.alloc(16);

/**
 * How long a wait can still last, in milliseconds; undefined if that cannot be read. For a duration
 * this is the whole duration: nothing tells when the wait began.
 *
 * @param folder of the process that waits, in proc
 */
export function millisecondsLeft(folder: string, limit: Limit): number | undefined {
  if (typeof limit === 'number') return limit;
  const { pointer, unit, since } = limit;
  try {
    readMemory(folder, pointer, time);
  } catch {
    return undefined; // The thread has ended; or its memory is not ours to read.
  }
  const rest = Number(time.readBigInt64LE(8)) / (unit === 'timeval' ? 1e3 : 1e6);
  const milliseconds = Number(time.readBigInt64LE(0)) * 1e3 + rest;
  if (since === 'now') return milliseconds;
  return milliseconds - (since === 'realtime' ? Date.now() : Number(process.hrtime.bigint()) / 1e6);
}
