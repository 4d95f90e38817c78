import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Python } from '../../../../harness/launch/python.ts';
import type { Seed } from '../../../../ts-ports/python/random/seeds.ts';
import * as module from '../../../../ts-ports/python/random.ts';
import { Random } from '../../../../ts-ports/python/random.ts';
import { findPythons } from '../../../support/pythons.ts';
import { askPython, runFixture, TEST_LIMIT } from '../../../support/run-program.ts';

vi.setConfig({ testTimeout: TEST_LIMIT });

/** Answers many cases in one process. Whole numbers are sent as text: JavaScript reads 53 bits of them. */
const ASK = `
import json, random, sys

def value(kind, text):
    if kind == 'list':
        return [value(*item) for item in text]
    return {'int': lambda text: int(text, 16), 'float': float, 'str': str, 'bytes': bytes.fromhex}[kind](text)

def plain(result):
    if isinstance(result, int):
        return str(result)
    return [plain(item) for item in result] if isinstance(result, list) else result

def call(generator, name, args, options):
    args = [value(*arg) for arg in args]
    result = getattr(generator, name)(*args, **options)
    return plain(args[0] if name == 'shuffle' else result)

answers = []
for seed, calls in json.load(sys.stdin):
    generator = random.Random(value(*seed))
    answers.append([call(generator, *each) for each in calls])
print(json.dumps(answers))
`;

type Value = number | bigint | string;
type Call = [name: keyof Random, args: (Value | Value[])[], options: object];

const typed = (value: Seed) => {
  if (typeof value === 'string') return ['str', value];
  if (value instanceof Uint8Array) return ['bytes', Buffer.from(value).toString('hex')];
  const isWhole = typeof value === 'bigint' || Number.isInteger(value);
  return isWhole
    ? ['int', BigInt(value).toString(16)]
    : ['float', String(value).replace('inity', '')];
};

const plain = (result: unknown): unknown => {
  if (Array.isArray(result)) return result.map(plain);
  return typeof result === 'bigint' ? String(result) : result;
};

/** For these Python returns a float, for the others an int. */
const FLOATS = new Set(['random', 'uniform']);

function inTypeScript(generator: Random, [name, args, options]: Call): unknown {
  const copies = args.map((arg) => (Array.isArray(arg) ? [...arg] : arg));
  const more = Object.keys(options).length > 0 ? [options] : [];
  const result = (generator[name] as (...args: unknown[]) => unknown)(...copies, ...more);
  if (name === 'shuffle') return plain(copies[0]);
  return typeof result === 'number' && !FLOATS.has(name) ? String(result) : plain(result);
}

const forPython = (cases: readonly (readonly [Seed, Call[]])[]) =>
  cases.map(([seed, calls]) => [
    typed(seed),
    calls.map(([name, args, options]) => [
      name,
      args.map((arg) => (Array.isArray(arg) ? ['list', arg.map(typed)] : typed(arg))),
      options,
    ]),
  ]);

const int = fc.oneof(fc.integer(), fc.integer({ min: -20, max: 20 }));
const bigint = fc.oneof(fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }), fc.bigInt(-9n, 9n));
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const float = fc.double({ noNaN: true }).filter((value) => value !== 0);
const seed: fc.Arbitrary<Seed> = fc.oneof(
  int,
  bigint,
  fc.constantFrom(0, 2 ** 32 - 1, 2 ** 32, -(2 ** 32), 2n ** 64n, 2n ** 19937n),
  text,
  fc.uint8Array({ maxLength: 70 }),
  float,
);

const inOrder = <T extends number | bigint>(number: fc.Arbitrary<T>) =>
  fc.tuple(number, number).map(([a, b]) => (a < b ? [a, b] : [b, a]));
/** Texts, so that an item differs from its index. */
const items = (least: number, most: number) =>
  fc
    .integer({ min: least, max: most })
    .map((n) => Array.from({ length: n }, (_, i) => `item ${i}`));

