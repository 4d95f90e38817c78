import { plain } from '../../plain.ts';
import type { Coverage, Expected, Formula, TaskCounts, Tried } from '../evidence/values.ts';

/*
 * Glossary, one word for one thing:
 * original 原程序, port 移植程序, pair 程序对, task 任务, child 子任务, process 进程, thread 线程,
 * worker 工作者, pool 池, job 作业, pipeline 流水线 (stage 级, item 数据项), queue 队列, pipe 管道,
 * lock 锁, deadlock 死锁, sleep 休眠, wait 等待, timer 定时器, duration 时长, total 总时间, phase 阶段,
 * line 行, print 打印, order 顺序, schedule 调度, random number 随机数, seed 种子, range 范围,
 * exit code 退出码, signal 信号, stdout 标准输出, stderr 标准错误, limit 限制, sandbox 沙箱,
 * virtual clock 虚拟时钟, real clock 真实时钟, deadline 期限, harness: Lockstep
 */

const AND = new Intl.ListFormat('zh', { type: 'conjunction' });
const OR = new Intl.ListFormat('zh', { type: 'disjunction' });

/** Between a Chinese word and a half-width letter or digit stands a space. */
const spaced = (list: string, word: string) =>
  list
    .replaceAll(new RegExp(`(?<=[\\w).])${word}`, 'g'), ` ${word}`)
    .replaceAll(new RegExp(`${word}(?=[\\w(./-])`, 'g'), `${word} `);

/** `main.1、main.2 和 main.3`. */
export const and = (words: Iterable<string>) => spaced(AND.format(words), '和');
export const or = (words: Iterable<string>) => spaced(OR.format(words), '或');

export { plain };

/** `7 秒`. */
export const s = (seconds: number) => `${plain(seconds)} 秒`;

/** `7.00 秒`, as in a timetable. */
export const exact = (seconds: number) => `${seconds.toFixed(2)} 秒`;

/** A time since the start: `第 7.00 秒`. */
export const at = (seconds: number) => `第 ${exact(seconds)}`;

/** A line of output, or a name, as it was printed. */
export const quote = (text: string) => `“${text}”`;

export const STREAMS = { stdout: '标准输出', stderr: '标准错误' } as const;
export const KINDS = { process: '进程', thread: '线程' } as const;
export const PROGRAMS = { original: '原程序', port: '移植程序' } as const;

/** `7 秒和 6 秒`; of many the first eight. */
export function durations(all: readonly number[]): string {
  const most = 8;
  const shown = all.slice(0, most).map(s);
  return all.length <= most ? and(shown) : `${shown.join('、')}等 ${all.length} 个时长`;
}

/** `max(7, 6)`, `7 + 6`, `池(2)(7, 6, 5)`, `流水线(7, 6 | 5, 8)`. */
export function formula(law: Formula): string {
  if (law.kind === 'pipeline') {
    return `流水线(${law.stages.map((stage) => stage.map(plain).join(', ')).join(' | ')})`;
  }
  if (law.pieces.length === 0) return '0';
  if (law.kind === 'sum') return law.pieces.map(plain).join(' + ');
  const name = law.kind === 'pool' ? `池(${law.workers})` : law.kind;
  return `${name}(${law.pieces.map(plain).join(', ')})`;
}

/** `应为 max(7, 6) = 7 秒`. */
export function expected({ formula: law, total, phase }: Expected): string {
  const where = phase === undefined ? '' : `（第 ${phase.number} 阶段，共 ${phase.of} 个）`;
  const space = law.kind === 'pool' || law.kind === 'pipeline' ? '' : ' ';
  return `应为${space}${formula(law)} = ${s(total)}${where}`;
}

/** `试了 20 个调度中的 20 个`, `试了约 3 400 个调度中的 200 个`. */
export const triedOf = ({ exhaustive, runs, estimate }: Tried) =>
  `试了${exhaustive ? '' : '约'} ${thousands(estimate)} 个调度中的 ${runs} 个`;

const thousands = (number: number) => number.toLocaleString('en').replaceAll(',', ' ');

/** `穷尽：试了 20 个调度中的 20 个`; `抽样：试了约 3 400 个调度中的 200 个`. */
export function coverage({ original, port }: Coverage): string {
  const [one, other] = [original, port].map(
    (tried) => `${tried.exhaustive ? '穷尽' : '抽样'}：${triedOf(tried)}`,
  );
  return `${one === other ? one : `${one}；移植程序${other}`}，一行为一步`;
}

/** `2 个进程和 1 个线程`; `0 个任务`. */
export function tasks({ processes, threads }: TaskCounts): string {
  const parts = [
    ...(processes > 0 ? [`${processes} 个进程`] : []),
    ...(threads > 0 ? [`${threads} 个线程`] : []),
  ];
  return parts.length === 0 ? '0 个任务' : and(parts);
}
