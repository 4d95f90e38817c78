import type { usage as English } from '../../en/errors/usage.ts';
import { or, plain, quote, s } from '../words.ts';

const VIRTUAL = '使用虚拟时钟：--clock virtual（Linux）';
const EITHER = '去掉两个选项中的一个。';

const COUNTED = {
  time: '虚拟时间',
  instant: '同一虚拟时刻的打印、启动和唤醒',
  polls: '连续的轮询',
  generations: '任务的代数',
} as const;

/** Commands that cannot be carried out as they were given. */
export const usage: typeof English = {
  unknownPair: (name, similar, all) => ({
    what: `没有名为${quote(name)}的程序对。`,
    why: similar.length === 0 ? undefined : `是不是想写 ${or(similar)}？`,
    next: `可选的程序对：${all.join(', ')}`,
  }),
  unknownCommand: (word, similar) => ({
    what: `没有命令${quote(word)}。`,
    next: `是不是想写：lockstep ${similar}`,
  }),
  notAPort: (file, pair) => ({
    what: `${file} 不是移植程序。`,
    why: '移植程序是 TypeScript 或 JavaScript 文件。',
    next: `给出移植程序的文件名，例如：lockstep check ${pair} my-port.ts`,
  }),
  unknownClock: (name, clocks) => ({
    what: `没有时钟${quote(name)}。`,
    next: `可选的时钟：${clocks.join(', ')}`,
  }),
  noVirtualClockOn: (platform) => ({
    what: `${platform} 上没有虚拟时钟。`,
    why: '它从 /proc 读取每个线程在等什么；只有 Linux 才有。',
    next: '使用真实时钟：--clock real',
  }),

  notInRealTime: (option) => ({
    what: `--${option} 不能与真实时钟同用。`,
    why: '在真实时间里，Lockstep 不决定哪个任务先继续。',
    next: `去掉 --${option}，或${VIRTUAL}`,
  }),
  limitNotInRealTime: (limit) => ({
    what: `--limit ${limit} 不能与真实时钟同用。`,
    why: `只有虚拟时钟才计算${COUNTED[limit]}。`,
    next: `去掉这项限制，或${VIRTUAL}`,
  }),
  limitBeforeUntil: (until, limit, value) => ({
    what: `--until ${until} 不能与 --limit ${limit}=${value} 同用。`,
    why: `这项限制可能在 ${s(until)}之前就结束程序。`,
    next: EITHER,
  }),
  exploreOneOrder: () => ({
    what: '--explore 不能与 --runs 0 同用。',
    why: '--explore 要求尝试每一种顺序，--runs 0 只尝试一种。',
    next: EITHER,
  }),
  rawInJson: () => ({
    what: '--raw 不能与 --json 同用。',
    why: '在 JSON 里，每个控制字符都写成转义序列。',
    next: EITHER,
  }),
  verboseInJson: () => ({
    what: '--verbose 不能与 --json 同用。',
    why: 'JSON 里总有全部四项检查和证据。',
    next: EITHER,
  }),
  junitOverwrites: (file) => ({
    what: `--junit 会覆盖 ${file}。`,
    why: '本命令要读取这个文件。',
    next: '给报告换一个文件名。',
  }),

  cannotRehearse: (program, ending) => ({
    what: `无法得知 ${program} 会取哪些随机数。`,
    why: `试运行失败：${ending}。`,
    next: '不加 --durations 运行它，看看哪里出错。',
  }),
  drawsNothing: (program, asked) => ({
    what: `无法让 ${program} 使用时长 ${asked.map(plain).join(', ')}。`,
    why: '它没有取随机数来休眠。',
    next: '不加 --durations 运行它。',
  }),
  wrongDurations: (program, asked, needed) => ({
    what: `无法让 ${program} 使用时长 ${asked.map(plain).join(', ')}。`,
    why: `它需要 ${needed} 个时长，给出的是 ${asked.length} 个。`,
    next: `给出 ${needed} 个时长。`,
  }),
  durationOutOfRange: (program, asked, least, greatest) => ({
    what: `无法让 ${program} 使用时长 ${s(asked)}。`,
    why: `它取的是 ${plain(least)} 到 ${plain(greatest)} 的整数秒。`,
    next: `使用 ${plain(least)} 到 ${plain(greatest)} 的整数秒。`,
  }),

  pairNotJudged: (where, pair, line) => ({
    what: `${where} 没有对应的判断：本次不判断 ${pair}。`,
    next: `删去这一行，或者也判断这个程序对：${line}`,
  }),
  failureTwice: (where, first, name) => ({
    what: `${where} 与 ${first} 重复：${name}。`,
    next: '删去两行中的一行。',
  }),
  unreadableFailures: (file, why, example) => ({
    what: `无法读取 ${file} 里的预期失败。`,
    why,
    next: `给出一个文本文件，每行例如：${example}`,
  }),
  badFailure: (where, line, why, example) => ({
    what: `${where} 不是一项预期失败：${line}`,
    why,
    next: `按“程序对 检查: 原因”的格式书写，例如：${example}`,
  }),

  cannotWriteReport: (file, why) => ({
    what: `无法把报告写入 ${file}。`,
    why,
    next: '文件所在的文件夹要存在，并且您可以写入。',
  }),
  cannotPrint: (why) => ({
    what: '无法打印报告。',
    why,
    next: '腾出一些空间，或把输出送到别处。',
  }),
  interrupted: () => ({
    what: '已中断：所有正在运行的程序都已结束。',
    next: '没有留下任何东西。随时可以重新运行。',
  }),

  whyUsage: {
    invalidFormat: () => '格式无效。',
    noSuchCheck: (check, checks) => `没有检查${quote(check)}；请用 ${or(checks)}。`,
    isFolder: () => '它是一个文件夹。',
    isFull: () => '标准输出所在的磁盘或设备已满。',
  },
};
