import { type Said, text } from '../messages/text.ts';
import type { Trace } from '../trace/trace.ts';

/** What is no mistake of a port, and worth knowing when one reads its verdict. */
export function remarksOn(originals: readonly Trace[]): Said[] {
  const places = [...new Set(originals.flatMap(({ seeded = [] }) => seeded))].sort();
  return places.length === 0 ? [] : [text('seedsItself', places)];
}
