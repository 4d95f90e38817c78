import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Python } from '../../../harness/launch/python.ts';
import { run } from '../../../harness/run.ts';
import { isLine } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { findPythons } from '../../support/pythons.ts';
import { useSandbox } from '../../support/sandbox.ts';

const PROGRAM = fixture('describes-what-is-replaced.py');

/**
 * A method of a type in C is replaced by a function in Python: an object that says it is more would
 * cost 0.4 µs a call. It differs in these, and in its signature where the real one has none.
 */
const OF_A_METHOD = [
  'repr',
  '__module__',
  '__text_signature__',
  'isfunction',
  'ismethoddescriptor',
  'can be referred to',
  'takes an attribute',
];

type Facts = Record<string, unknown> & { what: string };

const sandbox = useSandbox();
let pythons: Python[];
beforeAll(async () => {
  pythons = await findPythons();
});

const read = (texts: readonly string[]) => texts.map((text) => JSON.parse(text) as Facts);

/** What a program can learn about each replaced function, with the observer and without. */
async function describeAll(python: Python, clock: 'real' | 'virtual') {
  const env = { ...process.env, NAMES: join(sandbox.path, `${clock}-${python.version}`) };
  process.env.NAMES = env.NAMES;
  const trace = await run(PROGRAM, { python, clock, dice: { seed: 0 } });
  const direct = await execa(python.executable, [PROGRAM], { env });
  const owned = read(trace.events.filter(isLine).map(({ text }) => text));
  return { owned, real: read(direct.stdout.split('\n')) };
}

/** What must be the same with and without the observer. */
function comparable(facts: Facts, real: Facts): Facts {
  if (!real.ismethoddescriptor) return facts;
  const left = Object.entries(facts).filter(([name]) => !OF_A_METHOD.includes(name));
  // Before Python 3.13 no method of a socket has a signature.
  const hasNone = real.signature === 'ValueError' || facts.what.startsWith('_socket.');
  const known = left.filter(([name]) => name !== 'signature' || !hasNone);
  return Object.fromEntries(known) as Facts;
}

describe('replaced functions look like the real ones to a Python program', () => {
  test.each(['virtual', 'real'] as const)('under the %s clock', async (clock) => {
    for (const python of pythons) {
      const { owned, real } = await describeAll(python, clock);
      expect(owned.length).toBeGreaterThan(25);
      expect(owned.map(({ what }) => what)).toEqual(real.map(({ what }) => what));
      for (const [index, facts] of owned.entries()) {
        const own = real[index] as Facts;
        expect({ version: python.version, ...comparable(facts, own) }).toEqual({
          version: python.version,
          ...comparable(own, own),
        });
      }
    }
  });
});

test('a Python program prints the same errors with and without the observer', async () => {
  const program = fixture('shows-its-errors.py');
  for (const python of pythons) {
    const trace = await run(program, { python, clock: 'virtual', dice: { seed: 0 } });
    const options = { all: true, reject: false, env: { PYTHONUNBUFFERED: '1' } } as const;
    const direct = await execa(python.executable, [program], options);
    const comparable = (lines: string[]) => lines.map((line) => line.replace(/0x[0-9a-f]+/, '0x'));
    const shown = trace.events.filter(isLine).map(({ text }) => text);
    expect(shown.length).toBeGreaterThan(300);
    expect([python.version, ...comparable(shown)]).toEqual([
      python.version,
      ...comparable(direct.all.split('\n')),
    ]);
  }
});
