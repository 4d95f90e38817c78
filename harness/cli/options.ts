import { InvalidArgumentError } from 'commander';

export interface SharedOptions {
  clock: string;
  seed: number;
  durations?: number[];
  json?: boolean;
}

export function nonNegativeInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number, 0 or more.');
}

export function secondsList(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (values.every((value) => Number.isFinite(value) && value >= 0)) return values;
  throw new InvalidArgumentError('It must be seconds with commas between, as in 7,6.');
}
