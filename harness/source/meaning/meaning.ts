import type { Binding } from '../binding.ts';
import type { SourceFile } from '../read-source.ts';
import type { Node } from '../syntax.ts';

/** What an expression may stand for. */
export type Meaning =
  /** A function, a class or a module that the port did not write, by its name in known.ts. */
  | { is: 'known'; key: string }
  /** An object of a class: a task, a pool, a promise's result; `site` is where it was made. */
  | { is: 'object'; of: string; site: Node; local?: Node }
  | { is: 'function'; node: Node }
  | { is: 'class'; node: Node }
  | { is: 'list'; items: Meaning[][] | undefined; each: Meaning[] }
  | { is: 'promise'; of: Meaning[] }
  | { is: 'record'; node: Node };

/** What each function of the port is given as arguments, call by call. */
export type Given = ReadonlyMap<Node, readonly (readonly Node[])[]>;

/** What the functions of this folder share. */
export interface Context {
  of: (node: Node | null | undefined) => Meaning[];
  fileOf: (node: Node) => SourceFile;
  given: Given;
  /** Known results; an empty one while it is worked out, which ends a circle. */
  bindings: Map<Binding, Meaning[]>;
  returns: Map<Node, Meaning[]>;
  /** The files whose `export * from` is being followed. */
  exporting: Set<SourceFile>;
}
