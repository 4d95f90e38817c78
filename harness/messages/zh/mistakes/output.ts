import type { OutputMistakes } from '../../evidence/output.ts';
import type { TimedLine } from '../../evidence/values.ts';
import type { MistakeCatalogue } from '../../mistakes.ts';
import { at, exact, plain, quote, STREAMS, s, triedOf } from '../words.ts';

const times = ({ text, original, port }: TimedLine) =>
  `${quote(text)}在${at(port)}打印；原程序在${at(original)}打印`;

const PRINTED_HERE = () => '在这里打印';

const DIFFERS = {
  words: '',
  punctuation: '（标点）',
  'white space': '（空白）',
  'carriage return': '（回车符 \\r）',
  'full stop': '（句号）',
} as const;

/** Mistakes that the check of output finds. */
export const output: MistakeCatalogue<OutputMistakes> = {
  'wrong-text': {
    message: ({ found, wanted, differs }) =>
      `打印了${quote(found)}；原程序打印${quote(wanted)}${DIFFERS[differs]}`,
    hint: ({ piece }) => {
      if (piece === undefined) return '打印原程序的文字，一字不差';
      if (piece.found === '') return `加上${quote(piece.wanted)}`;
      if (piece.wanted === '') return `删去${quote(piece.found)}`;
      return `把${quote(piece.found)}改成${quote(piece.wanted)}`;
    },
    also: ({ found }) => `文字不同：${quote(found)}`,
    label: PRINTED_HERE,
  },
  'wrong-decimals': {
    message: ({ found, decimals, expected }) =>
      `打印了${quote(found)}，有 ${decimals} 位小数；原程序有 ${expected} 位`,
    hint: ({ expected }) => `打印这个数时保留 ${expected} 位小数`,
    also: () => '小数位数不同',
    label: PRINTED_HERE,
  },
  'wrong-number': {
    message: ({ found, wanted, lacks }) => {
      const part = lacks === undefined ? '' : `：缺少 ${lacks.task} 的 ${plain(lacks.number)}`;
      return `打印了${quote(found)}；原程序打印${quote(wanted)}${part}`;
    },
    hint: ({ lacks }) =>
      lacks === undefined ? '对照两个程序怎样算出这个数' : '把所有任务的结果加起来',
    also: ({ found }) => `数不同：${quote(found)}`,
    label: ({ lacks }) => (lacks === undefined ? '在这里打印' : '这里漏掉了一个结果'),
  },
  'wrong-process-id': {
    message: ({ text, found, wanted }) =>
      `打印了${quote(text)}，其中是 ${found} 的进程号；原程序里是 ${wanted} 的`,
    hint: ({ own, found }) =>
      own
        ? '打印父进程的进程号：getppid() 或 process.ppid'
        : `打印所指进程的进程号，而不是 ${found} 的`,
    also: () => '进程号不同',
    label: PRINTED_HERE,
  },
  'wrong-stream': {
    message: ({ text, found, wanted }) =>
      `${quote(text)}打印到了${STREAMS[found]}；原程序打印到${STREAMS[wanted]}`,
    hint: ({ wanted }) =>
      wanted === 'stdout' ? '用 console.log() 或 print() 打印' : '用 console.error() 打印',
    also: ({ found }) => `有一行打印到了${STREAMS[found]}`,
    label: PRINTED_HERE,
  },
  'wrong-line-end': {
    message: ({ text, how, lines }) =>
      ({
        missing: `${quote(text)}没有换行；原程序里有`,
        extra: `${quote(text)}有换行；原程序里没有`,
        CRLF: `${quote(text)}以 \\r\\n 结尾；原程序里以 \\n 结尾`,
        'two lines in one': `原程序的两行打印成了一行：${quote(text)}`,
        'empty lines': `打印了 ${lines} 个原程序里没有的空行`,
        'invalid UTF-8': `${quote(text)}不是有效的 UTF-8；原程序里是`,
        'valid UTF-8': `${quote(text)}是有效的 UTF-8；原程序里不是`,
      })[how],
    hint: ({ how }) =>
      ({
        missing: '这一行要以 \\n 结尾',
        extra: '打印时不要换行',
        CRLF: '行尾只用 \\n',
        'two lines in one': '第一行要以 \\n 结尾',
        'empty lines': '去掉 \\n：print() 和 console.log() 自己会换行',
        'invalid UTF-8': '写出文本，或按 UTF-8 编码',
        'valid UTF-8': '写出原程序的字节',
      })[how],
    also: ({ how }) => (how === 'empty lines' ? '有空行' : '行尾不同'),
    label: PRINTED_HERE,
  },
  'missing-lines': {
    message: ({ lines, first, task }) =>
      `${task} 没有打印${lines === 1 ? '' : ` ${lines} 行，第一行是`}${quote(first)}`,
    hint: () => '打印原程序打印的行',
    also: ({ lines }) => `缺少 ${lines} 行`,
    label: () => '没有运行到这一行，或者次数不够',
  },
  'stops-too-early': {
    message: ({ task, lines, first }) =>
      `${task} 停得太早：缺少 ${lines} 行，第一行是${quote(first)}`,
    hint: ({ task }) => `让 ${task} 运行到底：在最后一个数据项之后才发送结束标记`,
    also: ({ task }) => `${task} 停得太早`,
    label: ({ task }) => `${task} 因此停止`,
  },
  'extra-lines': {
    message: ({ lines, first, stream }) => {
      const where = stream === 'stderr' ? '在标准错误上' : '';
      return `${where}打印了 ${lines} 行原程序里没有的内容，第一行是${quote(first)}`;
    },
    hint: () => '只打印原程序打印的行',
    also: ({ lines }) => `多了 ${lines} 行`,
    label: PRINTED_HERE,
  },
  'child-runs-on': {
    message: ({ task, first }) => `${task} 继续做了父任务的工作：它打印了${quote(first)}`,
    hint: () => '子任务做完自己的工作就结束：在它的分支末尾调用 process.exit()',
    also: ({ task }) => `${task} 继续做了父任务的工作`,
    label: () => '子任务在这里继续运行',
  },
  'daemon-joined': {
    message: ({ task, seconds, first }) => {
      const proof =
        seconds === undefined ? `，它打印了${quote(first ?? '')}` : `，它休眠了 ${s(seconds)}`;
      return `移植程序等待 ${task}${proof}；原程序不等它就结束`;
    },
    hint: ({ task }) => `把 ${task} 设为守护任务（daemon: true），并且不要 join 它`,
    also: ({ task }) => `等待了 ${task}`,
    label: () => '这里让程序等待',
  },
  'output-held-back': {
    message: (e) => {
      const parts = e.pieces === undefined ? '' : `，分成 ${e.pieces} 段`;
      return `${times(e)}${parts}`;
    },
    hint: () => '每一行到时就打印，不要攒在一起',
    also: () => '输出被推迟',
    label: () => '输出在这里积压',
  },
  'line-in-pieces': {
    message: ({ text, pieces, original, port }) =>
      `从${at(port)}起，分 ${pieces} 段打印${quote(text)}；原程序在${at(original)}一次打印`,
    hint: () => '等整行都有了再打印',
    also: () => '有一行分段打印',
    label: PRINTED_HERE,
  },
  'printed-too-early': {
    message: (e) => `${times(e)}${e.sleeper === undefined ? '' : `，那时 ${e.sleeper} 已休眠完毕`}`,
    hint: ({ sleeper }) =>
      `打印或传递之前，先等${sleeper === undefined ? '任务' : ` ${sleeper} `}完成，并且要 await`,
    also: () => '有一行打印得太早',
    label: ({ sleeper }) =>
      sleeper === undefined ? '这里太早' : `${sleeper} 休眠完毕之前就到了这里`,
  },
  'printed-too-late': {
    message: times,
    hint: () => '先打印，再去等原程序不等的东西',
    also: () => '有一行打印得太晚',
    label: () => '等待之后才打印',
  },
  'sleep-not-awaited': {
    message: (e) => `休眠没有 await：${times(e)}`,
    hint: () => 'await 这次休眠：没有 `await`，程序会立刻继续',
    also: () => '休眠没有 await',
    label: () => '没有任何地方 await 这次休眠',
  },
  'lines-out-of-order': {
    message: ({ first, second, apart, sameTask }) => {
      const order = sameTask ? '原程序的顺序相反' : `在原程序里，前者比后者晚 ${exact(apart)}`;
      return `${quote(first)}打印在${quote(second)}之前；${order}`;
    },
    hint: ({ second }) => `等${quote(second)}打印之后，再打印另一行`,
    also: ({ lines }) => `有 ${lines} 行顺序不同`,
    label: () => '顺序由这里决定',
  },
  'tasks-swapped': {
    message: ({ task, other }) => `${task} 做了 ${other} 的工作，${other} 做了 ${task} 的工作`,
    hint: () => '按原程序的顺序创建并启动任务',
    also: () => '两个任务互换了',
    label: () => '启动的顺序不同',
  },
  'order-never-occurs': {
    message: ({ line, coverage }) =>
      `过于严格：原程序的一种顺序从不出现，从${quote(line)}开始不同（${triedOf(coverage.port)}）`,
    hint: () => '不要等待原程序不等的东西',
    also: () => '原程序的一种顺序从不出现',
    label: () => '这里等待的比原程序多',
  },
  'impossible-order': {
    message: ({ line, coverage }) =>
      `可能出现原程序里不可能的顺序，从${quote(line)}开始不同（${triedOf(coverage.original)}）`,
    hint: ({ line }) => `打印${quote(line)}之前，先等原程序所等的东西`,
    also: () => '出现了原程序里不可能的顺序',
    label: (_, { related }) =>
      related === undefined ? '这里可能打印得太早' : `第 ${related} 行之前没有等待它`,
  },
  'result-read-too-early': {
    message: ({ found, wanted }) =>
      `结果还没有就被读取：打印了${quote(found)}，而不是${quote(wanted)}`,
    hint: () => '先 join 产生结果的任务，再读取结果',
    also: () => '结果读取得太早',
    label: () => '在 join 之前读取',
  },
  'lost-update': {
    message: ({ found, wanted }) => `更新丢失：打印了${quote(found)}，而不是${quote(wanted)}`,
    hint: () => '从读取值到写回值，一直持有锁',
    also: () => '更新丢失',
    label: () => '读取和写回值要在同一把锁之内',
  },
  'extra-lock': {
    message: ({ found, wanted }) =>
      `没有更新丢失：打印了${quote(found)}；原程序打印${quote(wanted)}`,
    hint: () => '去掉原程序在这里没有的锁或 `await`',
    also: () => '没有更新丢失',
    label: () => '把这把锁与原程序比较',
  },
  'not-shared': {
    message: ({ task, found, wanted }) => {
      if (found !== undefined) {
        return `每个任务各有一份副本：打印了${quote(found)}，而不是${quote(wanted)}`;
      }
      return `${task === undefined ? '有一个任务' : `${task} `}看不到其他任务写入的内容：它从未打印${quote(wanted)}`;
    },
    hint: () => '任务之间不共享变量：用 SharedArrayBuffer、队列或管道，并传给每个任务',
    also: () => '任务之间没有共享数据',
    label: () => '每个任务各有一份副本',
  },
};
