import stringWidth from 'fast-string-width';
import type { Verdict } from '../judge/verdict.ts';
import { inLanguage } from '../messages/text.ts';
import { visible } from '../visible.ts';
import { checksText } from './checks-text.ts';
import { diagnosisText } from './diagnosis-text.ts';
import type { Look } from './look.ts';
import { markOf, passingThoughKnown, stateOf } from './outcome.ts';
import { wrap } from './wrap.ts';

/** A program that starts others without end gives one for each. --json has them all. */
const MOST_DOUBTS = 3;

export interface PairTextOptions {
  /** The port, where it is not the pair's own. */
  port?: string | undefined;
  /** By which trial something was found, where that is worth telling. */
  found?: string | undefined;
  /** The command that shows all. */
  command?: string | undefined;
  /** All four checks with their evidence, too. */
  verbose?: boolean | undefined;
}

/** A pair that fails by its diagnosis, any other by its four checks. */
export function pairText(verdict: Verdict, look: Look, options: PairTextOptions): string {
  const state = stateOf(verdict);
  const diagnosis =
    state === 'failed' && passingThoughKnown(verdict).length === 0 ? verdict.diagnosis : undefined;
  const title = titleOf(verdict, look, options);
  const notes = [...doubtsText(verdict, look), ...notesText(verdict, look)];
  if (diagnosis === undefined) {
    return [...title, ...checksText(verdict, look), ...notes].join('\n');
  }
  const { verbose = false, command } = options;
  const commands = [
    `lockstep explain ${diagnosis.mistake.id}`,
    ...(verbose || command === undefined ? [] : [command]),
  ];
  return [
    ...title,
    '',
    ...diagnosisText(diagnosis, look, { all: verbose }),
    '',
    ...(verbose ? [...checksText(verdict, look), ''] : []),
    ...(notes.length > 0 ? [...notes, ''] : []),
    ...commandsText(commands, look),
  ].join('\n');
}

function titleOf(verdict: Verdict, look: Look, { port, found }: PairTextOptions): string[] {
  const { styles, width } = look;
  const mark = `${markOf(stateOf(verdict), styles)} `;
  const name = visible(verdict.pair);
  const file = port === undefined ? '' : `   ${visible(port)}`;
  const first = `${mark}${styles.strong(name)}${file}`;
  if (found === undefined) return [first];
  const beside = ` · ${found}`;
  return stringWidth(`✘ ${name}${file}${beside}`) <= width
    ? [first + styles.faint(beside)]
    : [first, `  ${styles.faint(found)}`];
}

/** Side by side where there is room. */
function commandsText(commands: readonly string[], { styles, width }: Look): string[] {
  const row = `  ${commands.map(visible).join(' '.repeat(6))}`;
  if (stringWidth(row) <= width) return [styles.faint(row)];
  return commands.map((command) => styles.faint(`  ${visible(command)}`));
}

function doubtsText({ inconclusive }: Verdict, { messages, styles, width }: Look): string[] {
  const { report } = messages;
  const head = `  ? ${report.inconclusive}`;
  const more = inconclusive.length - MOST_DOUBTS;
  return [
    ...inconclusive.slice(0, MOST_DOUBTS).flatMap((why) => {
      const [first = '', ...rest] = wrap(head + visible(inLanguage(why, messages)), width, 4);
      return [styles.strong(head) + first.slice(head.length), ...rest];
    }),
    ...(more > 0 ? [styles.faint(`    ${report.moreReasons(more)}`)] : []),
  ];
}

/** What is no mistake, and worth knowing. */
function notesText(verdict: Verdict, { messages, styles, width }: Look): string[] {
  const { remarks, original, port } = verdict;
  const { noteOf, note } = messages.report;
  const all = [
    ...remarks.map((remark) => inLanguage(remark, messages)),
    ...(original.notes ?? []).map((one) => noteOf.original(inLanguage(one, messages))),
    ...(port.notes ?? []).map((one) => noteOf.port(inLanguage(one, messages))),
  ];
  const head = `  ${note}`;
  return all.flatMap((text) => {
    const [first = '', ...rest] = wrap(head + visible(text), width, 4);
    return [styles.faint(head) + first.slice(head.length), ...rest];
  });
}
