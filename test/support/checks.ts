import { expect } from 'vitest';
import type { Check } from '../../harness/judge/subject.ts';

/** A failure shows what a learner would read: the sentence, and what was seen. */
export function expectConforming({ ok, sentence, evidence = [] }: Check): void {
  expect(ok, [sentence, ...evidence, ''].join('\n')).toBe(true);
}

/** @param context what else was found, for the reader of a failure */
export function expectMistake({ ok, sentence }: Check, words: RegExp, context = ''): void {
  expect(sentence, context).toMatch(words);
  expect(ok).toBe(false);
}
