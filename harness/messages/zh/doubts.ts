import type { doubts as English } from '../en/doubts.ts';
import type { CutShort } from '../evidence/doubts.ts';
import { PROGRAMS } from './words.ts';

const CUT: Record<CutShort, string> = {
  stalled: '被真实时间的限制停止',
  spinning: '在计算时被停止',
  'timed out': '在休眠时被停止',
  'too much output': '在打印时被停止',
  'endless instant': '在同一时刻被停止',
  nondeterministic: '每次运行的结果不同',
  endless: '在一再醒来时被停止',
  idle: '在等程序之外的东西',
};

/** Why a verdict is in doubt, how much was tried for it, and what is worth knowing beside it. */
export const doubts: typeof English = {
  uncontrolled: (program, what) => `不受控：在${PROGRAMS[program]}里，${what}`,
  cutShort: (program, kind, detail) =>
    [`${PROGRAMS[program]}${CUT[kind]}`, ...(detail.length > 0 ? [detail.join('；')] : [])].join(
      '：',
    ),
  busy: (program, what) => `繁忙：在${PROGRAMS[program]}里，${what}`,
  busyMachine: (original, port) =>
    `机器太忙，无法按真实时间判断：它可能使原程序晚了 ${original.toFixed(1)} 秒，使移植程序晚了 ${port.toFixed(1)} 秒`,
  notRepeated: (program, schedule, recorded, replayed) =>
    `${PROGRAMS[program]}每次运行的结果不同：在 ${schedule.join(', ')} 之后，一次打印“${recorded}”，一次打印“${replayed}”；除时间、随机数和顺序之外，它还取决于别的东西`,
  seedsItself: (places) =>
    `原程序的随机数生成器由它自己设种子（${places.join(', ')}）：移植程序要用 ts-ports/python/random.ts 的 \`seed\` 得到同样的数，或用别的办法得到`,

  oneSchedule: () => '各一种调度',
};
