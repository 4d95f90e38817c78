import { type Node, plain } from './syntax.ts';

/** A text with holes: what stands before, between and after them. */
export interface Text {
  pieces: string[];
}

/** The text of an expression, or `undefined` where the source does not hold it. */
export function piecesOf(node: Node): Text | undefined {
  // A sum is one text; its parts are not looked at alone.
  if (node.parent?.type === 'BinaryExpression' && node.parent.operator === '+') return undefined;
  const pieces = partsOf(node);
  if (!pieces?.some((piece) => piece !== '')) return undefined;
  return { pieces: withoutLineEnds(pieces) };
}

function partsOf(expression: Node): string[] | undefined {
  const node = plain(expression);
  if (node.type === 'TemplateLiteral') {
    return node.quasis.map(({ value }) => value.cooked ?? value.raw);
  }
  if (node.type === 'Literal') {
    if (typeof node.value !== 'string') return undefined;
    return isTemplateOfFormat(node) ? splitFormat(node.value) : [node.value];
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const left = partsOf(node.left as Node);
  const right = partsOf(node.right);
  if (!left && !right) return undefined;
  const [before, after] = [left ?? ['', ''], right ?? ['', '']];
  return [...before.slice(0, -1), `${before.at(-1)}${after[0]}`, ...after.slice(1)];
}

/** `'…%s…'` with something to put in: `format('…', …)`, `console.log('…', …)`. */
function isTemplateOfFormat(node: Node): boolean {
  const call = node.parent;
  return (
    call?.type === 'CallExpression' &&
    (call.arguments as Node[])[0] === node &&
    call.arguments.length > 1
  );
}

/** What stands around `%s`, `%d`, `%.2f` … */
function splitFormat(template: string): string[] {
  return template.split(/%[-+ 0#]*\d*(?:\.\d+)?[a-zA-Z]/u).map((one) => one.replaceAll('%%', '%'));
}

function withoutLineEnds(pieces: readonly string[]): string[] {
  const isEnd = (char: string | undefined) => char === '\n' || char === '\r';
  const last = [...(pieces.at(-1) ?? '')];
  while (isEnd(last.at(-1))) last.pop();
  return [...pieces.slice(0, -1), last.join('')];
}

/** Whether a text becomes this line when its holes are filled. */
export function matches({ pieces }: Text, line: string): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return line === first;
  if (!line.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = line.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return line.length - last.length >= at && line.endsWith(last);
}

/** What a text ends with, after its last hole; `undefined` where the source does not tell. */
export function lastOf(expression: Node): string | undefined {
  const node = plain(expression);
  if (node.type === 'CallExpression') {
    const callee = plain(node.callee as Node);
    const [template] = node.arguments as Node[];
    const isFormat = callee.type === 'Identifier' && callee.name === 'format';
    return isFormat && template ? partsOf(template)?.at(-1) : undefined;
  }
  return partsOf(node)?.at(-1);
}
