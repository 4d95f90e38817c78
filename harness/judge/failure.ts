import type { LineEvent, Trace } from '../observe/trace.ts';
import { type Look, linesOf } from './subject.ts';

/** An error that nobody caught. */
export interface Failure {
  /** As its runtime tells it: its kind and message. */
  text: string;
  task: string;
  /** Where it was thrown, or what called it there: of its stack the first line in the program. */
  line?: number;
}

/** How Node and Python begin what they tell of an error. */
const ERROR = /^(?:Uncaught )?\[?\w*(?:Error|Exception|Rejection)\b/;

/** Of a stack: `at main (file:///port.ts:16:6)`, `File "port.py", line 16`. */
const FRAME = /^\s+at .*?([^/\\(]+):(\d+):\d+\)?$/;

/** Whether a line is what is told first of an error; the rest is its stack. */
export const tellsError = ({ stream, text }: LineEvent) => stream === 'stderr' && ERROR.test(text);

/** The first error that a program tells of on stderr. */
export function failureIn(
  trace: Trace,
  lines: readonly LineEvent[] = linesOf(trace),
): Failure | undefined {
  const at = lines.findIndex(tellsError);
  const told = lines[at];
  if (told === undefined) return undefined;
  const line = lineInProgram(lines.slice(at + 1), trace.program);
  return {
    text: told.text.replace(/ \{$/, ''),
    task: told.task,
    ...(line !== undefined && { line }),
  };
}

function lineInProgram(stack: readonly LineEvent[], program: string): number | undefined {
  for (const { text } of stack) {
    const frame = FRAME.exec(text);
    if (frame !== null && program.endsWith(`/${frame[1]}`)) return Number(frame[2]);
  }
  return undefined;
}

/** Where the error came from, if its stack says so. */
export function lookAtFailure({ line }: Failure): Look {
  return line === undefined
    ? { sentence: 'what the error says: was everything awaited in a `try`, or caught?' }
    : { sentence: 'the line from which the error came', find: { line } };
}
