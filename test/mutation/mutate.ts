import {
  argumentPropagation,
  awaitDeletion,
  conditionReplacement,
  nakedReceiver,
  operatorReplacement,
} from './operators/expressions.ts';
import {
  functionReplacement,
  methodReplacement,
  variableReplacement,
} from './operators/identifiers.ts';
import { argumentDeletion, argumentSwap, exportDeletion } from './operators/lists.ts';
import { booleanReplacement, numberReplacement, stringReplacement } from './operators/literals.ts';
import {
  blockUnwrapping,
  returnDeletion,
  statementDeletion,
  statementMove,
  statementSwap,
} from './operators/statements.ts';
import { apply, type Edit, parse, parses, type Source } from './source.ts';

/** A program with one mistake in it. */
export interface Mutant {
  operator: Operator;
  /** The first line that differs, from 1. */
  line: number;
  /** `- ` what is gone and `+ ` what has come, line for line. */
  diff: string[];
  text: string;
}

/** What a mistake is made by. */
const OPERATORS = {
  'await deletion': awaitDeletion,
  'statement deletion': statementDeletion,
  'statement swap': statementSwap,
  'statement move': statementMove,
  'block unwrapping': blockUnwrapping,
  'return deletion': returnDeletion,
  'export deletion': exportDeletion,
  'argument deletion': argumentDeletion,
  'argument swap': argumentSwap,
  'argument propagation': argumentPropagation,
  'naked receiver': nakedReceiver,
  'number replacement': numberReplacement,
  'string replacement': stringReplacement,
  'boolean replacement': booleanReplacement,
  'operator replacement': operatorReplacement,
  'condition replacement': conditionReplacement,
  'variable replacement': variableReplacement,
  'function replacement': functionReplacement,
  'method replacement': methodReplacement,
} satisfies Record<string, (source: Source) => Iterable<Edit>>;

export type Operator = keyof typeof OPERATORS;

export const OPERATOR_NAMES = Object.keys(OPERATORS) as Operator[];

/**
 * All mutants of a program, each once: those that parse, and differ from it.
 *
 * @throws SyntaxError if the text is no TypeScript module
 */
export function mutantsOf(text: string): Mutant[] {
  const source = parse(text);
  const seen = new Set([text]);
  const mutants: Mutant[] = [];
  for (const operator of OPERATOR_NAMES) {
    for (const edit of OPERATORS[operator](source)) {
      const mutated = apply(text, edit);
      if (seen.has(mutated)) continue;
      seen.add(mutated);
      if (parses(mutated)) mutants.push({ operator, text: mutated, ...difference(text, mutated) });
    }
  }
  return mutants;
}

/** The lines between what two texts begin with and what they end with. */
function difference(one: string, other: string): { line: number; diff: string[] } {
  const [before, after] = [one.split('\n'), other.split('\n')];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const part = (lines: string[], sign: string) =>
    lines.slice(head, lines.length - tail).map((line) => `${sign} ${line.trim()}`);
  return { line: head + 1, diff: [...part(before, '-'), ...part(after, '+')] };
}
