import type { Mistake, MistakeId } from '../../../harness/messages/mistakes.ts';
import { SAMPLES } from '../messages/samples/mistakes.ts';

export const IDS = Object.keys(SAMPLES) as MistakeId[];

/** A kind of mistake in each way in which it is told. */
export const samplesOf = (id: MistakeId): Mistake[] =>
  SAMPLES[id].map((evidence) => ({ id, evidence }) as Mistake);
