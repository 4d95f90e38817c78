// What a Python program has without an import: print, the % operator for strings, and its errors.
import { writeSync } from 'node:fs';
import { isCatchingUp } from './forked.ts';

export class ValueError extends Error {
  override name = 'ValueError';
}

export class IndexError extends Error {
  override name = 'IndexError';
}

export class RuntimeError extends Error {
  override name = 'RuntimeError';
}

export class AssertionError extends Error {
  override name = 'AssertionError';
}

export class EOFError extends Error {
  override name = 'EOFError';
}

export class OSError extends Error {
  override name = 'OSError';
}

export class BrokenPipeError extends OSError {
  override name = 'BrokenPipeError';
}

/**
 * Writes a line at once, from whichever thread, as Python's print does.
 * console.log would not: in a Worker it hands its line to the main thread, which may be asleep.
 */
export function print(text: string) {
  if (isCatchingUp()) return;
  writeAll(1, `${text}\n`);
}

/** Writes all of the text to the file descriptor before it returns. */
export function writeAll(fd: number, text: string) {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      // EAGAIN: a pipe that does not block is full. Try until its reader has made room.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** Python's `template % (value, …)` for %s, %d, %.0f to %.20f and %%. */
export function format(template: string, ...values: (string | number)[]): string {
  let used = 0;
  const text = template.replace(/%(?:\.(1?\d|20)f|.|$)/gsu, (spec, digits?: string) => {
    if (spec === '%%') return '%';
    if (spec === '%') throw new ValueError('incomplete format');
    if (spec !== '%s' && spec !== '%d' && digits === undefined) {
      throw new ValueError(`unsupported format character '${spec.slice(1)}'`);
    }
    const value = values[used++];
    if (value === undefined) throw new TypeError('not enough arguments for format string');
    if (spec === '%s') return str(value);
    if (typeof value === 'string')
      throw new TypeError(`${spec} format: a real number is required, not str`);
    return spec === '%d' ? BigInt(Math.trunc(value)).toString() : fixed(value, Number(digits));
  });
  if (used < values.length) {
    throw new TypeError('not all arguments converted during string formatting');
  }
  return text;
}

/** JavaScript has one kind of number: a whole one is printed as Python's int, others as a float. */
function str(value: string | number): string {
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return notFinite(value);
  if (Number.isInteger(value)) return BigInt(value).toString();
  // Both languages print the fewest digits that tell the number; Python has 1e-05 for 0.00001.
  if (Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  // From 1e21 on toFixed gives up and writes an exponent; all such numbers are whole.
  if (size >= 1e21) return sign + BigInt(size) + (digits > 0 ? `.${'0'.repeat(digits)}` : '');

  // toFixed goes by the exact binary value, as Python does, except between two equally near
  // results: it takes the larger ('0.13' for 0.125), Python the one with an even last digit.
  // A hundred digits are enough to see whether the rest is exactly a half.
  const exact = size.toFixed(100);
  const cut = exact.indexOf('.') + 1 + digits;
  const down = exact.slice(0, digits > 0 ? cut : cut - 1);
  const tie = /^50*$/.test(exact.slice(cut));
  return sign + (tie && /[02468]$/.test(down) ? down : size.toFixed(digits));
}

function notFinite(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}
