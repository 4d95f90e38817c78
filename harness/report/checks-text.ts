import stringWidth from 'fast-string-width';
import { CHECKS } from '../judge/check-names.ts';
import type { Verdict } from '../judge/verdict.ts';
import { visibleIn } from '../visible.ts';
import { columns } from './columns.ts';
import type { Look } from './look.ts';
import { markOf, type Outcome, outcomeOf } from './outcome.ts';
import { wrap } from './wrap.ts';

/** The four checks: a line each, and what was seen where one does not hold. */
export function checksText({ checks }: Verdict, look: Look): string[] {
  const { messages, styles, width } = look;
  const names = messages.report.checks;
  const widest = Math.max(...CHECKS.map((name) => stringWidth(names[name])));
  const indent = widest + '  ✔ '.length + GAP.length;
  return CHECKS.flatMap((name) => {
    const outcome = visibleIn(outcomeOf(name, checks[name], messages));
    const padded = names[name] + ' '.repeat(widest - stringWidth(names[name])) + GAP;
    const [first = '', ...rest] = wrap(outcome.sentence, width - indent);
    const told = outcome.state === 'failed' ? styles.strong : (text: string) => text;
    const row = `  ${markOf(outcome.state, styles)} ${padded}${told(first)}`;
    const margin = ' '.repeat(indent);
    return [
      row,
      ...rest.map((line) => margin + told(line)),
      ...shownIn(outcome, look, width - indent).map((line) => margin + styles.faint(line)),
    ];
  });
}

const GAP = '  ';

/** What was seen: both programs side by side where they part, or else what there is. */
function shownIn(outcome: Outcome, { messages }: Look, width: number): string[] {
  const { state, evidence, sideBySide, again } = outcome;
  // Of what is expected, what it is will do; --json and --junit have all.
  if (state === 'known') return evidence.slice(0, 1).flatMap((line) => wrap(line, width));
  if (state === 'passed') return [];
  const seen =
    sideBySide === undefined
      ? evidence.filter((line) => line !== again).flatMap((line) => wrap(line, width))
      : columns(sideBySide, { heads: messages.report.columns, width });
  if (again === undefined) return seen;
  // A command stays on its line: it is there to be copied.
  return [...seen, messages.report.again + again.replace(/^again: /, '')];
}