const call = (name: keyof Random, args: fc.Arbitrary<Call[1]>, options = fc.constant({})) =>
  fc.tuple(fc.constant(name), args, options) as fc.Arbitrary<Call>;

const steps = fc
  .tuple(int, fc.integer({ min: 1, max: 500 }), fc.integer({ min: -9, max: 9 }))
  .filter(([, , step]) => step !== 0)
  .map(([start, width, step]) => [start, start + Math.sign(step) * width, step]);

const weighted = items(1, 8).chain((list) => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: list.length, maxLength: list.length })
    .filter((all) => all.some((weight) => weight > 0));
  const k = fc.integer({ min: 0, max: 9 });
  const options = fc.oneof(
    fc.record({ weights, k }),
    fc.record({ k }),
    fc.record({
      cum_weights: weights.map((all) => all.map((_, i) => 1 + i)),
      k,
    }),
  );
  return call('choices', fc.constant([list]), options);
});

const sampled = items(0, 300).chain((list) =>
  call(
    'sample',
    fc.integer({ min: 0, max: list.length }).map((k) => [list, k]),
  ),
);

const anyCall: fc.Arbitrary<Call> = fc.oneof(
  call('random', fc.constant([])),
  call(
    'uniform',
    fc
      .tuple(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.double({ min: -9, max: 9, noNaN: true }),
      )
      .map((pair) => pair.map((one) => (Number.isInteger(one) ? 0.5 : one))),
  ),
  call(
    'getrandbits',
    fc.integer({ min: 1, max: 53 }).map((k) => [k]),
  ),
  call(
    'getrandbits',
    fc.bigInt(1n, 700n).map((k) => [k]),
  ),
  call('randint', inOrder(int)),
  call('randint', inOrder(bigint)),
  call(
    'randrange',
    fc.integer({ min: 1, max: 2 ** 40 }).map((stop) => [stop]),
  ),
  call('randrange', steps),
  call(
    'choice',
    items(1, 40).map((list) => [list]),
  ),
  call(
    'shuffle',
    items(0, 40).map((list) => [list]),
  ),
  sampled,
  weighted,
);

const cases = fc.array(fc.tuple(seed, fc.array(anyCall, { minLength: 1, maxLength: 12 })), {
  minLength: 200,
  maxLength: 400,
  size: 'max',
});

const draws = (all: readonly (readonly [Seed, Call[]])[], Class: typeof Random = Random) =>
  all.map(([seed, calls]) => {
    const generator = new Class(seed);
    return calls.map((each) => inTypeScript(generator, each));
  });

/** Wrong: scales a draw to the range. */
class Scaling extends Random {
  override randint: Random['randint'] = ((a: number, b: number) =>
    Number(a) + Math.floor(this.random() * (Number(b) - Number(a) + 1))) as Random['randint'];
}

/** Wrong: -7 and 7 are the same seed. */
class Signed extends Random {
  constructor(seed?: Seed | null) {
    super(
      typeof seed === 'number' && seed < 0 ? BigInt.asUintN(64, BigInt(Math.trunc(seed))) : seed,
    );
  }
}

const sameAs = (Class: typeof Random) =>
  fc.check(
    fc.property(cases, (all) => {
      expect(draws(all, Class)).toEqual(askPython(ASK, forPython(all)));
    }),
    { numRuns: 3, endOnFailure: true },
  );

