import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findPython } from '../../../harness/launch/python.ts';
import type { ClockName } from '../../../harness/observe/trace.ts';
import { run } from '../../../harness/run.ts';
import { fixture } from '../../support/fixture.ts';
import { PATIENCE, useSandbox } from '../../support/sandbox.ts';

vi.setConfig({ testTimeout: PATIENCE, hookTimeout: PATIENCE });

interface Surroundings {
  /** By its place: a property and the functions in it. */
  described: Record<string, unknown>;
  /** What the observer has replaced. */
  replaced: string[];
  /** What `import` gives otherwise than `require`. */
  apart: string[];
}

const PROGRAM = fixture('describes-its-surroundings.mjs');
const sandbox = useSandbox();

const WHERE = ['main', 'a Worker'] as const;
type Where = (typeof WHERE)[number];
const told = new Map<string, Record<Where, Surroundings>>();

function read(name: string): Record<Where, Surroundings> {
  const parse = (file: string) => JSON.parse(readFileSync(join(sandbox.path, file), 'utf8'));
  return { main: parse(name), 'a Worker': parse(`${name}-of-a-worker`) };
}

async function observe(clock: ClockName) {
  vi.stubEnv('SURROUNDINGS', join(sandbox.path, clock));
  const python = await findPython(process.env, process.platform);
  const { ending } = await run(PROGRAM, { python, clock, dice: { seed: 0 } });
  expect(ending).toMatchObject({ kind: 'exited', code: 0 });
  told.set(clock, read(clock));
}

beforeAll(async () => {
  const env = { SURROUNDINGS: join(sandbox.path, 'bare') };
  // As the harness starts it, but without the observer.
  await execa(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM], { env });
  told.set('bare', read('bare'));
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

describe.each(clocks)('what is replaced under the %s clock', (clock) => {
  test.each(WHERE)('in %s is like what it replaces', (where) => {
    const [bare, observed] = [told.get('bare'), told.get(clock)];
    if (!bare || !observed) throw new RangeError('not told');
    const found = differences(bare[where], observed[where]);
    expect(found.filter(([place]) => !isSeen(String(place)))).toEqual([]);
    expect(observed[where].apart).toEqual(bare[where].apart);
  });

  test.each(WHERE)('in %s is found: this property is not empty', (where) => {
    const replaced = told.get(clock)?.[where].replaced ?? [];
    expect(
      replaced.filter((place) => /random|Worker$|setTimeout|writeSync/.test(place)),
    ).not.toEqual([]);
    expect(replaced.length).toBeGreaterThan(clock === 'virtual' ? 45 : 25);
    if (process.env.LOCKSTEP_LIST) console.log(clock, where, replaced.length, replaced.join('\n'));
  });
});
