import { spokenLines } from './spoken.ts';
import type { LineEvent, Trace } from './trace.ts';

/** An error that nobody caught, or a program that ends while it still waits. */
export interface Failure {
  /** `load`: a file cannot be loaded; `await`: one at the top level is never over. */
  kind: 'load' | 'error' | 'await';
  task: string;
  /** Its kind and message, as its runtime tells them. */
  text: string;
  /** Lines of the source that its runtime names, innermost first. */
  places: { file?: string; line: number; column?: number }[];
  /** What it says of it on stderr, without its own stack. */
  told: string[];
}

/** How Node and Python begin what they tell of an error. */
const ERROR = /^(?:Uncaught )?\[?\w*(?:Error|Exception|Rejection)\b/;

/** Node's words where nothing is left to run that could let an `await` at the top level go on. */
const UNSETTLED = /^Warning: Detected unsettled top-level await at (.+):(\d+)$/;

/** Of a stack `    at main (file:///port.ts:16:6)`; before an error of the source `file:///port.ts:16`. */
const FRAME = /^\s+at (?:.*\(|async )?((?:file:\/\/)?\/[^()]+):(\d+):(\d+)\)?$/;
const HEADER = /^((?:file:\/\/)?\/.+):(\d+)$/;
const STACK = /^\s+at /;

/** Thrown by what loads modules; and Node's words for a file that requires and awaits. */
const BY_LOADER = /\(node:internal\/modules\//;
const OTHER_MODULES = /Cannot determine intended module format/;

/** Whether a line is what is told first of an error; the rest is its stack. */
export const tellsError = ({ stream, text }: LineEvent) =>
  stream === 'stderr' && (ERROR.test(text) || UNSETTLED.test(text));

/** The first error that a program tells of on stderr, or that one of its tasks does. */
export function failureIn(trace: Trace, of?: string): Failure | undefined {
  const first = spokenLines(trace).find(
    (line) => tellsError(line) && (of ?? line.task) === line.task,
  );
  if (first === undefined) return undefined;
  const { task, text } = first;
  const lines = spokenLines(trace).filter((line) => line.stream === 'stderr' && line.task === task);
  const texts = lines.map((line) => line.text);
  const at = lines.indexOf(first);
  const after = texts.slice(at + 1);
  const header = texts.slice(0, at).findLastIndex((line) => HEADER.test(line));
  const isOfLoader =
    BY_LOADER.test(after.find((line) => STACK.test(line)) ?? '') || OTHER_MODULES.test(text);
  const unsettled = placesIn([text], UNSETTLED, trace.program);
  const told = [
    ...(header === -1 ? [] : texts.slice(header, at)),
    text,
    ...after.filter((line) => FRAME.test(line) && !isOfLoader),
  ];
  return {
    kind: unsettled.length > 0 ? 'await' : isOfLoader ? 'load' : 'error',
    task,
    text: text.replace(/ \{$/, ''),
    places: [
      ...unsettled,
      ...placesIn(isOfLoader ? [] : after, FRAME, trace.program),
      ...placesIn(texts.slice(Math.max(header, 0), at), HEADER, trace.program),
    ],
    told: told.filter((line) => line.trim() !== ''),
  };
}

function placesIn(lines: readonly string[], pattern: RegExp, program: string): Failure['places'] {
  return lines.flatMap((text) => {
    const [, url, line, column] = pattern.exec(text) ?? [];
    if (url === undefined) return [];
    const file = decodeURI(url.replace('file://', ''));
    return {
      ...(!`/${file}`.endsWith(`/${program}`) && { file }),
      line: Number(line),
      ...(column !== undefined && { column: Number(column) }),
    };
  });
}
