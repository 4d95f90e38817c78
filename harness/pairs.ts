import { join } from 'node:path';
import { LockstepError } from './errors.ts';
import type { Law } from './law/law.ts';
import { nearest } from './nearest.ts';

const ROOT = join(import.meta.dirname, '..');

/** An original and its port. To add one: two files with the same stem, and an entry here. */
export interface Pair {
  /** The file name of both without its ending, for example `02_processes`. */
  stem: string;
  /** How the total follows from the durations of the sleeps. */
  law: Law;
  /** The line in which the program prints its total; its one group is the number of seconds. */
  total: RegExp;
  /**
   * A line whose one group is a matter of order: it may differ between two runs in real time. In
   * every order, under the virtual clock, both programs must have the same.
   */
  luck?: RegExp;
}

const TOTAL = /^总共耗费了(\d+\.\d+)秒\.?$/;

export const PAIRS: readonly Pair[] = [
  { stem: '01_sequential', law: { kind: 'sum' }, total: TOTAL },
  { stem: '02_processes', law: { kind: 'max' }, total: TOTAL },
  { stem: '03_threads', law: { kind: 'max' }, total: TOTAL },
  { stem: '04_fork', law: { kind: 'max' }, total: TOTAL },
  { stem: '05_pool', law: { kind: 'pool', workers: 2 }, total: TOTAL },
  { stem: '06_queue', law: { kind: 'pipeline' }, total: TOTAL },
  { stem: '07_pipe', law: { kind: 'sum' }, total: TOTAL },
  { stem: '08_thread_class', law: { kind: 'max' }, total: TOTAL },
  {
    stem: '09_lock',
    law: { kind: 'phases', laws: [{ kind: 'max' }, { kind: 'sum' }] },
    total: TOTAL,
    luck: /^账户余额: (\d+)元\.$/,
  },
  {
    stem: '10_executor',
    law: {
      kind: 'phases',
      laws: [
        { kind: 'pool', workers: 2 },
        { kind: 'pool', workers: 2 },
      ],
    },
    total: TOTAL,
  },
  {
    stem: '11_asyncio',
    law: { kind: 'phases', laws: [{ kind: 'max' }, { kind: 'pool', workers: 2 }, { kind: 'min' }] },
    total: TOTAL,
  },
  { stem: '12_events', law: { kind: 'max' }, total: TOTAL },
];

export function originalOf({ stem }: Pick<Pair, 'stem'>): string {
  return join(ROOT, 'python-originals', `${stem}.py`);
}

export function portOf({ stem }: Pick<Pair, 'stem'>): string {
  return join(ROOT, 'ts-ports', `${stem}.ts`);
}

/**
 * The pairs with these names; all for no name. A name is a pair's number, its name or both:
 * `02`, `processes`, `02_processes`.
 *
 * @throws LockstepError UNKNOWN_PAIR
 */
export function pairsNamed(names: readonly string[]): Pair[] {
  if (names.length === 0) return [...PAIRS];
  const chosen = new Set(names.map((name) => pairNamed(name) ?? rejected(name)));
  return PAIRS.filter((pair) => chosen.has(pair));
}

/** What a pair may be called. */
function namesOf({ stem }: Pair): string[] {
  const [number = '', ...words] = stem.split('_');
  return [stem, number, String(Number(number)), words.join('_')];
}

export function pairNamed(name: string): Pair | undefined {
  return PAIRS.find((pair) => namesOf(pair).includes(name));
}

function rejected(name: string): never {
  const similar = PAIRS.filter((pair) => nearest(name, namesOf(pair)).length > 0);
  const stems = (pairs: readonly Pair[]) => pairs.map(({ stem }) => stem);
  throw new LockstepError('UNKNOWN_PAIR', (m) =>
    m.errors.unknownPair(name, stems(similar), stems(PAIRS)),
  );
}

/** The pair to which a program belongs, by its place in the project. */
export function pairOf(program: string, resolve: (path: string) => string): Pair | undefined {
  const path = resolve(program);
  return PAIRS.find((pair) => path === originalOf(pair) || path === portOf(pair));
}
