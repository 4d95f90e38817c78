import type { timeline as English } from '../en/timeline.ts';
import { exact, KINDS, s } from './words.ts';

const KIND = { ...KINDS, unknown: '任务' };

/** The timeline of `run`: what each event is called, how a program ended, and what else is seen. */
export const timeline: typeof English = {
  ownDraws: '自己的随机数',
  starts: (kind) => `${KIND[kind]}启动`,
  ends: (kind, code) => `${KIND[kind]}结束${code === null ? '' : `，退出码 ${code}`}`,
  killed: (kind, signal) => `${KIND[kind]}被 ${signal} 终止`,
  stopped: '进程被停止',
  sleeps: (seconds) => `休眠 ${s(seconds)}`,
  wakes: '醒来',
  waits: (seconds) => `最多等待 ${s(seconds)}`,
  timedOut: '等待超时',
  resumes: '等到了',
  flaws: {
    'no line end': '没有换行',
    'carriage return': '回车符',
    'invalid UTF-8': '无效的 UTF-8',
  },
  asleep: '休眠',
  moreRows: (rows, from, to) =>
    `……还有 ${rows} 行，从 ${from.toFixed(3)} 秒到 ${to.toFixed(3)} 秒（全部：--json）`,
  moreTasks: (tasks) => `……还有 ${tasks} 个任务（全部：--json）`,

  after: (ending, seconds) => `${exact(seconds)}后：${ending}`,
  exited: (code) => `退出码 ${code}`,
  killedBy: (signal) => `被 ${signal} 终止`,
  endings: {
    'timed out': '没有结束，已被停止',
    stalled: '已被停止：机器太慢，或程序卡住了',
    'too much output': '不停地打印，已被停止',
    'too many processes': '不停地启动进程，已被停止',
    'too much memory': '不停地占用内存，已被停止',
    'too much time': '不会结束：一再醒来，已被停止',
    stopped: '被信号（SIGSTOP）暂停，没有什么使它继续',
    deadlock: '死锁：程序里的一切都无法继续',
    spinning: '不停地计算，已被停止',
    'endless instant': '不停地运行，而它的时钟不动，已被停止',
    nondeterministic: '每次运行的结果不同',
    until: '到了时间限制，已被停止',
    endless: '一再醒来，不会结束，已被停止',
    idle: '在等程序之外的东西，已被停止',
    interrupted: '被中断',
  },
  busy: '繁忙：',
  uncontrolled: '不受控：',
  leftBehind: (command, processes) =>
    `留下：${command}${processes === 1 ? '' : `（${processes} 个进程）`}`,
};
