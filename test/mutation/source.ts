import { type Node, parseSync, visitorKeys } from 'oxc-parser';

/** A program’s text with its syntax tree, whose positions are those of the text. */
export interface Source {
  text: string;
  /** All nodes but those of types, which are gone when the program runs; parents come first. */
  nodes: readonly Place[];
}

export interface Place {
  node: Node;
  parent: Node | undefined;
}

/** Text in place of what stands from `start` to `end`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * The parser is oxc’s: it reads TypeScript as it is, and knip has it installed already. Acorn would
 * need the types to be blanked out first.
 *
 * @throws SyntaxError if the text is no TypeScript module
 */
export function parse(text: string): Source {
  const { program, errors } = parseModule(text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(error.message);
  return { text, nodes: [...placesIn(program)] };
}

export function parses(text: string): boolean {
  return parseModule(text).errors.length === 0;
}

const parseModule = (text: string) =>
  parseSync('port.ts', text, { sourceType: 'module', showSemanticErrors: true });

/** A node and all below it but types, with their parents. */
export function* placesIn(node: Node, parent?: Node): Generator<Place> {
  if (node.type.startsWith('TS')) return;
  yield { node, parent };
  for (const child of childrenOf(node)) yield* placesIn(child, node);
}

function childrenOf(node: Node): Node[] {
  return (visitorKeys[node.type] ?? [])
    .flatMap((key) => node[key as keyof Node] as unknown as Node | Node[] | null)
    .filter((child) => child !== null && child !== undefined);
}

export function textOf({ text }: Source, { start, end }: Node): string {
  return text.slice(start, end);
}

export function apply(text: string, { start, end, text: other }: Edit): string {
  return text.slice(0, start) + other + text.slice(end);
}

/** Two nodes, of which the first stands before the other, change places. */
export function swap(source: Source, first: Node, second: Node): Edit {
  const between = source.text.slice(first.end, second.start);
  const text = textOf(source, second) + between + textOf(source, first);
  return { start: first.start, end: second.end, text };
}

/** Takes an element out of a list, with the comma that parts it from a neighbour. */
export function withoutElement(elements: readonly Node[], index: number): Edit {
  const element = elements[index] as Node;
  const next = elements[index + 1];
  const previous = elements[index - 1];
  if (next !== undefined) return { start: element.start, end: next.start, text: '' };
  return { start: previous?.end ?? element.start, end: element.end, text: '' };
}

/** Takes a statement out, with its line where it has one of its own. */
export function withoutStatement({ text }: Source, { start, end }: Node): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline + 1;
  const alone = `${text.slice(lineStart, start)}${text.slice(end, lineEnd)}`.trim() === '';
  return alone ? { start: lineStart, end: lineEnd, text: '' } : { start, end, text: '' };
}
