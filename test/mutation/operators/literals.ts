import type { Node } from 'oxc-parser';
import type { Edit, Source } from '../source.ts';

/** CRP of Mothra: one more, one less, twice as much, and milliseconds for seconds. */
export function* numberReplacement({ nodes }: Source): Generator<Edit> {
  for (const { node } of nodes) {
    if (node.type !== 'Literal' || typeof node.value !== 'number') continue;
    const { value, start, end } = node;
    for (const other of new Set([value + 1, value - 1, value * 2, value / 1000])) {
      if (other !== value) yield { start, end, text: String(other) };
    }
  }
}

/** `true` for `false`, `false` for `true`. */
export function* booleanReplacement({ nodes }: Source): Generator<Edit> {
  for (const { node } of nodes) {
    if (node.type !== 'Literal' || typeof node.value !== 'boolean') continue;
    yield { start: node.start, end: node.end, text: String(!node.value) };
  }
}

/** No text; and other punctuation, white space or decimals, which are easily overlooked. */
export function* stringReplacement({ nodes }: Source): Generator<Edit> {
  for (const { node, parent } of nodes) {
    if (node.type !== 'Literal' || typeof node.value !== 'string' || ofModule(parent)) continue;
    const { value, start, end, raw } = node;
    const inner = (raw ?? '').slice(1, -1);
    const quote = raw?.[0] ?? "'";
    for (const other of new Set(variantsOf(inner))) {
      if (other !== value) yield { start, end, text: `${quote}${other}${quote}` };
    }
  }
}

function* variantsOf(text: string): Generator<string> {
  yield '';
  yield `${text} `;
  yield text.replace(/\.$/, '');
  yield text.replace(/%\.(\d)f/, (_, digits) => `%.${Number(digits) + 1}f`);
  yield text.replace(/[,!，！]/, (mark) => OTHER_SCRIPT[mark] ?? mark);
}

const OTHER_SCRIPT: Record<string, string> = { ',': '，', '!': '！', '，': ',', '！': '!' };

const ofModule = (parent: Node | undefined) =>
  parent?.type === 'ImportDeclaration' || parent?.type === 'ExpressionStatement';
