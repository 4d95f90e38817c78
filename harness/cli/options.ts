import { InvalidArgumentError } from 'commander';
import { type LimitName, type Limits, NAMED_LIMITS } from '../limits.ts';

export interface SharedOptions {
  clock: string;
  seed: number;
  durations?: number[];
  limit?: Partial<Limits>;
  /** CPU seconds. */
  patience?: number;
  json?: boolean;
}

export interface VerifyCommandOptions extends SharedOptions {
  junit?: string;
  knownFailures?: string;
  verbose?: boolean;
  explore?: boolean;
  runs: number;
}

export interface CheckCommandOptions extends Omit<VerifyCommandOptions, 'durations' | 'explore'> {
  idiomatic?: boolean;
  sandbox?: boolean;
}

export interface RunCommandOptions extends SharedOptions {
  stdin?: string;
  cwd?: string;
  /** Whether the user gave the seed. */
  seeded: boolean;
  raw?: boolean;
  /** Seconds of the clock that it runs on. */
  until?: number;
  replay?: string[];
}

/** Seconds: 31 years. No program waits longer (trace/message-shape.ts). */
const LONGEST = 1e9;

export function nonNegativeInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Give a whole number, 0 or more.');
}

export function secondsNumber(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value >= 0 && value <= LONGEST) return value;
  throw new InvalidArgumentError(`Use seconds from 0 to ${LONGEST}, as in 30 or 0.5.`);
}

export function secondsList(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (values.every((value) => Number.isFinite(value) && value >= 0)) return values;
  throw new InvalidArgumentError('Give seconds with commas between, as in 7,6.');
}

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('Give a whole number, 1 or more.');
}

/** `NAME=VALUE`, added to those that were given before. */
export function addLimit(text: string, others: Partial<Limits> = {}): Partial<Limits> {
  const [, name = '', value = ''] = /^([a-z]+)=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (!Object.hasOwn(NAMED_LIMITS, name) || !(Number(value) > 0)) {
    const names = Object.keys(NAMED_LIMITS).join(', ');
    throw new InvalidArgumentError(`Give NAME=VALUE, as in cpu=600. NAME is one of: ${names}.`);
  }
  // What is given is as much on a slow machine.
  const exact = name === 'cpu' ? { starts: 0 } : {};
  return { ...others, ...exact, [NAMED_LIMITS[name as LimitName].limit]: Number(value) };
}

/** A name that is left out would make an option of the next word the file. */
export function fileName(text: string): string {
  if (text !== '' && !text.startsWith('-')) return text;
  throw new InvalidArgumentError('Give the name of a file, with ./ before one that begins with -.');
}

export function taskList(text: string): string[] {
  const names = text.split(',');
  if (names.every((name) => /^main(\.\d+)*(~\d+)?$/.test(name))) return names;
  throw new InvalidArgumentError('Give tasks with commas between, as in main.1,main.2.');
}
