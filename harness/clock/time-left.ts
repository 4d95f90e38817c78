import { closeSync, openSync, readSync } from 'node:fs';
import type { Limit } from './system-call.ts';

/** Seconds, and nano- or microseconds. */
const time = Buffer.alloc(16);

/**
 * How long a wait can last still, in milliseconds; undefined where that cannot be read. For a
 * duration, all of it: nothing tells when it began.
 *
 * @param file the memory of the process that waits
 */
export function millisecondsOf(file: string, limit: Limit): number | undefined {
  if (typeof limit === 'number') return limit;
  const { pointer, unit, since } = limit;
  let memory: number | undefined;
  try {
    memory = openSync(file, 'r');
    readSync(memory, time, 0, time.length, pointer);
  } catch {
    return undefined; // The thread has ended; or its memory is not ours to read.
  } finally {
    if (memory !== undefined) closeSync(memory);
  }
  const rest = Number(time.readBigInt64LE(8)) / (unit === 'timeval' ? 1e3 : 1e6);
  const milliseconds = Number(time.readBigInt64LE(0)) * 1e3 + rest;
  if (since === 'now') return milliseconds;
  return milliseconds - (since === 'realtime' ? Date.now() : Number(process.hrtime.bigint()) / 1e6);
}
