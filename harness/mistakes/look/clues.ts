import type { CallKind, Find } from '../../source/find.ts';

/** What leads from a mistake to its place in the source, and is no part of its sentence. */
export interface Clues {
  /** Lines as the programs printed them. */
  lines?: readonly string[];
  /** Lines of the source that a stack trace names, innermost first. */
  places?: readonly { file?: string; line: number; column?: number }[];
}

/** What to look for in the port's source: of several the first that is found. */
export type Looks<Kinds> = {
  readonly [Id in keyof Kinds]: (evidence: Kinds[Id], clues: Clues) => readonly Find[];
};

/** What prints the lines. */
export const printing = ({ lines = [] }: Clues): Find => ({ find: 'printing', lines });

/** The lines that a stack trace names. */
export const traced = ({ places = [] }: Clues): Find[] =>
  places.map((place) => ({ find: 'line', ...place }));

/** Calls of these kinds, one kind after the other. */
export const calls = (...kinds: CallKind[]): Find[] =>
  kinds.map((kind) => ({ find: 'calls', kinds: [kind] }));
