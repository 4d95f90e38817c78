import type { Witness } from '../../judge/check.ts';
import { type Said, text } from '../../messages/text.ts';
import { spokenLines } from '../../trace/spoken.ts';
import { againText } from '../again.ts';

/** An order that only one program has, its line where it parts marked, and how to run it again. */
export function orderSeen({ owner, trace, at }: Witness): { evidence: Said[] } {
  const lines = spokenLines(trace).map(({ time, task, text }, index) => {
    const mark = index === at ? '>' : ' ';
    return `${mark} ${time.toFixed(2)} s ${task}: ${text}`;
  });
  const { kind } = trace.ending;
  const ending = kind === 'exited' ? [] : [text('endsIn', kind)];
  return { evidence: [text('onlyOne', owner), ...lines, ...ending, againText(trace)] };
}
