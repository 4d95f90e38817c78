import type { Ran, TimingMistakes } from '../../evidence/timing.ts';
import type { Seen } from '../../evidence/values.ts';
import type { MistakeCatalogue } from '../../mistakes.ts';
import { and, at, durations, exact, expected, formula, s } from '../words.ts';

const ranAs = ({ ran }: Ran) =>
  ran === undefined ? '' : `：${s(ran.total)} = ${formula(ran.formula)}`;

const onLine = ({ related }: Seen) => (related === undefined ? '' : `（第 ${related} 行）`);

const UNITS = { seconds: '秒', milliseconds: '毫秒' } as const;

/** Whether all that still ran are coroutines of main. */
const inMain = (tasks: readonly string[]) => tasks.join() === 'main';

/** Mistakes that the check of timing finds. */
export const timing: MistakeCatalogue<TimingMistakes> = {
  'ran-in-sequence': {
    message: (e) => `各任务依次运行${ranAs(e)}；${expected(e.expected)}`,
    hint: ({ isOneTask }) =>
      isOneTask
        ? '先让所有操作都开始，再 await 第一个'
        : '先启动所有任务，再 join 或 await 其中任何一个',
    also: () => '各任务依次运行',
    label: ({ next, isOneTask }, seen) =>
      isOneTask
        ? `它结束之后，下一个才开始${onLine(seen)}`
        : `main 在这里等待，之后才启动 ${seen.started ?? next}${onLine(seen)}`,
  },
  'ran-in-parallel': {
    message: (e) => `各步骤同时运行${ranAs(e)}；${expected(e.expected)}`,
    hint: () => 'await 完一步，再开始下一步',
    also: () => '各步骤同时运行',
    label: () => '前一步还没结束，这里就开始了',
  },
  'missing-lock': {
    message: (e) => `没有锁把各任务隔开${ranAs(e)}；${expected(e.expected)}`,
    hint: () => '让所有任务共用一把锁，整个步骤（包括休眠）都持有它',
    also: () => '没有锁把各任务隔开',
    label: () => '这里没有持有各任务共用的锁',
  },
  'lock-too-wide': {
    message: (e) => `${e.holder} 休眠时，${e.waiting} 在等锁${ranAs(e)}；${expected(e.expected)}`,
    hint: () => '只在原程序持有锁的地方持有锁',
    also: () => '有锁把各任务隔开',
    label: () => '任务休眠时仍持有这把锁',
  },
  'wrong-pool-size': {
    message: (e) =>
      `池里同时运行 ${e.workers} 项作业，而不是 ${e.wanted} 项；${expected(e.expected)}`,
    hint: ({ wanted }) => `给池 ${wanted} 个工作者`,
    also: () => '池的大小不同',
    label: ({ wanted }) => `应为 ${wanted} 个工作者`,
  },
  'worker-left-idle': {
    message: (e) =>
      `一项作业${at(e.from)}才开始，但${at(e.due)}已有空闲的工作者；${expected(e.expected)}`,
    hint: () => '先提交所有作业，再 await；每项作业单独提交（不要分块）',
    also: () => '有作业在等，工作者却空闲',
    label: () => '作业没有交给下一个空闲的工作者',
  },
  'passed-on-too-late': {
    message: (e) =>
      `${e.task} ${at(e.from)}才开始，但数据项${at(e.due)}已经就绪；${expected(e.expected)}`,
    hint: () => '每个数据项一做完就传下去',
    also: () => '数据项传得太晚',
    label: () => '数据项传得太晚',
  },
  'passed-on-too-early': {
    message: (e) =>
      `${e.task} ${at(e.from)}就开始了，但数据项${at(e.due)}才就绪；${expected(e.expected)}`,
    hint: () => '等前一级做完数据项，再传下去',
    also: () => '数据项传得太早',
    label: () => '这个数据项还没有做完',
  },
  'missing-join': {
    message: (e) => {
      const still = inMain(e.unjoined) ? '它的协程仍在运行' : `${and(e.unjoined)} 仍在运行`;
      if (e.total === undefined) return `程序结束时，${still}`;
      const wanted = e.expected === undefined ? '' : `；${expected(e.expected)}`;
      return `打印总时间 ${s(e.total)}时，${still}${wanted}`;
    },
    hint: () => '启动的每个任务都要 join，每个 join 都要 await，然后才停止计时',
    also: () => '任务还没有结束就打印了总时间',
    label: ({ unjoined }) =>
      inMain(unjoined) ? '没有任何地方 await 它' : `没有任何地方等待 ${and(unjoined)}`,
  },
  'clock-misplaced': {
    message: (e) => {
      const how = {
        first: '计时开始得太晚',
        last: '计时结束得太早',
        either: '计时开始得太晚或结束得太早',
      }[e.reading];
      return `${how}：总时间为 ${s(e.total)}；${expected(e.expected)}`;
    },
    hint: () => '第一次启动任务之前读取时钟，最后一次 join 之后再读取一次',
    also: () => '读取时钟的位置不对',
    label: (_, { related }) =>
      related === undefined ? '在这里读取时钟' : `在这里读取时钟；参见第 ${related} 行`,
  },
  'clock-not-restarted': {
    message: (e) => `总时间 ${s(e.total)}是从程序开头算起的；${expected(e.expected)}`,
    hint: () => '这个阶段开始之前，重新读取时钟',
    also: () => '没有重新计时',
    label: () => '这里仍从第一次读取的时间算起',
  },
  'wrong-unit': {
    message: (e) => {
      const counts = e.gave === 'seconds' ? UNITS.milliseconds : UNITS.seconds;
      return `休眠了 ${durations(e.found)}，而不是 ${durations(e.wanted)}：这里以${counts}计，却给了${UNITS[e.gave]}数`;
    },
    hint: ({ gave }) =>
      gave === 'seconds'
        ? '乘以 1000：Node 的定时器以毫秒计'
        : '给秒数：sleep() 以秒计，与 Python 相同',
    also: () => '休眠的单位不同',
    label: ({ gave }) => (gave === 'seconds' ? '这里以毫秒计' : '这里以秒计'),
  },
  'drawn-elsewhere': {
    message: (e) =>
      `取随机数的位置不同：休眠了 ${durations(e.found)}，而不是 ${durations(e.wanted)}`,
    hint: () => '让每个任务在打印与原程序相同的一行之后取随机数',
    also: () => '取随机数的位置不同',
    label: () => '在这里取随机数',
  },
  'wrong-range': {
    message: (e) => {
      const slept = `休眠了 ${durations(e.found)}，而不是 ${durations(e.wanted)}`;
      return e.end === undefined
        ? `随机数的范围不同：${slept}`
        : `随机数范围的${e.end.which === 'begins' ? '下限' : '上限'}是 ${e.end.found}，而不是 ${e.end.wanted}：${slept}`;
    },
    hint: () => '从原程序的范围里取随机数：randint(a, b) 包括 a 和 b',
    also: () => '随机数的范围不同',
    label: () => '这个范围与原程序的不同',
  },
  'shared-draw': {
    message: (e) => `${e.wanted} 次休眠只取了 ${e.draws} 个随机数：休眠了 ${durations(e.found)}`,
    hint: () => '让每个任务自己取随机数，与原程序一样，在打印同一行之后取',
    also: () => '各任务共用一个随机数',
    label: () => '只取一次，供所有任务使用',
  },
  'wrong-duration': {
    message: (e) => {
      const who = e.task === undefined ? '' : `${e.task} `;
      const slept = e.found.length === 0 ? '没有休眠' : `休眠了 ${durations(e.found)}`;
      return e.wanted.length === 0
        ? `${who}${slept}；原程序在这里不休眠`
        : `${who}${slept}；原程序休眠了 ${durations(e.wanted)}`;
    },
    hint: () => '休眠的次数和时长要与原程序相同',
    also: () => '休眠的时长不同',
    label: () => '与原程序的这一处对照',
  },
  'timeout-not-cancelled': {
    message: (e) => `${e.task} 休眠满了 ${s(e.seconds)}；原程序会提前结束这次等待`,
    hint: () => '等待一旦没有意义，就清除定时器，或把 AbortSignal 传下去',
    also: () => '有一次等待没有提前结束',
    label: () => '没有任何地方提前结束它',
  },
  'missing-timeout': {
    message: (e) => `${e.task} 的等待没有超时；原程序等了 ${s(e.seconds)}就放弃`,
    hint: ({ seconds }) => `给这次等待设 ${s(seconds)}的超时`,
    also: () => '有一次等待没有超时',
    label: () => '这里会一直等下去',
  },
  'timer-late': {
    message: (e) =>
      `${at(e.from)}设置的 ${s(e.seconds)}定时器到${at(e.to)}才触发：到期时 ${e.task} 正被阻塞`,
    hint: () => '让同时要做的事在自己的任务里运行，或者用 await 代替阻塞',
    also: () => '定时器触发得太晚',
    label: () => '所在线程被阻塞时，它无法触发',
  },
  'sleep-cut-short': {
    message: (e) => `${e.task} 应休眠 ${s(e.seconds)}，却只休眠了 ${s(e.slept)}`,
    hint: () => '让休眠自己结束：不要唤醒还应继续休眠的任务',
    also: () => '有一次休眠提前结束',
    label: () => '这次休眠提前结束',
  },
  'slept-at-another-time': {
    message: ({ found, wanted }) => {
      const slept = (one: { seconds: number; from: number }) =>
        `${at(one.from)}休眠 ${s(one.seconds)}`;
      if (found === undefined) return wanted === undefined ? '' : `没有在${slept(wanted)}`;
      if (wanted === undefined) return `在${slept(found)}；原程序没有`;
      return `在${slept(found)}；原程序在${slept(wanted)}`;
    },
    hint: () => '休眠的时间和时长要与原程序相同',
    also: () => '开始休眠的时间不同',
    label: () => '与原程序的这一处对照',
  },
  'original-breaks-law': {
    message: (e) => `原程序不符合它的时间规律${ranAs(e)}；${expected(e.expected)}`,
    hint: () => '给程序对写上原程序符合的时间规律',
    also: () => '原程序不符合它的时间规律',
    label: () => '',
  },
  'wrong-total': {
    message: (e) => {
      if (e.found === undefined) return `没有打印总时间；应为 ${s(e.wanted)}`;
      const beside = e.beside === undefined ? '' : `（其中 ${s(e.beside)}在休眠之外）`;
      return `总时间为 ${s(e.found)}${beside}；应为 ${s(e.wanted)}`;
    },
    hint: () => '打印从第一次启动任务之前到最后一次 join 之后的时间',
    also: ({ found, wanted }) =>
      found === undefined ? '没有总时间' : `总时间为 ${exact(found)}，而不是 ${exact(wanted)}`,
    label: () => '这个总时间不对',
  },
  'too-many-totals': {
    message: (e) => `打印了 ${e.found} 个总时间；应为 ${e.wanted} 个`,
    hint: () => '每个阶段打印一个总时间',
    also: () => '总时间太多',
    label: () => '在这里打印总时间',
  },
};
