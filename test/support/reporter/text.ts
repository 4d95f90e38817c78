import cliTruncate from 'cli-truncate';
import stringWidth from 'fast-string-width';
import { CHECKS } from '../../../harness/judge/check-names.ts';
import type { Verdict } from '../../../harness/judge/verdict.ts';
import type { Look } from '../../../harness/report/look.ts';
import { pairText } from '../../../harness/report/pair-text.ts';
import { foundBy } from '../../../harness/report/verdict-text.ts';
import type { Counts, PairResult, RealClockResult, RoomResult, Summary } from './results.ts';

/** Cells of a name, with what stands between it and what follows. */
const NAME = 17;

/** Cells of a line that are not the law's: see `pairRow`. */
const BESIDE_THE_LAW = 50;

/** What the pairs ran on. */
export function headText({ original, port }: Verdict, { styles }: Look): string {
  const parts = ['Lockstep conformance', original.runtime, port.runtime, `${original.clock} clock`];
  return ` ${styles.strong(parts[0] as string)} · ${parts.slice(1).join(' · ')}\n`;
}

/** A pair that conforms, in one line; of one that does not, what `lockstep verify` says. */
export function pairResultText(pair: PairResult, look: Look): string {
  const { styles } = look;
  const { stem, judged, errors, failed } = pair;
  if (judged !== undefined && failed > 0) {
    const found = foundBy(judged, look.messages);
    const command = `lockstep verify ${stem} --verbose`;
    return ['', pairText(judged.verdict, look, { found, command }), ...errors, ''].join('\n');
  }
  if (judged === undefined) {
    return [` ${mark(pair, styles)} ${padded(stem)}was not judged`, ...errors].join('\n');
  }
  return pairRow(stem, judged.verdict, look);
}

function pairRow(stem: string, { checks }: Verdict, { styles, width }: Look): string {
  const space = width - BESIDE_THE_LAW;
  const law = padded(
    cliTruncate(String(checks.timing.sentence).replace(/^total /, ''), space),
    space,
  );
  const row = CHECKS.map((name) => (name === 'timing' ? `timing ${law}` : name)).join('  ');
  return ` ${styles.good('✓')} ${padded(stem)}${row}`;
}

export function realClockText(result: RealClockResult, look: Look): string {
  const { styles } = look;
  const { pairs, seconds, failed } = result;
  if (failed > 0) {
    const wrong = pairs.filter((pair) => pair.failed > 0);
    return [
      ` ${mark(result, styles)} ${padded('real clock')}`,
      ...wrong.map((pair) => pairResultText(pair, look)),
    ].join('\n');
  }
  const names = pairs.map(({ stem }) => stem.slice(0, 2)).join(' ');
  const verb = pairs.length === 1 ? 'keeps' : 'keep';
  return ` ${mark(result, styles)} ${padded('real clock')}${names} ${verb} the same law in real time (${seconds.toFixed(0)} s)`;
}

export function roomText(room: RoomResult, { styles }: Look): string {
  const counts = [
    ...(room.failed > 0 ? [styles.bad(`${room.failed} failed`)] : []),
    `${room.passed} passed`,
    ...(room.skipped > 0 ? [styles.faint(`${room.skipped} skipped`)] : []),
  ];
  return [
    ` ${mark(room, styles)} ${padded(room.name)}${[...counts, ...room.said].join(', ')}`,
    ...room.errors,
  ].join('\n');
}

/** The last lines: the very last is for scripts. */
export function summaryText(summary: Summary, { styles }: Look): string {
  const { rooms, total, seconds, leftOut, interrupted } = summary;
  const tested = summary.pairs.filter(({ judged, failed }) => judged !== undefined || failed > 0);
  const conforming = tested.filter(({ failed }) => failed === 0).length;
  const passed = rooms
    .filter((room) => room.passed > 0)
    .map((room) => `${room.passed} ${room.name}`);
  const sentences = [
    ...(tested.length > 0
      ? [
          `${conforming} of ${tested.length} ${plural(tested.length, 'pair')} ${conforming === 1 || tested.length === 1 ? 'conforms' : 'conform'}.`,
        ]
      : []),
    ...(passed.length > 0 ? [`${passed.join(', ')} tests passed.`] : []),
    ...(total.failed > 0 ? [`${total.failed} failed.`] : []),
    ...(interrupted ? ['Interrupted.'] : []),
    `${seconds.toFixed(0)} s.`,
  ].join(' ');
  const style = total.failed > 0 || interrupted ? styles.bad : styles.good;
  const rest =
    leftOut > 0
      ? [` Everything else (${leftOut} ${plural(leftOut, 'file')}): npm run test:all`]
      : [];
  return ['', ` ${style(sentences)}`, ...rest, '', tally(total)].join('\n');
}

/** For scripts. */
export function tally({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** What goes on, in one line. */
export function statusText(
  { counts, running, seconds }: { counts: Counts; running: readonly string[]; seconds: number },
  width: number,
): string {
  const failed = counts.failed > 0 ? `, ${counts.failed} failed` : '';
  const text = ` … ${seconds.toFixed(0)} s: ${counts.passed} passed${failed}; ${running.join(', ')}`;
  return cliTruncate(text, width - 1);
}

function mark({ failed, passed }: Counts, styles: Look['styles']): string {
  if (failed > 0) return styles.bad('✘');
  return passed > 0 ? styles.good('✓') : styles.faint('-');
}

const plural = (count: number, noun: string) => (count === 1 ? noun : `${noun}s`);

/** In cells: a Chinese character takes two. */
function padded(text: string, width = NAME): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
