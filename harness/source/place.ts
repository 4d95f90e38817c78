import type { Place } from './find.ts';

interface Text {
  file: string;
  text: string;
}

/** The place from `start` to `end`, two offsets in UTF-16 code units; of several lines the first. */
export function placeIn({ file, text }: Text, start: number, end: number): Place {
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const nextEnd = text.indexOf('\n', start);
  const source = withoutReturn(text.slice(lineStart, nextEnd === -1 ? undefined : nextEnd));
  const column = start - lineStart + 1;
  const length = Math.max(1, Math.min(end - start, source.length - column + 1));
  return { file, line: lineNumber(text, lineStart), column, length, source };
}

/** A whole line without the blanks around it, or `undefined` where the file has no such line. */
export function placeOfLine({ file, text }: Text, line: number, column?: number) {
  const source = text.split('\n')[line - 1];
  if (source === undefined) return undefined;
  const whole = withoutReturn(source);
  const from = column ?? whole.length - whole.trimStart().length + 1;
  const length = Math.max(1, whole.trimEnd().length - from + 1);
  return { file, line, column: from, length, source: whole };
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);

function lineNumber(text: string, lineStart: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < lineStart; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}
