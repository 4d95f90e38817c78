// What CPython makes of a seed: the key of its generator.

/** A whole number is Python's int, any other its float; bytes are a Uint8Array. */
export type Seed = number | bigint | string | Uint8Array;

/** 32-bit words, the lowest first. */
export function keyOf(seed: Seed): number[] {
  let rest = wholeNumber(seed);
  const words = [];
  do {
    words.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
  return words;
}

function wholeNumber(seed: Seed): bigint {
  if (typeof seed === 'bigint') return seed < 0n ? -seed : seed; // -7 is the same seed as 7.
  if (typeof seed !== 'number') return ofBytes(Buffer.from(seed as string));
  return Number.isInteger(seed) ? wholeNumber(BigInt(seed)) : hash(seed);
}

/** The bytes with their SHA-512 behind them, as one number. */
function ofBytes(bytes: Buffer): bigint {
  // Loaded only here, since it takes a while: most programs never need it.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const digest = createHash('sha512').update(bytes).digest();
  return BigInt(`0x${bytes.toString('hex')}${digest.toString('hex')}`);
}

/** Python's hash() of a float that is not whole, in 64 bits: its value modulo 2^61 - 1. */
function hash(float: number): bigint {
  if (Number.isNaN(float)) throw new TypeError('nan is a new seed each time');
  if (!Number.isFinite(float)) return BigInt.asUintN(64, float > 0 ? 314159n : -314159n);
  let value = Math.abs(float);
  let halvings = 0;
  for (; !Number.isInteger(value); halvings++) value *= 2;
  const prime = 2n ** 61n - 1n;
  // To halve is to multiply by 2^60, since 2^61 is 1 here.
  const size = (BigInt(value) << BigInt((60 * halvings) % 61)) % prime;
  const signed = float < 0 ? -size : size;
  return BigInt.asUintN(64, signed === -1n ? -2n : signed);
}
