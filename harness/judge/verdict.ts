import type { Trace } from '../observe/trace.ts';
import type { Pair } from '../pairs.ts';
import { judgeEnding } from './ending.ts';
import { judgeOutput } from './output.ts';
import type { Check, Subject } from './subject.ts';
import { judgeTasks } from './tasks.ts';
import { judgeTiming } from './timing.ts';

export const CHECKS = ['output', 'timing', 'tasks', 'ending'] as const;
export type CheckName = (typeof CHECKS)[number];

/** Whether a port is the same program as its original, and by what. */
export interface Verdict {
  pair: string;
  ok: boolean;
  checks: Record<CheckName, Check>;
  original: Trace;
  port: Trace;
}

export function judge(
  { stem, law, total }: Pick<Pair, 'stem' | 'law' | 'total'>,
  original: Subject,
  port: Subject,
): Verdict {
  const checks = {
    output: judgeOutput(original, port, total),
    timing: judgeTiming(original, port, law, total),
    tasks: judgeTasks(original.trace, port.trace),
    ending: judgeEnding(original, port),
  };
  const ok = CHECKS.every((name) => checks[name].ok);
  return { pair: stem, ok, checks, original: original.trace, port: port.trace };
}
