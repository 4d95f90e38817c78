import type { Limits } from '../limits.ts';
import { text } from '../messages/text.ts';
import { type OutputLine, outputLines } from '../trace/output-lines.ts';
import type { Stopper } from './stopper.ts';
import type { TakeOutput } from './streams.ts';

interface Options {
  limits: Pick<Limits, 'lines' | 'bytes'>;
  stopper: Pick<Stopper, 'stop' | 'why'>;
  /** Seconds since the program's start. */
  seconds: () => number;
  onLine: ((line: OutputLine) => void) | undefined;
}

/** Reads what a program prints, until it is stopped; stops it if it prints too much. */
export function readOutput({ limits, stopper, seconds, onLine }: Options) {
  const lines: OutputLine[] = [];
  let bytes = 0;
  const add = (line: OutputLine) => {
    if (lines.length === limits.lines) {
      stopper.stop('too much output', [text('tooMuchOutput', limits.lines, 'lines')]);
      return;
    }
    lines.push(line);
    onLine?.(line);
  };
  const readers = {
    stdout: outputLines('stdout', seconds, add),
    stderr: outputLines('stderr', seconds, add),
  };
  const take: TakeOutput = (stream, chunk) => {
    bytes += chunk.length;
    if (stopper.why !== undefined) return;
    if (bytes > limits.bytes) {
      stopper.stop('too much output', [text('tooMuchOutput', limits.bytes, 'bytes')]);
    } else readers[stream].take(chunk);
  };
  return {
    lines,
    take,
    /** Everything has been taken: what is left is a line without an end. */
    finish() {
      readers.stdout.finish();
      readers.stderr.finish();
    },
  };
}
