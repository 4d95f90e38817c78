import type { Node, ParamPattern } from 'oxc-parser';
import { type Edit, type Source, swap, textOf, withoutStatement } from '../source.ts';
import { namesBoundIn, namesIn } from './names.ts';

/** SDL of Mothra: a statement is left out; a declaration is not, as what follows needs it. */
export function* statementDeletion(source: Source): Generator<Edit> {
  for (const { statement } of statementsOf(source)) {
    if (KEPT.has(statement.type) || statement.type === 'ReturnStatement') continue;
    yield withoutStatement(source, statement);
  }
}

/** Two neighbours change places, unless the second needs what the first declares. */
export function* statementSwap(source: Source): Generator<Edit> {
  for (const { statement, next } of statementsOf(source)) {
    if (next === undefined || ofModule(statement) || ofModule(next)) continue;
    const declared = namesBoundIn(statement);
    if (statement.type === 'VariableDeclaration' && meets(declared, namesIn(next))) continue;
    yield swap(source, statement, next);
  }
}

/** A value is computed, and not returned. */
export function* returnDeletion({ nodes }: Source): Generator<Edit> {
  for (const { node } of nodes) {
    if (node.type !== 'ReturnStatement' || node.argument === null) continue;
    yield { start: node.start, end: node.argument.start, text: '' };
  }
}

/** What stands in a `try` or a loop is done once, with nothing round it. */
export function* blockUnwrapping(source: Source): Generator<Edit> {
  for (const { node } of source.nodes) {
    const block = node.type === 'TryStatement' ? node.block : loopBlock(node);
    if (block === undefined) continue;
    yield { start: node.start, end: node.end, text: textOf(source, block) };
  }
}

/**
 * SMVB of Agrawal: the brace of a block moves over a statement, which was the first or last within
 * and is now outside, or was beside and is now within. A function’s first moves to the module.
 */
export function* statementMove(source: Source): Generator<Edit> {
  for (const { statement, previous, next } of statementsOf(source)) {
    for (const block of blocksOf(statement)) {
      const [first, last] = [block.body[0], block.body.at(-1)];
      const bound = namesBoundIn(statement);
      const mayLeave = (inner: Node) => !meets(bound, namesIn(inner));
      const { start, end } = statement;
      if (first !== undefined && mayLeave(first)) {
        const rest = cut(source, statement, first);
        yield { start, end, text: `${textOf(source, first)}\n${rest}` };
      }
      if (last !== undefined && last !== first && mayLeave(last)) {
        const rest = cut(source, statement, last);
        yield { start, end, text: `${rest}\n${textOf(source, last)}` };
      }
      if (previous !== undefined && mayEnter(previous)) {
        const head = source.text.slice(start, block.start + 1);
        const text = `${head}\n${textOf(source, previous)}${source.text.slice(block.start + 1, end)}`;
        yield { start: previous.start, end, text };
      }
      if (next !== undefined && mayEnter(next)) {
        const head = source.text.slice(start, block.end - 1);
        const text = `${head}${textOf(source, next)}\n${source.text.slice(block.end - 1, end)}`;
        yield { start, end: next.end, text };
      }
    }
  }
  for (const { node } of source.nodes) {
    if (node.type !== 'FunctionDeclaration' || node.body === null) continue;
    const [first] = node.body.body;
    if (first === undefined || meets(namesOf(node.params), namesIn(first))) continue;
    const { start, end } = node;
    yield { start, end, text: `${textOf(source, first)}\n${cut(source, node, first)}` };
  }
}

interface Listed {
  statement: Node;
  previous: Node | undefined;
  next: Node | undefined;
}

/** Every statement that stands in a list of such, with its neighbours. */
function* statementsOf({ nodes }: Source): Generator<Listed> {
  for (const { node } of nodes) {
    if (node.type !== 'BlockStatement' && node.type !== 'Program') continue;
    for (const [index, statement] of node.body.entries()) {
      yield { statement, previous: node.body[index - 1], next: node.body[index + 1] };
    }
  }
}

/** What no statement deletion takes away. */
const KEPT = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'FunctionDeclaration',
  'VariableDeclaration',
]);

/** Which stand at the top of a module, in any order. */
const ofModule = ({ type }: Node) =>
  ['ImportDeclaration', 'ExportNamedDeclaration', 'FunctionDeclaration'].includes(type);

/** A declaration would not be seen outside. */
const mayEnter = ({ type }: Node) => type === 'ExpressionStatement';

type Block = Extract<Node, { type: 'BlockStatement' }>;

const isBlock = (node: Node | null | undefined): node is Block => node?.type === 'BlockStatement';

function blocksOf(statement: Node): Block[] {
  if (statement.type === 'TryStatement') {
    return [statement.block, statement.handler?.body, statement.finalizer].filter(isBlock);
  }
  if (statement.type === 'IfStatement') {
    return [statement.consequent, statement.alternate].filter(isBlock);
  }
  return [loopBlock(statement)].filter(isBlock);
}

function loopBlock(node: Node): Block | undefined {
  if (node.type !== 'WhileStatement' && node.type !== 'ForOfStatement') return undefined;
  return isBlock(node.body) ? node.body : undefined;
}

/** The text of a statement without one that is within. */
function cut(source: Source, outer: Node, inner: Node): string {
  const { start, end } = withoutStatement(source, inner);
  return source.text.slice(outer.start, start) + source.text.slice(end, outer.end);
}

const meets = (some: Set<string>, others: Set<string>) => !some.isDisjointFrom(others);

const namesOf = (params: readonly ParamPattern[]) =>
  new Set(params.flatMap((each) => [...namesIn(each)]));
