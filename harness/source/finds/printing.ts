import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import type { Located, Place } from '../find.ts';
import { placeIn } from '../place.ts';
import type { SourceFile } from '../read-source.ts';
import { childrenOf, isFunction, type Node } from '../syntax.ts';
import { isMadeBy } from '../task-code.ts';
import { matches, piecesOf, type Text } from '../text-pattern.ts';
import { located } from './located.ts';

/** Fewer characters that a text with holes shares with a line say nothing. */
const LEAST_SHARED = 3;

/** The calls that print the first of these lines that any text of the source fits. */
export function printing(lines: readonly string[], analysis: Analysis, task?: string): Located {
  const texts = analysis.source.files.flatMap((file) => textsIn(file));
  const isOwn = isMadeBy(task, analysis);
  for (const line of lines) {
    const fitting = texts.filter(
      ({ text, shared }) =>
        matches(text, line) && (text.pieces.length === 1 || shared >= LEAST_SHARED),
    );
    const most = Math.max(...fitting.map(({ shared }) => shared));
    const best = fitting.filter(({ shared }) => shared === most);
    const own = best.filter((text) => callsAround(text, analysis).some(isOwn));
    const named = own.length > 0 ? own : best;
    if (named.length > 0) return located(named.map((text) => placeOf(text, analysis)));
    const pieces = texts.filter((text) => isPartOf(line, text, analysis));
    if (pieces.length > 0) return located(pieces.map((text) => placeOf(text, analysis)));
  }
  return { places: [], related: [] };
}

/** What prints a line in pieces, or puts something of its own before the text. */
const PRINTS_PARTS = ['emitWarning', 'write', 'writeSync', 'writeAll'];

function isPartOf(line: string, text: TextInSource, analysis: Analysis): boolean {
  const { pieces } = text.text;
  const isIn = pieces.length === 1 && text.shared >= LEAST_SHARED && line.includes(pieces[0] ?? '');
  return isIn && callsAround(text, analysis).some(({ name }) => PRINTS_PARTS.includes(name));
}

interface TextInSource {
  file: SourceFile;
  node: Node;
  text: Text;
  shared: number;
}

function textsIn(file: SourceFile): TextInSource[] {
  const texts: TextInSource[] = [];
  const look = (node: Node) => {
    const text = piecesOf(node);
    if (text) {
      const shared = text.pieces.join('').trim().length;
      texts.push({ file, node, text, shared });
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(file.program);
  return texts;
}

/** The innermost call around a text that prints it; else what takes it; else the text itself. */
function placeOf(text: TextInSource, analysis: Analysis): Place {
  const around = callsAround(text, analysis);
  const prints = around.find(
    (call) => analysis.reach.kindsOf(call).has('print') && !isElsewhere(call),
  );
  const call = prints ?? around.find(({ name }) => name !== 'format');
  const { file, node } = text;
  return call ? placeOfCall(call) : placeIn(file, node.start, node.end);
}

function callsAround({ node }: TextInSource, { calls }: Analysis): Call[] {
  const around: Call[] = [];
  for (let at: Node | null | undefined = node; at && !isFunction(at); at = at.parent) {
    const call = calls.byNode.get(at);
    if (call && (at.type === 'CallExpression' || at.type === 'NewExpression')) around.push(call);
  }
  return around;
}

const isElsewhere = ({ kinds }: Call) => kinds.includes('start');
