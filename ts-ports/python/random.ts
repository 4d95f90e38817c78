// Python's random module.
//
// Once seeded it gives the same numbers as CPython, 3.8 to 3.13, for the same seed: the generator is
// Python's (random/twister.ts), and so is what is made of its numbers. Not seeded it draws from
// Math.random, anew in each run.
//
// Where Node differs: a Thread has a memory of its own, and so has its generator (Python's threads
// share one). A forked child draws anew, as in Python, but a generator that it has made itself by
// `new Random(seed)` goes on in both.
import { IndexError, ValueError } from './builtins.ts';
import { answer } from './forked.ts';
import { keyOf, type Seed } from './random/seeds.ts';
import { Twister } from './random/twister.ts';

interface ChoicesOptions {
  weights?: number[];
  cum_weights?: number[];
  k?: number;
}

/** A generator of its own. Without a seed it draws from Math.random. */
export class Random {
  #twister: Twister | undefined;

  constructor(seed?: Seed | null) {
    this.seed(seed);
  }

  /** None, null here, takes the seed away. */
  seed(seed?: Seed | null) {
    this.#twister = seed === undefined || seed === null ? undefined : new Twister(keyOf(seed));
  }

  /** A number in [0, 1). */
  random(): number {
    return this.#twister?.random() ?? answer('random', () => Math.random());
  }

