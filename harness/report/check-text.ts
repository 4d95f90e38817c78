import { decisive, type Trial } from '../app/trials.ts';
import type { Verdict } from '../judge/verdict.ts';
import { visible } from '../visible.ts';
import type { Look } from './look.ts';
import { passingThoughKnown, stateOf } from './outcome.ts';
import { pairText } from './pair-text.ts';
import { foundBy, runsOn, triedText } from './verdict-text.ts';
import { wrap } from './wrap.ts';

export interface CheckTextOptions {
  /** The port, as it was named. */
  file: string;
  /** The command that shows all. */
  command: string;
  verbose?: boolean | undefined;
}

/**
 * The report of a check, for a terminal, of the trial that decided. What fails begins with the
 * diagnosis; what it ran on is shown with `--verbose`.
 */
export function checkText(
  trials: readonly Trial[],
  look: Look,
  { file, command, verbose = false }: CheckTextOptions,
): string {
  const trial = decisive({ trials });
  const { verdict } = trial;
  const found = foundBy(trial, look.messages);
  const text = pairText(verdict, look, { port: file, found, command, verbose });
  const isDiagnosed = stateOf(verdict) === 'failed' && verdict.diagnosis !== undefined;
  if (isDiagnosed && !verbose) return `${text}\n`;
  const head = [...runsOn(verdict, look), ...triedText(trials, look)].join('\n');
  return `${[head, text, summaryOf(verdict, file, look)].join('\n\n')}\n`;
}

function summaryOf(verdict: Verdict, file: string, { messages, styles, width }: Look): string {
  const { report } = messages;
  const [port, pair] = [visible(file), visible(verdict.pair)];
  const [style, text] = ((): [(text: string) => string, string] => {
    if (passingThoughKnown(verdict).length > 0) return [styles.bad, report.knownPasses(port)];
    switch (stateOf(verdict)) {
      case 'failed':
        return [styles.bad, report.doesNotConform(port, pair)];
      case 'inconclusive':
        return [styles.strong, report.couldNotBeJudged(port, pair)];
      case 'known':
        return [styles.good, report.conformsButKnown(port, pair)];
      case 'passed':
        return [styles.good, report.conforms(port, pair)];
    }
  })();
  return wrap(text, width).map(style).join('\n');
}