describe('a seeded generator', () => {
  test('gives the same numbers as CPython', () => {
    const { failed, errorInstance } = sameAs(Random);
    expect(errorInstance).toBe(null);
    expect(failed).toBe(false);
  });

  test.each([Scaling, Signed])('differs from one that is wrong: %o', (Class) => {
    expect(sameAs(Class).failed).toBe(true);
  });

  test('gives whole characters of a text', () => {
    const generator = new Random(5);
    const drawn = Array.from({ length: 8 }, () => generator.choice('aé一😀'));
    const asked = 'import json, random, sys; r = random.Random(json.load(sys.stdin)); ';
    expect(drawn).toEqual(
      askPython(`${asked}print(json.dumps([r.choice('aé一😀') for _ in range(8)]))`, 5),
    );
  });

  test('goes on after 624 words, and a sample by counts is one by items', () => {
    const generator = new Random('long');
    const sums = [0, 0];
    for (let i = 0; i < 1000; i++) sums[i % 2] = (sums[i % 2] ?? 0) + generator.random();
    const counted = generator.sample(['red', 'blue'], 5, { counts: [4, 200] });
    const program = `
import json, random, sys
r = random.Random(json.load(sys.stdin))
sums = [0, 0]
for i in range(1000): sums[i % 2] += r.random()
pool = ['red'] * 4 + ['blue'] * 200
print(json.dumps([sums, r.sample(pool, 5)]))
`;
    expect([sums, counted]).toEqual(askPython(program, 'long'));
  });
});

describe('every Python on this machine', () => {
  let pythons: Python[];
  beforeAll(async () => {
    pythons = await findPythons();
  });

  test('gives the same numbers for the same seed', () => {
    const all = fc.sample(fc.tuple(seed, fc.array(anyCall, { minLength: 1, maxLength: 12 })), {
      numRuns: 100,
      seed: 12,
    });
    const input = JSON.stringify(forPython(all));
    const expected = draws(all);
    for (const { executable, version } of pythons) {
      const answer = execFileSync(executable, ['-c', ASK], {
        input,
        env: { ...process.env, PYTHONUTF8: '1' },
      });
      expect(JSON.parse(answer.toString()), version).toEqual(expected);
    }
  });
});

describe('the functions of the module', () => {
  test('share one generator, which can be seeded and unseeded again', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    module.seed(42);
    const first = [module.random(), module.randint(1, 6), module.choice('abcdef')];
    module.seed(42);
    expect([module.random(), module.randint(1, 6), module.choice('abcdef')]).toEqual(first);
    expect(first[0]).toBe(0.6394267984578837);
    const own = new Random(42);
    module.seed(42);
    const [mine, its] = [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ];
    module.shuffle(mine);
    own.shuffle(its);
    expect([mine, module.uniform(1, 3)]).toEqual([its, own.uniform(1, 3)]);
    module.seed();
    expect([module.random(), module.randint(1, 6), module.choice('abcdef')]).toEqual([0.5, 4, 'd']);
    vi.restoreAllMocks();
  });

  test('reject what Python rejects', () => {
    const refused = (name: string) => expect.objectContaining({ name });
    expect(() => module.randrange(0)).toThrow(refused('ValueError'));
    expect(() => module.randrange(1, 5, 0)).toThrow(refused('ValueError'));
    expect(() => module.randrange(5, 1)).toThrow(refused('ValueError'));
    expect(() => module.choice([])).toThrow(refused('IndexError'));
    expect(() => module.sample([1, 2], 3)).toThrow(refused('ValueError'));
    expect(() => module.choices([1, 2], { weights: [1] })).toThrow(refused('ValueError'));
    expect(() => module.choices([1, 2], { weights: [0, 0] })).toThrow(refused('ValueError'));
    expect(() => module.choices([1], { weights: [1], cum_weights: [1] })).toThrow(TypeError);
    expect(() => module.getrandbits(-1)).toThrow(refused('ValueError'));
  });
});

test('a forked child draws new numbers, but its own generators continue as its parent’s do', async () => {
  const { stdout } = await runFixture('fork-draws-anew.ts');
  const [parent = '', child = ''] = stdout.split('\n');
  const [drawn, own] = parent.split(' ');
  expect(own).toBe('0.6394267984578837');
  expect(child.split(' ')[1]).toBe(own);
  expect(child.split(' ')[0]).not.toBe(drawn);
});
