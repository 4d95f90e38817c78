import type { LineEvent, Trace } from '../../trace/trace.ts';
import { type Look, linesOf } from '../subject.ts';

/** An error that nobody caught, or a program that ends while it still waits. */
export interface Failure {
  /** As its runtime tells it: its kind and message. */
  text: string;
  /** What it comes to, in words that follow the task. */
  sentence: string;
  /** Whether it is an `await` that is not over when nothing is left to run. */
  isUnsettled: boolean;
  task: string;
  /** Where it was thrown, or what called it there: of its stack the first line in the program. */
  line?: number;
}

/** How Node and Python begin what they tell of an error. */
const ERROR = /^(?:Uncaught )?\[?\w*(?:Error|Exception|Rejection)\b/;

/** Of a stack: `at main (file:///port.ts:16:6)`, `File "port.py", line 16`. */
const FRAME = /^\s+at .*?([^/\\(]+):(\d+):\d+\)?$/;

/** Node's words where nothing is left to run that could let an `await` at the top level go on. */
const UNSETTLED = /^Warning: Detected unsettled top-level await at (?:.*[/\\])?([^/\\]+):(\d+)$/;

/** Whether a line is what is told first of an error; the rest is its stack. */
export const tellsError = ({ stream, text }: LineEvent) =>
  stream === 'stderr' && (ERROR.test(text) || UNSETTLED.test(text));

/** The first error that a program tells of on stderr. */
export function failureIn(
  trace: Trace,
  lines: readonly LineEvent[] = linesOf(trace),
): Failure | undefined {
  const at = lines.findIndex(tellsError);
  const told = lines[at];
  if (told === undefined) return undefined;
  const { task } = told;
  const unsettled = UNSETTLED.exec(told.text);
  const line =
    unsettled === null
      ? lineInProgram(lines.slice(at + 1), trace.program)
      : lineOf(unsettled, trace.program);
  const text = told.text.replace(/ \{$/, '');
  const isUnsettled = unsettled !== null;
  const sentence = isUnsettled
    ? 'ends while an `await` at its top level still waits'
    : `fails with an uncaught error, “${text}”`;
  return { text, sentence, isUnsettled, task, ...(line !== undefined && { line }) };
}

function lineInProgram(stack: readonly LineEvent[], program: string): number | undefined {
  for (const { text } of stack) {
    const frame = FRAME.exec(text);
    const line = frame === null ? undefined : lineOf(frame, program);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** The line that is named, if it is one of the program. */
const lineOf = ([, file, line]: RegExpExecArray, program: string) =>
  program.endsWith(`/${file}`) ? Number(line) : undefined;

/** Where the error came from, if its stack says so. */
export function lookAtFailure({ line, isUnsettled }: Failure): Look {
  if (isUnsettled) {
    const sentence = 'the `await` that is never over: what was to resolve its promise?';
    return { sentence, ...(line !== undefined && { find: { line } }) };
  }
  return line === undefined
    ? { sentence: 'what the error says: was everything awaited in a `try`, or caught?' }
    : { sentence: 'the line from which the error came', find: { line } };
}
