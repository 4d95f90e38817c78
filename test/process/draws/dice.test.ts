import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Dice, diceFile } from '../../../harness/draws/dice.ts';
import { findPython, type Python } from '../../../harness/launch/python.ts';
import { run } from '../../../harness/run.ts';
import type { Trace } from '../../../harness/trace/trace.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
let python: Python;

beforeAll(async () => {
  python = await findPython(process.env, process.platform);
});

/** Prints each line, then draws thrice: what a draw is keyed by, and what comes of it. */
const IN_PYTHON = `
import json
from random import randint, random

for text in json.loads(LINES):
    print(text)
    first, second, third = random(), random(), randint(5, 10)
    print('drew %.10f %.10f %d' % (first, second, third))
`;
const IN_NODE = `
for (const text of JSON.parse(LINES)) {
  console.log(text);
  const [first, second, third] = [Math.random(), Math.random(), Math.random()];
  console.log(\`drew \${first.toFixed(10)} \${second.toFixed(10)} \${5 + Math.floor(third * 6)}\`);
}
`;

const TWO_THREADS = `
import random
from threading import Thread

for name in 'ab':
    Thread(target=lambda name: print(name) or random.random(), args=(name,)).start()
`;

async function drawsAfter(lines: string[], dice: Dice): Promise<[Trace, Trace]> {
  const text = JSON.stringify(JSON.stringify(lines));
  const programs = [
    ['draws.py', `LINES = ${text}${IN_PYTHON}`],
    ['draws.mjs', `const LINES = ${text};${IN_NODE}`],
  ] as const;
  const traces = programs.map(([name, source]) => {
    const file = join(sandbox.path, name);
    writeFileSync(file, source);
    return run(file, { python, clock: 'real', dice });
  });
  return (await Promise.all(traces)) as [Trace, Trace];
}

const drawsOf = ({ events }: Trace) =>
  events.flatMap((event) =>
    event.type === 'draw' ? [{ key: event.key, value: event.value }] : [],
  );

const printsOf = ({ events }: Trace) =>
  events.flatMap((event) => (event.type === 'line' ? [event.text] : []));

/** No digits: a number may be a process id, which the two programs do not share. */
const linesToPrint = fc.sample(
  fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\d\r\n\u2028]/.test(text)),
  200,
);

describe('Python and Node', () => {
  test('draw the same after the same line, and the trace tells what was drawn', async () => {
    const [inPython, inNode] = await drawsAfter(linesToPrint, { seed: 32 });
    expect(drawsOf(inPython)).toHaveLength(3 * linesToPrint.length);
    expect(drawsOf(inNode)).toEqual(drawsOf(inPython));
    expect(printsOf(inNode)).toEqual(printsOf(inPython));
  });

  test('draw given values without loss, and others by the seed', async () => {
    const given = [
      { key: '0|one', value: 1 - 2 ** -52 },
      { key: '2|一 two', value: 0.1 },
    ];
    const [inPython, inNode] = await drawsAfter(['one', '一 two'], { seed: 7, given });
    expect(drawsOf(inNode)).toEqual(drawsOf(inPython));
    expect(drawsOf(inPython)).toEqual(expect.arrayContaining(given));
    expect(new Set(drawsOf(inPython).map(({ value }) => value)).size).toBe(6);
  });

  test('always draw the same if that is asked for', async () => {
    const always = 1 - 2 ** -52;
    const traces = await drawsAfter(['one', 'two'], { seed: 7, always });
    expect(traces.flatMap(drawsOf).map(({ value }) => value)).toEqual(new Array(12).fill(always));
    expect(printsOf(traces[0]).filter((text) => text.endsWith(' 10'))).toHaveLength(2);
  });
});

test('two threads that draw at once both use the dice', async () => {
  const file = join(sandbox.path, 'threads.py');
  writeFileSync(file, TWO_THREADS);
  // The rows that count come last: one thread is still reading when the other draws.
  const rows = Array.from({ length: 100_000 }, (_, i) => ({ key: `0|${i}`, value: 0 }));
  const given = [...rows, { key: '0|a', value: 0.25 }, { key: '0|b', value: 0.75 }];
  const trace = await run(file, { python, clock: 'real', dice: { seed: 1, given } });
  expect(new Set(drawsOf(trace))).toEqual(new Set(given.slice(-2)));
});

describe('draws', () => {
  test('depend on the seed', async () => {
    const [[one], [other]] = [
      await drawsAfter(['one'], { seed: 1 }),
      await drawsAfter(['one'], { seed: 2 }),
    ];
    expect(drawsOf(one).map(({ key }) => key)).toEqual(drawsOf(other).map(({ key }) => key));
    expect(drawsOf(one)).not.toEqual(drawsOf(other));
  });

  test('are spread evenly over [0, 1)', async () => {
    const lines = Array.from({ length: 1000 }, (_, i) => String.fromCodePoint(0x4e00 + i));
    const [trace] = await drawsAfter(lines, { seed: 0 });
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const { value } of drawsOf(trace)) {
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // Of 3000 draws 300 in each tenth, with a standard deviation of 16; the seed is fixed.
    for (const count of tenths) expect(Math.abs(count - 300)).toBeLessThan(4 * 16);
    // Each of a float's 53 bits is set in some.
    const bits = drawsOf(trace).reduce((all, { value }) => all | BigInt(value * 2 ** 53), 0n);
    expect(bits).toBe(2n ** 53n - 1n);
  });
});

test('the file of dice has a row for each given draw', () => {
  expect(diceFile({ seed: 3, given: [{ key: '0|a b', value: 0.5 }] })).toBe('seed 3\n0.5 0|a b\n');
  expect(diceFile({ seed: 3, always: 0 })).toBe('always 0\n');
});
