import type { told as English } from '../en/told.ts';
import { timeline } from './timeline.ts';
import { and, at, coverage, exact, formula, KINDS, PROGRAMS, STREAMS, s, tasks } from './words.ts';

const period = (from: number, to: number) =>
  Number.isFinite(to) ? `从${at(from)}到${at(to)}` : `从${at(from)}起，没有结束`;

const ENDINGS: Record<string, string> = { ...timeline.endings, killed: '被信号终止' };

/** Facts that are no mistakes: what holds, what is in doubt, what is shown beside it. */
export const told: typeof English = {
  anyTasks: (others) =>
    others === 0
      ? '不作判断：没有进程和线程；Node 等待时不需要它们'
      : `不作判断：main 之外有 ${others} 个任务`,
  totals: (original, port, laws) => {
    const shown = (totals: readonly number[]) => and(totals.map(exact));
    const both =
      shown(original) === shown(port)
        ? shown(original)
        : `${shown(original)}（原程序）、${shown(port)}（移植程序）`;
    return `总时间 ${both} = ${laws.map(formula).join('，然后 ')}`;
  },
  sleepRow: (program, task, seconds, from, to) =>
    `${PROGRAMS[program]}：${task} 休眠 ${s(seconds)}，${period(from, to)}`,
  moreRows: (program, more) => `${PROGRAMS[program]}：……还有 ${more} 次`,
  sleeps: (task, seconds, from, to) =>
    // Short: both ends must fit half a terminal.
    `${task} 休眠 ${s(seconds)}，${from.toFixed(2)}–${Number.isFinite(to) ? exact(to) : '没有结束'}`,
  printsTotal: (task, seconds, time) => `${task} 打印总时间 ${exact(seconds)}，${at(time)}`,
  sameLines: (lines, tasks) =>
    tasks > 1
      ? `相同的 ${lines} 行，顺序在并发允许的范围之内（${tasks} 个任务打印）`
      : `相同的 ${lines} 行，顺序相同`,
  sameOrders: (few, many, tried) =>
    few === many
      ? `各行的 ${few} 种顺序相同（${coverage(tried)}）`
      : `出现了原程序 ${many} 种顺序中的 ${few} 种（${coverage(tried)}）`,
  coverage,
  partlyTried: (program, runs, estimate) =>
    `${PROGRAMS[program]}约有 ${estimate} 个调度，只试了 ${runs} 个（用 --runs ${2 * estimate} 也许能全部试到）`,
  onlyOne: (program) =>
    `只有${PROGRAMS[program]}这样打印；从标有 > 的行起，${PROGRAMS[program === 'port' ? 'original' : 'port']}从不如此：`,
  endsIn: (ending) => `  结束：${ENDINGS[ending] ?? ending}`,
  bothTimes: (original, port, line) =>
    `原程序 ${exact(original)}，移植程序 ${exact(port)}：${line}`,
  sameTasks: (counts) => `两边都有 ${tasks(counts)}`,
  inventory: (program, shown, more) =>
    `${PROGRAMS[program]}：${shown.join('、')}${more > 0 ? `……还有 ${more} 个` : ''}`,
  taskOf: (id, kind, command) => `${id}（${command ?? KINDS[kind]}）`,
  more: (rows) => `……还有 ${rows} 行`,
  noted: (line, notes) =>
    `${line}（${notes.map((note) => (note === 'stderr' ? STREAMS.stderr : timeline.flaws[note])).join('、')}）`,
  printedBy: (line, original, port) => `${original}，在移植程序里是 ${port}：${line}`,
  endsAlike: (code, seconds) =>
    `退出码 ${code}，打印最后一行之后过了 ${exact(seconds)}，没有留下任何东西`,
  printsLast: (task, time) => `${exact(time)} ${task} 打印最后一行`,
  ends: (task, time, code, signal) => {
    const how = code === null && signal === null ? '' : `，${signal ?? `退出码 ${code}`}`;
    return `${exact(time)} ${task} 结束${how}`;
  },
};
