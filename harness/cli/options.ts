import { InvalidArgumentError } from 'commander';
import { type LimitName, type Limits, NAMED_LIMITS } from '../limits.ts';
import { en } from '../messages/en/index.ts';
import type { Messages } from '../messages/messages.ts';

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

type Words = Messages['commandLine'];

/** A value that an option does not take; its message is English. */
export class InvalidValue extends InvalidArgumentError {
  readonly tell: (words: Words) => string;

  constructor(tell: (words: Words) => string) {
    super(tell(en.commandLine));
    this.tell = tell;
  }
}

/** The same reader of a value, which says in the reader's language why one is invalid. */
export const telling =
  <Args extends unknown[], Value>(words: Words, read: (...args: Args) => Value) =>
  (...args: Args): Value => {
    try {
      return read(...args);
    } catch (error) {
      throw error instanceof InvalidValue ? new InvalidArgumentError(error.tell(words)) : error;
    }
  };

/** Seconds: 31 years. No program waits longer (trace/message-shape.ts). */
const LONGEST = 1e9;

export function nonNegativeInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidValue((words) => words.wholeNumber(0));
}

export function secondsNumber(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value >= 0 && value <= LONGEST) return value;
  throw new InvalidValue((words) => words.seconds(LONGEST));
}

export function secondsList(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (values.every((value) => Number.isFinite(value) && value >= 0)) return values;
  throw new InvalidValue((words) => words.secondsList());
}

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidValue((words) => words.wholeNumber(1));
}

/** `NAME=VALUE`, added to those that were given before. */
export function addLimit(text: string, others: Partial<Limits> = {}): Partial<Limits> {
  const [, name = '', value = ''] = /^([a-z]+)=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (!Object.hasOwn(NAMED_LIMITS, name) || !(Number(value) > 0)) {
    throw new InvalidValue((words) => words.limit(Object.keys(NAMED_LIMITS)));
  }
  // What is given is as much on a slow machine.
  const exact = name === 'cpu' ? { starts: 0 } : {};
  return { ...others, ...exact, [NAMED_LIMITS[name as LimitName].limit]: Number(value) };
}

/** A name that is left out would make an option of the next word the file. */
export function fileName(text: string): string {
  if (text !== '' && !text.startsWith('-')) return text;
  throw new InvalidValue((words) => words.fileName());
}

export function taskList(text: string): string[] {
  const names = text.split(',');
  if (names.every((name) => /^main(\.\d+)*(~\d+)?$/.test(name))) return names;
  throw new InvalidValue((words) => words.tasks());
}
