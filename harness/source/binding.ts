import type { Node } from './syntax.ts';

/** Where the value of a name comes from. */
export type Origin =
  | { from: 'import'; module: string; name: string }
  | { from: 'declaration'; node: Node }
  | { from: 'parameter'; of: Node; index: number; rest: boolean }
  /** What a `for (… of …)` takes from `list`. */
  | { from: 'element'; list: Node }
  | { from: 'value'; node: Node }
  | { from: 'nothing' };

/** A name in its scope, and how the file uses it. */
export interface Binding {
  name: string;
  origin: Origin;
  /** The properties and indices that destructuring takes, outermost first. */
  path: (string | number)[];
  /** The type that the source states, `: Process`. */
  type: Node | undefined;
  /** What is assigned to it later. */
  assigned: Node[];
  references: Node[];
}

/** The names of a function, a block or a file. */
export interface Scope {
  names: Map<string, Binding>;
  outer: Scope | undefined;
  isFunction: boolean;
}
