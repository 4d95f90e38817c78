import type { report as English, explain as ExplainEnglish } from '../en/report.ts';
import { PROGRAMS, quote, s } from './words.ts';

/** What the report of `verify` and `check` says beside mistakes. */
export const report: typeof English = {
  clock: { virtual: '虚拟时钟', real: '真实时钟' },
  needsLinux: (platform) => `虚拟时钟需要 Linux；这里是 ${platform}`,
  seed: (seed) => `种子 ${seed}`,
  checks: { output: '输出', timing: '时间', tasks: '任务', ending: '结束' },
  columns: PROGRAMS,

  trials: {
    seed: '种子的随机数',
    durations: '指定的时长',
    mirrored: '交换的随机数',
    least: '最小的随机数',
    greatest: '最大的随机数',
    orders: '其他顺序',
  },
  found: {
    seed: '用种子的随机数发现',
    durations: '用指定的时长发现',
    mirrored: '交换随机数后发现',
    least: '随机数全取最小值时发现',
    greatest: '随机数全取最大值时发现',
    orders: '在其中一种顺序里发现',
  },
  tried: (trials) => `尝试过：${trials.join('、')}`,

  error: (id) => `错误[${id}]：`,
  hint: '提示：',
  also: '另外：',
  follows: (also) => `${also.join('；')}（${also.length === 1 ? '' : '都'}由此引起）`,
  followsFrom: (id) => `由 ${id} 引起`,
  at: (message, place) => `${message}（${place}）`,
  moreConsequences: (more) => `还有 ${more} 项`,
  oneOf: '以下之一：',
  morePlaces: (places) => `还有 ${places} 处`,
  seeAlso: '另见：',
  again: '再次运行：',

  inconclusive: '无法下结论：',
  moreReasons: (reasons) => `……还有 ${reasons} 条`,
  notJudged: '未作判断：无法下结论，见下',
  expectedFailure: (reason) => `预期失败：${reason}`,
  passesUnexpectedly: (reason, where) => `通过了，但预期它失败（${reason}）：请删去 ${where}`,
  note: '注意：',
  noteOf: {
    original: (note) => `在原程序里，${note}`,
    port: (note) => `在移植程序里，${note}`,
  },

  noPair: '没有判断任何程序对。',
  summary: ({ all, conforming, failed, known, inconclusive, passing }) => {
    const clauses = [
      failed > 0
        ? `${all} 个程序对中有 ${failed} 个不一致`
        : `${all} 个程序对中有 ${conforming} 个一致`,
      ...(known > 0 ? [`${known} 个如预期失败`] : []),
      ...(inconclusive > 0 ? [`${inconclusive} 个无法判断`] : []),
      ...(passing > 0 ? [`${passing} 项预期失败通过了`] : []),
    ];
    return `${clauses.join('；')}。`;
  },
  conforms: (port, pair) => `${port} 与 ${pair} 一致。`,
  conformsButKnown: (port, pair) => `除预期失败之外，${port} 与 ${pair} 一致。`,
  doesNotConform: (port, pair) => `${port} 与 ${pair} 不一致。`,
  couldNotBeJudged: (port, pair) => `无法判断 ${port} 与 ${pair} 是否一致。`,
  knownPasses: (port) => `${port} 的一项预期失败通过了。`,

  calibrating: '正在校准',
  computing: (task, seconds) => `${task} 已经计算了 ${s(Math.round(seconds))}`,
  runs: (runs) => `${runs} 次运行`,
};

/** What `explain` says beside the explanation itself. */
export const explain: typeof ExplainEnglish = {
  folder: 'docs/mistakes/zh',
  found: {
    output: '输出的错误',
    timing: '时间的错误',
    tasks: '任务的错误',
    ending: '结束的错误',
  },
  more: '运行 `lockstep explain ID`，查看其中一种错误。',
  unknown: (id) => `没有名为${quote(id)}的错误。`,
  didYouMean: (id) => `是不是想写：lockstep explain ${id}`,
  list: '运行 `lockstep explain`，列出所有错误。',
};
