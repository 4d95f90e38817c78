import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findPython } from '../../../harness/launch/python.ts';
import { run } from '../../../harness/run.ts';
import type { ClockName } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { useSandbox } from '../../support/sandbox.ts';

interface Surroundings {
  /** By place: a property and the functions in it. */
  described: Record<string, unknown>;
  /** What the observer has replaced. */
  replaced: string[];
  /** What `import` and `require` give differently. */
  apart: string[];
}

const PROGRAM = fixture('describes-its-surroundings.mjs');
const USER = fixture('uses-what-is-replaced.mjs');
const sandbox = useSandbox();

const WHERE = ['main', 'a Worker'] as const;
type Where = (typeof WHERE)[number];
const uses = new Map<string, unknown>();
const told = new Map<string, Record<Where, Surroundings>>();

function read(name: string): Record<Where, Surroundings> {
  const parse = (file: string) => JSON.parse(readFileSync(join(sandbox.path, file), 'utf8'));
  return { main: parse(name), 'a Worker': parse(`${name}-of-a-worker`) };
}

function usesIn(name: string): unknown {
  return JSON.parse(readFileSync(join(sandbox.path, `uses-${name}`), 'utf8'));
}

async function observe(clock: ClockName) {
  vi.stubEnv('USES', join(sandbox.path, `uses-${clock}`));
  vi.stubEnv('SURROUNDINGS', join(sandbox.path, clock));
  const python = await findPython(process.env, process.platform);
  const { ending } = await run(PROGRAM, { python, clock, dice: { seed: 0 } });
  expect(ending).toMatchObject({ kind: 'exited', code: 0 });
  told.set(clock, read(clock));
  expect((await run(USER, { python, clock, dice: { seed: 0 } })).ending.code).toBe(0);
  uses.set(clock, usesIn(clock));
}

beforeAll(async () => {
  // As the harness starts it, but without the observer.
  const bare = (program: string, env: Record<string, string>) =>
    execa(process.execPath, ['--disable-warning=ExperimentalWarning', program], { env });
  await bare(PROGRAM, { SURROUNDINGS: join(sandbox.path, 'bare') });
  await bare(PROGRAM, { SURROUNDINGS: join(sandbox.path, 'naive'), NAIVELY: 'yes' });
  await bare(USER, { USES: join(sandbox.path, 'uses-bare') });
  for (const name of ['bare', 'naive']) told.set(name, read(name));
  uses.set('bare', usesIn('bare'));
  await observe('real');
  if (process.platform === 'linux') await observe('virtual');
});

/**
 * What a program can see of the observer: two functions that its objects inherit without it, and
 * have themselves here, since only these two are replaced, and no other emitter's or stream's.
 */
const SEEN = ['process.emit', 'process.stdout.write'];
const isSeen = (place: string) => SEEN.some((one) => place === one || place.startsWith(`${one}.`));

const differences = (one: Surroundings, other: Surroundings) =>
  [...new Set([...Object.keys(one.described), ...Object.keys(other.described)])]
    .filter(
      (place) => JSON.stringify(one.described[place]) !== JSON.stringify(other.described[place]),
    )
    .map((place) => [place, one.described[place], other.described[place]]);

const clocks = process.platform === 'linux' ? (['virtual', 'real'] as const) : (['real'] as const);

describe.each(clocks)('a function that is replaced under the %s clock', (clock) => {
  test.each(WHERE)('looks like the real one in %s', (where) => {
    const [bare, observed] = [told.get('bare'), told.get(clock)];
    if (!bare || !observed) throw new RangeError('not told');
    const found = differences(bare[where], observed[where]);
    expect(found.filter(([place]) => !isSeen(String(place)))).toEqual([]);
    expect(observed[where].apart).toEqual(bare[where].apart);
  });

  test('can be used, subclassed and misused like the real one', () => {
    expect(uses.get(clock)).toEqual(uses.get('bare'));
  });

  test.each(WHERE)('is found in %s: this property is not empty', (where) => {
    const replaced = told.get(clock)?.[where].replaced ?? [];
    expect(
      replaced.filter((place) => /random|Worker$|setTimeout|writeSync/.test(place)),
    ).not.toEqual([]);
    expect(replaced.length).toBeGreaterThan(clock === 'virtual' ? 45 : 25);
  });
});

test('a simple replacement is found to be another function', () => {
  const [bare, naive] = [told.get('bare'), told.get('naive')];
  if (!bare || !naive) throw new RangeError('not told');
  const places = differences(bare.main, naive.main).map(([place]) => place);
  expect(places).toEqual(expect.arrayContaining(['globalThis.setTimeout', 'globalThis.Date']));
});
