import type { help as English } from '../en/help.ts';

/** The help of the command. A description fits in 60 columns, an example stays as it is typed. */
export const help: typeof English = {
  usage: '用法：',
  arguments: '参数：',
  options: '选项：',
  commands: '命令：',
  examples: '示例：',
  default: (value) => `（默认：${value}）`,
  choices: (values) => `（可选：${values.join(', ')}）`,
  more: '详见 `lockstep --help`。',

  lockstep: '判断一个并发的 Python 程序和它的 TypeScript 移植是不是同一个程序。',
  exitCodes: `退出码：0 全部一致，1 有不一致，2 用法或环境有问题，
3 无法下结论：没有发现错误，但有的无法判断。`,
  help: '打印本帮助',
  helpOf: '打印一个命令的帮助',
  version: '打印版本',

  verify: '判断本项目的移植程序与原程序是否一致',
  check: '判断您自己的移植程序与一个原程序是否一致',
  run: '运行一个程序，显示它的时间线',
  explain: '按 ID 解释一种错误，或列出所有错误',

  pairs: '例如 02、processes 或 02_processes（默认：全部）',
  pair: '例如 02、processes 或 02_processes',
  port: '.ts、.mts、.js、.mjs 或 .cjs 文件',
  program: '.py、.ts 或 .js 文件',
  args: '程序的参数，写在 -- 之后',
  id: '错误[ID] 里的 ID（默认：列表）',

  clock: '使用的时钟',
  realClock: 'real：虚拟时钟需要 Linux',
  seed: '随机数种子',
  durations: '每个任务取到的秒数，例如 7,6',
  runs: '每个程序最多尝试多少种顺序；0：只有一种',
  explore: '也查找移植程序的每一种顺序',
  idiomatic: '允许任务与原程序不同，顺序比原程序少',
  sandbox: '隐藏您的文件、进程和网络（Linux）',
  stdin: '程序读取的文件（默认：您自己的输入）',
  cwd: '程序的工作文件夹（默认：您所在的）',
  replay: '依次让哪些任务继续，如报告所列',
  patience: '两行之间至少允许多少秒 CPU 时间',
  limit: '设定一项限制，例如 cpu=600（可重复）',
  until: '到时钟的这一时刻就停止程序',
  raw: '程序的控制字符照原样打印',
  verbose: '显示全部四项检查和证据',
  json: '只打印一份 JSON',
  junit: '另把 JUnit 报告写入这个文件',
  knownFailures: '列出预期失败的文件',
  lang: '显示的语言（默认：按您的区域设置）',

  limits: '限制（每个程序各自计算）：',
  limitOf: {
    cpu: '一个线程在两次打印、休眠或等待之间的 CPU 时间',
    asleep: '没有任何动静的真实时间',
    wall: '整次运行的真实时间',
    time: '整次运行的虚拟时间',
    generations: 'main 之下任务的代数',
    lines: '输出的行数',
    bytes: '输出的字节数',
    instant: '同一虚拟时刻的打印、启动和唤醒次数',
    polls: '连续轮询时钟或事件的次数',
    processes: '同时存在的进程数',
    memory: '所有进程合计的内存',
  },
  expectedFailures: `预期失败写在您自己的文件里，每行一项：“程序对 检查: 原因”，
其中检查是 output、timing、tasks、ending 之一；# 之后是注释。
预期失败不会使退出码为 1。如果它通过了，退出码为 1：请删去这一行。
如果某一行的程序对不在本次判断之内，则是用法错误，退出码为 2。`,
  aboutCheck: `依次用不同的随机数、交换过的随机数、全取最小值和最大值的随机数，
以及（虚拟时钟）许多种顺序来尝试移植程序，直到发现错误。
不一致时退出码为 1，无法判断时为 3。`,
  aboutRun: `程序失败、没有结束或留下进程时，退出码为 1；被限制停止，
或在等程序之外的东西时，为 3；被 --until 停止时，为 0。
没有 --until 时，虚拟时钟会停止一小时、1000 次唤醒之后仍在唤醒的程序。
按 Ctrl-C 会打印已有的内容，退出码为 130。`,
};
