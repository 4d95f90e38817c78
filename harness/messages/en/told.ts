import type { Coverage, Formula, TaskCounts } from '../evidence/values.ts';
import { at, count, coverage, formula, s, tasks } from './words.ts';

const end = (to: number) => (Number.isFinite(to) ? at(to) : 'no end');

/** Facts that are no mistakes: what holds, what is in doubt, what is shown beside it. */
export const told = {
  anyTasks: (others: number) =>
    others === 0
      ? 'not judged: no processes and no threads; Node needs none to wait'
      : `not judged: ${count(others, 'task')} beside main`,
  /** What both programs printed; or each, where they differ. */
  totals: (original: readonly number[], port: readonly number[], laws: readonly Formula[]) => {
    const shown = (totals: readonly number[]) => totals.map((total) => at(total)).join(' and ');
    const both =
      shown(original) === shown(port)
        ? shown(original)
        : `${shown(original)} (original) and ${shown(port)} (port)`;
    return `total ${both} = ${laws.map(formula).join(', then ')}`;
  },
  sleepRow: (
    program: 'original' | 'port',
    task: string,
    seconds: number,
    from: number,
    to: number,
  ) => `${program}: ${task} slept ${s(seconds)}, from ${at(from)} to ${end(to)}`,
  moreRows: (program: 'original' | 'port', more: number) => `${program}: … and ${more} more`,
  sleeps: (task: string, seconds: number, from: number, to: number) =>
    `${task} sleeps ${s(seconds)}, ${at(from)} to ${end(to)}`,
  printsTotal: (task: string, seconds: number, time: number) =>
    `${task} prints its total, ${at(seconds)}, at ${at(time)}`,
  sameLines: (lines: number, tasks: number) =>
    `the same ${count(lines, 'line')} ${
      tasks > 1
        ? `in orders that concurrency allows (${count(tasks, 'task')} print)`
        : 'in the same order'
    }`,
  sameTasks: (counts: TaskCounts) => `${tasks(counts)} in both`,
  /** The tasks of a program: the first, and how many more there are. */
  inventory: (program: 'original' | 'port', shown: readonly string[], more: number) =>
    `${program}: ${shown.join(', ')}${more > 0 ? `, … and ${more} more` : ''}`,
  /** A task of its kind; a foreign program has a command. */
  taskOf: (id: string, kind: 'process' | 'thread', command: string | undefined) =>
    `${id} (${command ?? kind})`,
  /** Rows of one program that are not shown. */
  more: (rows: number) => `… and ${rows} more`,
  /** A line that is not on stdout, or not whole. */
  noted: (line: string, notes: readonly ('stderr' | 'no line end' | 'invalid UTF-8')[]) =>
    `${line} (${notes.join()})`,
  printedBy: (line: string, original: string, port: string) =>
    `${original}, in the port ${port}: ${line}`,
  endsAlike: (code: number | null, seconds: number) =>
    `exit code ${code}, ${at(seconds)} after the last line, nothing left behind`,
  printsLast: (task: string, time: number) => `${at(time)} ${task} prints its last line`,
  /** Without a code and a signal, of a thread. */
  ends: (task: string, time: number, code: number | null, signal: string | null) =>
    `${at(time)} ${task} ends${code === null && signal === null ? '' : `, ${signal ?? `exit code ${code}`}`}`,
  sameOrders: (few: number, many: number, tried: Coverage) =>
    few === many
      ? `the same ${few === 1 ? 'one order' : `${few} orders`} of lines (${coverage(tried)})`
      : `prints in ${few} of the original’s ${many} orders (${coverage(tried)})`,
  coverage,
  partlyTried: (program: 'original' | 'port', runs: number, estimate: number) =>
    `only ${runs} of about ${estimate} schedules of the ${program} were tried (--runs ${2 * estimate} may try all)`,
  /** The lines of a run that one program has, and the other has not, follow. */
  onlyOne: (program: 'original' | 'port') =>
    `only the ${program} prints so; from the line marked > on the ${program === 'port' ? 'original' : 'port'} never does:`,
  endsIn: (ending: string) => `  ends in: ${ending}`,
  /** When a line came; times in seconds. */
  bothTimes: (original: number, port: number, line: string) =>
    `${at(original)} in the original, ${at(port)} in the port: ${line}`,
};
