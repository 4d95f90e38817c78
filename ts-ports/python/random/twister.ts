// The Mersenne Twister MT19937, by which CPython draws: the same key gives the same numbers.
//
// Matsumoto and Nishimura, ACM Transactions on Modeling and Computer Simulation 8 (1998), 3–30.
// All its numbers have 32 bits: `>>> 0` makes one of what JavaScript computed.

/** Words of the state. */
const N = 624;
const M = 397;

export class Twister {
  readonly #state = new Uint32Array(N);
  #index = N;

  /** @param key 32-bit words, at least one */
  constructor(key: readonly number[]) {
    const state = this.#state;
    const word = (i: number) => state[i] as number;
    state[0] = 19650218;
    for (let i = 1; i < N; i++) state[i] = Math.imul(mixed(word(i - 1)), 1812433253) + i;
    let i = 1;
    const next = () => {
      i += 1;
      if (i < N) return;
      state[0] = word(N - 1);
      i = 1;
    };
    for (let k = 0; k < Math.max(N, key.length); k++) {
      const j = k % key.length;
      state[i] = (word(i) ^ Math.imul(mixed(word(i - 1)), 1664525)) + (key[j] as number) + j;
      next();
    }
    for (let k = 1; k < N; k++) {
      state[i] = (word(i) ^ Math.imul(mixed(word(i - 1)), 1566083941)) - i;
      next();
    }
    state[0] = 0x80000000;
  }

  /** The next 32 bits. */
  #draw(): number {
    if (this.#index === N) this.#twist();
    let y = this.#state[this.#index++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #twist() {
    const state = this.#state;
    for (let i = 0; i < N; i++) {
      const next = state[(i + 1) % N] as number;
      const y = ((state[i] as number) & 0x80000000) | (next & 0x7fffffff);
      state[i] = (state[(i + M) % N] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#index = 0;
  }

  /** A number in [0, 1) of 53 bits. */
  random(): number {
    return ((this.#draw() >>> 5) * 2 ** 26 + (this.#draw() >>> 6)) / 2 ** 53;
  }

  /** `k` random bits: the lowest 32 are drawn first, and of the last draw the highest are taken. */
  getrandbits(k: number): bigint {
    let bits = 0n;
    for (let drawn = 0; drawn < k; drawn += 32) {
      const spare = Math.max(drawn + 32 - k, 0);
      bits |= BigInt(this.#draw() >>> spare) << BigInt(drawn);
    }
    return bits;
  }
}

const mixed = (word: number) => word ^ (word >>> 30);