  /** A whole number of `k` bits: a bigint where `k` is one, else `k` is 53 at most. */
  getrandbits<T extends number | bigint>(k: T): T extends bigint ? bigint : number;
  getrandbits(k: number | bigint): number | bigint {
    if (k < 0) throw new ValueError('number of bits must be non-negative');
    if (typeof k === 'bigint') return this.#bits(Number(k));
    if (k > 53) throw new RangeError(`a number has 53 bits: write getrandbits(${k}n)`);
    return Number(this.#bits(k));
  }

  /** A whole number from a to b, both ends included; bigints where one of them is. */
  randint<T extends number | bigint>(a: T, b: T): T extends bigint ? bigint : number;
  randint(a: number | bigint, b: number | bigint): number | bigint {
    if (b < a) throw new ValueError(`empty range in randint(${a}, ${b})`);
    const drawn = whole(a) + this.#below(whole(b) - whole(a) + 1n);
    return typeof a === 'bigint' || typeof b === 'bigint' ? drawn : Number(drawn);
  }

  /** One of start, start + step, … before stop; with one argument, one of 0, 1, … before it. */
  randrange<T extends number | bigint>(
    start: T,
    stop?: T,
    step?: T,
  ): T extends bigint ? bigint : number;
  randrange(start: number | bigint, stop?: number | bigint, step: number | bigint = 1) {
    const [from, to] = stop === undefined ? [0n, whole(start)] : [whole(start), whole(stop)];
    const by = whole(step);
    if (by === 0n) throw new ValueError('zero step for randrange()');
    const count = (to - from + by - (by > 0n ? 1n : -1n)) / by;
    if (count <= 0n) throw new ValueError('empty range for randrange()');
    const drawn = from + by * this.#below(count);
    return typeof start === 'bigint' ? drawn : Number(drawn);
  }

  /** One of the items; of a text, one of its characters. */
  choice<T>(sequence: Iterable<T>): T {
    const items = listOf(sequence);
    if (items.length === 0) throw new IndexError('Cannot choose from an empty sequence');
    return items[this.#index(items.length)] as T;
  }

  /** `k` items, each drawn from all of them. */
  choices<T>(population: Iterable<T>, { weights, cum_weights, k = 1 }: ChoicesOptions = {}): T[] {
    const items = listOf(population);
    if (weights && cum_weights) {
      throw new TypeError('Cannot specify both weights and cumulative weights');
    }
    const ends = cum_weights ?? (weights && sums(weights));
    if (!ends) return Array.from({ length: k }, () => items[this.#share(items.length)] as T);
    if (ends.length !== items.length) {
      throw new ValueError('The number of weights does not match the population');
    }
    const total = ends.at(-1) ?? 0;
    if (total <= 0) throw new ValueError('Total of weights must be greater than zero');
    if (!Number.isFinite(total)) throw new ValueError('Total of weights must be finite');
    return Array.from({ length: k }, () => {
      const at = this.random() * total;
      return items[Math.min(firstAbove(ends, at), items.length - 1)] as T;
    });
  }

  /** Puts the items of the array in another order. */
  shuffle(x: unknown[]) {
    for (let i = x.length - 1; i > 0; i--) {
      const j = this.#index(i + 1);
      [x[i], x[j]] = [x[j], x[i]];
    }
  }

  /** `k` different ones of the items, of which there are as many as `counts` says. */
  sample<T>(population: Iterable<T>, k: number, { counts }: { counts?: number[] } = {}): T[] {
    const items = listOf(population);
    if (!counts) return this.#places(items.length, k).map((place) => items[place] as T);
    if (counts.length !== items.length) {
      throw new ValueError('The number of counts does not match the population');
    }
    const ends = sums(counts);
    const total = ends.at(-1) ?? 0;
    if (total <= 0) throw new ValueError('Total of counts must be greater than zero');
    return this.#places(total, k).map((place) => items[firstAbove(ends, place)] as T);
  }

  /** A number between the two. */
  uniform(a: number, b: number): number {
    return a + (b - a) * this.random();
  }

  /** `k` different whole numbers below `n`. */
  #places(n: number, k: number): number[] {
    if (!(k >= 0 && k <= n)) throw new ValueError('Sample larger than population or is negative');
    // As Python does it: for a few of many, draw until it is another one; else draw from a list of
    // what is left. Both are right, but they draw differently.
    const few = 21 + (k > 5 ? 4 ** Math.ceil(Math.log(k * 3) / Math.log(4)) : 0);
    if (n > few) {
      const drawn = new Set<number>();
      while (drawn.size < k) drawn.add(this.#index(n));
      return [...drawn];
    }
    const left = Array.from({ length: n }, (_, i) => i);
    return Array.from({ length: k }, (_, i) => {
      const j = this.#index(n - i);
      const place = left[j] as number;
      left[j] = left[n - i - 1] as number;
      return place;
    });
  }

  /** A whole number from 0 on and below `n`. */
  #below(n: bigint): bigint {
    if (!this.#twister) {
      const share = this.#share(Number(n));
      return BigInt(share) < n ? BigInt(share) : n - 1n;
    }
    // As many bits as `n` has, until it is below: any other way some numbers would come more often.
    const bits = n.toString(2).length;
    let drawn = this.#twister.getrandbits(bits);
    while (drawn >= n) drawn = this.#twister.getrandbits(bits);
    return drawn;
  }

  #index(n: number): number {
    return Number(this.#below(BigInt(n)));
  }

  #share(n: number): number {
    return Math.floor(this.random() * n);
  }

  #bits(k: number): bigint {
    if (this.#twister) return this.#twister.getrandbits(k);
    let bits = 0n;
    for (let drawn = 0; drawn < k; drawn += 32) bits = (bits << 32n) | BigInt(this.#share(2 ** 32));
    return bits >> BigInt((32 - (k % 32)) % 32);
  }
}

/** @throws RangeError for a number that is not whole */
const whole = (value: number | bigint) => BigInt(value);

const listOf = <T>(items: Iterable<T>): readonly T[] => (Array.isArray(items) ? items : [...items]);

/** The sum of the first, of the first two, … */
function sums(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((number) => (sum += number));
}

/** The place of the first number above `value`. They are in order, and may be very many. */
function firstAbove(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < (numbers[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** That of the module: what its functions draw from. */
const generator = new Random();

export const seed = generator.seed.bind(generator);
export const random = generator.random.bind(generator);
export const getrandbits = generator.getrandbits.bind(generator) as Random['getrandbits'];
export const randint = generator.randint.bind(generator) as Random['randint'];
export const randrange = generator.randrange.bind(generator) as Random['randrange'];
export const choice = generator.choice.bind(generator) as Random['choice'];
export const choices = generator.choices.bind(generator) as Random['choices'];
export const shuffle = generator.shuffle.bind(generator);
export const sample = generator.sample.bind(generator) as Random['sample'];
export const uniform = generator.uniform.bind(generator);
