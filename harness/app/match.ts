import type { Judged } from '../judge/runs.ts';
import { originalOf, type Pair, portOf } from '../pairs.ts';

/** A port and its original, and which pair's law they must keep. */
export interface Match {
  pair: Judged;
  original: string;
  port: string;
}

export function matchOf(pair: Pair): Match {
  return { pair, original: originalOf(pair), port: portOf(pair) };
}
