import { textIn } from './files.ts';

/** The rows of a process's `status`, by their names. */
export interface Status {
  /** All that follows the name; empty where there is no such row. */
  row: (name: string) => string;
  /** A row in kB, in bytes; 0 where there is none. */
  bytes: (name: string) => number;
  /** Whether it has this capability, by its number (capabilities(7)). */
  may: (capability: bigint) => boolean;
}

/** @param folder of a process; with no rows if it has ended */
export function statusIn(folder: string): Status {
  const text = textIn(`${folder}/status`);
  const row = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    row,
    bytes: (name) => Number.parseInt(row(name) || '0', 10) * 1024,
    may: (capability) => ((BigInt(`0x${row('CapEff') || '0'}`) >> capability) & 1n) === 1n,
  };
}
