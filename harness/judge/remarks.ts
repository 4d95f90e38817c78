import type { Trace } from '../trace/trace.ts';

/** What is no mistake of a port, and worth knowing when one reads its verdict. */
export function remarksOn(originals: readonly Trace[]): string[] {
  const places = [...new Set(originals.flatMap(({ seeded = [] }) => seeded))].sort();
  if (places.length === 0) return [];
  const where = places.join(', ');
  return [
    `the original draws from a random generator that it seeds (${where}): a port gets the same numbers by the same \`seed\` of ts-ports/python/random.ts, or must get them another way`,
  ];
}
