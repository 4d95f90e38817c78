import { plain } from '../../plain.ts';
import type { Coverage, Expected, Formula, TaskCounts, Tried } from '../evidence/values.ts';

const AND = new Intl.ListFormat('en', { type: 'conjunction' });
const OR = new Intl.ListFormat('en', { type: 'disjunction' });

/** `main.1, main.2, and main.3`. */
export const and = (words: Iterable<string>) => AND.format(words);
export const or = (words: Iterable<string>) => OR.format(words);

export { plain };

/** `7 s`. */
export const s = (seconds: number) => `${plain(seconds)} s`;

/** `at 7.00 s`, for the times of a timetable. */
export const at = (seconds: number) => `${seconds.toFixed(2)} s`;

/** `1 line`, `2 lines`. */
export const count = (number: number, one: string, many = `${one}s`) =>
  `${number} ${number === 1 ? one : many}`;

/** A line of output, or a name, as it was printed. */
export const quote = (text: string) => `“${text}”`;

/** `7 s and 6 s`; of many the first eight. */
export function durations(all: readonly number[]): string {
  const most = 8;
  const shown = all.slice(0, most).map(s);
  return and(all.length <= most ? shown : [...shown, `${all.length - most} more`]);
}

/** `max(7, 6)`, `7 + 6`, `pool of 2(7, 6, 5)`, `pipeline(7, 6 | 5, 8)`. */
export function formula(law: Formula): string {
  if (law.kind === 'pipeline') {
    return `pipeline(${law.stages.map((stage) => stage.map(plain).join(', ')).join(' | ')})`;
  }
  if (law.pieces.length === 0) return '0';
  if (law.kind === 'sum') return law.pieces.map(plain).join(' + ');
  const name = law.kind === 'pool' ? `pool of ${law.workers}` : law.kind;
  return `${name}(${law.pieces.map(plain).join(', ')})`;
}

/** `expected max(7, 6) = 7 s`. */
export function expected({ formula: law, total, phase }: Expected): string {
  const where = phase === undefined ? '' : ` (phase ${phase.number} of ${phase.of})`;
  return `expected ${formula(law)} = ${s(total)}${where}`;
}

/** `20 of 20 schedules tried`, `200 of about 3 400 schedules tried`. */
export const triedOf = ({ exhaustive, runs, estimate }: Tried) =>
  `${runs} of ${exhaustive ? '' : 'about '}${thousands(estimate)} schedules tried`;

const thousands = (number: number) => number.toLocaleString('en').replaceAll(',', ' ');

/** `exhaustive: 20 of 20 schedules`, `sampled: 200 of about 3 400`. */
export function coverage({ original, port }: Coverage): string {
  const [one, other] = [original, port].map(({ exhaustive, runs, estimate }: Tried) => {
    const all = thousands(estimate);
    return exhaustive ? `exhaustive: ${runs} of ${all}` : `sampled: ${runs} of about ${all}`;
  });
  const both = one === other ? `${one} schedules` : `${one} schedules; port: ${other}`;
  return `${both}, one line = one step`;
}

/** `2 processes and 1 thread`; `no task`. */
export function tasks({ processes, threads }: TaskCounts): string {
  const parts = [
    ...(processes > 0 ? [count(processes, 'process', 'processes')] : []),
    ...(threads > 0 ? [count(threads, 'thread')] : []),
  ];
  return parts.length === 0 ? 'no task' : and(parts);
}
