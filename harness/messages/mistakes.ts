import type { EndingMistakes } from './evidence/ending.ts';
import type { OutputMistakes } from './evidence/output.ts';
import type { TaskMistakes } from './evidence/tasks.ts';
import type { TimingMistakes } from './evidence/timing.ts';
import type { Seen } from './evidence/values.ts';

/** Kinds of mistakes, and what each shows: what its sentence is made of. */
export interface Mistakes extends OutputMistakes, TimingMistakes, TaskMistakes, EndingMistakes {}

/** The id of a kind of mistake: stable, documented in docs/mistakes/. */
export type MistakeId = keyof Mistakes;

/** A mistake that was found. */
export type Mistake<Id extends MistakeId = MistakeId> = {
  [Each in Id]: { id: Each; evidence: Mistakes[Each] };
}[Id];

/** How a kind of mistake is told. */
export interface MistakeMessages<Evidence> {
  /** What is wrong, in one sentence with its numbers; no full stop. */
  message: (evidence: Evidence) => string;
  /** What to do about it: one instruction. */
  hint: (evidence: Evidence) => string;
  /** In few words, after “also:”, where another mistake is told first. */
  also: (evidence: Evidence) => string;
  /** Beneath the caret in the excerpt of the source. */
  label: (evidence: Evidence, seen: Seen) => string;
}

/** What is said of some kinds of mistakes: the compiler checks that nothing is missing. */
export type MistakeCatalogue<Kinds> = { [Id in keyof Kinds]: MistakeMessages<Kinds[Id]> };
