import { availableParallelism } from 'node:os';
import type { Operator } from './mutate.ts';

/** A mutant that is the same program as its port: no judge can tell it, and none should. */
export interface Equivalent {
  /** In which ports. */
  pairs: string[];
  operator: Operator;
  /** As it is reported; it may stand for several places with the same lines. */
  diff: string[];
  /** Where another place with the same lines is none of these. */
  line?: number;
  why: string;
}

/** The same as far as anybody can see who looks on: by its lines, its times, its tasks, its end. */
const ANYWHERE: readonly Equivalent[] = [
  {
    pairs: ['01_sequential'],
    operator: 'statement move',
    diff: [
      '- function main() {',
      '- const start = time();',
      '+ const start = time();',
      '+ function main() {',
    ],
    why: 'The clock is read as the module begins and not as main does, which is at once; a child that reads it, too, forgets it.',
  },
  {
    pairs: [
      '02_processes',
      '03_threads',
      '04_fork',
      '05_pool',
      '06_queue',
      '07_pipe',
      '08_thread_class',
    ],
    operator: 'statement move',
    diff: [
      '- async function main() {',
      '- const start = time();',
      '+ const start = time();',
      '+ async function main() {',
    ],
    why: 'The clock is read as the module begins and not as main does, which is at once; a child that reads it, too, forgets it.',
  },
  {
    pairs: ['10_executor'],
    operator: 'statement move',
    diff: [
      '- async function main() {',
      '- let start = time();',
      '+ let start = time();',
      '+ async function main() {',
    ],
    why: 'The clock is read as the module begins and not as main does, which is at once; a child that reads it, too, forgets it.',
  },
  {
    pairs: ['01_sequential'],
    operator: 'statement move',
    diff: ['- if (import.meta.main) {', '- main();', '+ main();', '+ if (import.meta.main) {'],
    why: 'No child imports the file: it is the main module whenever it runs.',
  },
  {
    pairs: ['01_sequential', '04_fork'],
    operator: 'condition replacement',
    diff: ['- if (import.meta.main) {', '+ if (true) {'],
    why: 'No child imports the file: it is the main module whenever it runs.',
  },
  {
    pairs: ['04_fork'],
    operator: 'statement move',
    diff: [
      '- if (import.meta.main) {',
      '- await main();',
      '+ await main();',
      '+ if (import.meta.main) {',
    ],
    why: 'No child imports the file: it is the main module whenever it runs.',
  },
  {
    pairs: ['02_processes'],
    operator: 'statement swap',
    diff: [
      '- const start = time();',
      "- const p1 = new Process({ target: downloadTask, args: ['Python从入门到住院.pdf'] });",
      "+ const p1 = new Process({ target: downloadTask, args: ['Python从入门到住院.pdf'] });",
      '+ const start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['03_threads'],
    operator: 'statement swap',
    diff: [
      '- const start = time();',
      "- const t1 = new Thread({ target: download, args: ['Python从入门到住院.pdf'] });",
      "+ const t1 = new Thread({ target: download, args: ['Python从入门到住院.pdf'] });",
      '+ const start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['04_fork'],
    operator: 'statement swap',
    diff: [
      '- const start = time();',
      '- const pid1 = fork();',
      '+ const pid1 = fork();',
      '+ const start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['05_pool'],
    operator: 'statement swap',
    diff: [
      '- const start = time();',
      '- const pool = new Pool(2);',
      '+ const pool = new Pool(2);',
      '+ const start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['06_queue'],
    operator: 'statement swap',
    diff: [
      '- const start = time();',
      '- const queue = new Queue<string | null>();',
      '+ const queue = new Queue<string | null>();',
      '+ const start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement swap',
    diff: [
      '- const start = time();',
      '- const [conn, otherEnd] = Pipe();',
      '+ const [conn, otherEnd] = Pipe();',
      '+ const start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'statement swap',
    diff: [
      '- const start = time();',
      "- new Thread({ target: watch, name: '守护线程', daemon: true }).start();",
      "+ new Thread({ target: watch, name: '守护线程', daemon: true }).start();",
      '+ const start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['09_lock'],
    operator: 'statement swap',
    diff: [
      '- const start = time();',
      '- const account = new Account();',
      '+ const account = new Account();',
      '+ const start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['10_executor'],
    operator: 'statement swap',
    diff: [
      '- let start = time();',
      '- const threads = new ThreadPoolExecutor(2);',
      '+ const threads = new ThreadPoolExecutor(2);',
      '+ let start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['10_executor'],
    operator: 'statement swap',
    diff: [
      '- start = time();',
      '- const processes = new ProcessPoolExecutor(2);',
      '+ const processes = new ProcessPoolExecutor(2);',
      '+ start = time();',
    ],
    why: 'What comes between takes no time: no task sleeps in it, and the total is the same.',
  },
  {
    pairs: ['02_processes'],
    operator: 'statement swap',
    diff: [
      '- p1.start();',
      "- const p2 = new Process({ target: downloadTask, args: ['Peking Hot.avi'] });",
      "+ const p2 = new Process({ target: downloadTask, args: ['Peking Hot.avi'] });",
      '+ p1.start();',
    ],
    why: 'A task that is made, and not yet started, does nothing.',
  },
  {
    pairs: ['03_threads'],
    operator: 'statement swap',
    diff: [
      '- t1.start();',
      "- const t2 = new Thread({ target: download, args: ['Peking Hot.avi'] });",
      "+ const t2 = new Thread({ target: download, args: ['Peking Hot.avi'] });",
      '+ t1.start();',
    ],
    why: 'A task that is made, and not yet started, does nothing.',
  },
  {
    pairs: ['06_queue'],
    operator: 'statement swap',
    diff: [
      '- p1.start();',
      '- const p2 = new Process({ target: saveTask, args: [queue] });',
      '+ const p2 = new Process({ target: saveTask, args: [queue] });',
      '+ p1.start();',
    ],
    why: 'A task that is made, and not yet started, does nothing.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'statement swap',
    diff: [
      "- new Thread({ target: watch, name: '守护线程', daemon: true }).start();",
      "- const t1 = new DownloadThread('Python从入门到住院.pdf');",
      "+ const t1 = new DownloadThread('Python从入门到住院.pdf');",
      "+ new Thread({ target: watch, name: '守护线程', daemon: true }).start();",
    ],
    why: 'A task that is made, and not yet started, does nothing.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'statement swap',
    diff: [
      '- t1.start();',
      "- const t2 = new DownloadThread('Peking Hot.avi');",
      "+ const t2 = new DownloadThread('Peking Hot.avi');",
      '+ t1.start();',
    ],
    why: 'A task that is made, and not yet started, does nothing.',
  },
  {
    pairs: ['02_processes', '06_queue'],
    operator: 'statement swap',
    diff: ['- await p1.join();', '- await p2.join();', '+ await p2.join();', '+ await p1.join();'],
    why: 'Both are waited for, in either order, and nothing is said between.',
  },
  {
    pairs: ['03_threads', '08_thread_class'],
    operator: 'statement swap',
    diff: ['- await t1.join();', '- await t2.join();', '+ await t2.join();', '+ await t1.join();'],
    why: 'Both are waited for, in either order, and nothing is said between.',
  },
  {
    pairs: [
      '02_processes',
      '03_threads',
      '04_fork',
      '05_pool',
      '06_queue',
      '07_pipe',
      '08_thread_class',
      '09_lock',
      '10_executor',
    ],
    operator: 'await deletion',
    diff: ['- await main();', '+ main();'],
    why: 'The last thing that the program does: Node waits for all that main waits for.',
  },
  {
    pairs: ['04_fork'],
    operator: 'argument deletion',
    diff: ['- _exit(0);', '+ _exit();'],
    why: 'An exit code that is not given is 0.',
  },
  {
    pairs: ['04_fork'],
    operator: 'statement swap',
    diff: [
      "- print(format('子进程[%d]结束了, 状态%d.', ...end2));",
      '- const end = time();',
      '+ const end = time();',
      "+ print(format('子进程[%d]结束了, 状态%d.', ...end2));",
    ],
    why: 'To print takes no time: the total is the same.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'statement swap',
    diff: [
      "- print(format('%s耗费了%d秒', t2.filename, t2.seconds));",
      '- const end = time();',
      '+ const end = time();',
      "+ print(format('%s耗费了%d秒', t2.filename, t2.seconds));",
    ],
    why: 'To print takes no time: the total is the same.',
  },
  {
    pairs: ['09_lock'],
    operator: 'statement swap',
    diff: [
      '- const end = time();',
      "- print(format('账户余额: %d元.', account.balance));",
      "+ print(format('账户余额: %d元.', account.balance));",
      '+ const end = time();',
    ],
    why: 'To print takes no time: the total is the same.',
  },
  {
    pairs: ['05_pool'],
    operator: 'statement swap',
    diff: [
      "- const result = pool.applyAsync(downloadTask, ['Python从入门到住院.pdf']);",
      "- const files = ['Peking Hot.avi', '算法图解.pdf', '课程录像.mp4', '习题答案.zip'];",
      "+ const files = ['Peking Hot.avi', '算法图解.pdf', '课程录像.mp4', '习题答案.zip'];",
      "+ const result = pool.applyAsync(downloadTask, ['Python从入门到住院.pdf']);",
    ],
    why: 'A list of names has no part in what the pool does.',
  },
  {
    pairs: ['10_executor'],
    operator: 'statement swap',
    diff: [
      '- const processes = new ProcessPoolExecutor(2);',
      "- const files = ['安装说明.txt', '习题答案.zip', '参考书目.txt'];",
      "+ const files = ['安装说明.txt', '习题答案.zip', '参考书目.txt'];",
      '+ const processes = new ProcessPoolExecutor(2);',
    ],
    why: 'A list of names has no part in what the pool does.',
  },
  {
    pairs: ['05_pool'],
    operator: 'statement swap',
    diff: [
      "- print(format('五次下载加起来是%d秒.', (await result.get()) + sum(times)));",
      '- pool.close();',
      '+ pool.close();',
      "+ print(format('五次下载加起来是%d秒.', (await result.get()) + sum(times)));",
    ],
    why: 'All jobs are in the pool: it may be told before their results are read that there will be no more.',
  },
  {
    pairs: ['05_pool'],
    operator: 'await deletion',
    diff: ['- await pool.join();', '+ pool.join();'],
    why: 'When all results are in, the workers only end, by themselves: in no time, and in silence.',
  },
  {
    pairs: ['05_pool'],
    operator: 'statement deletion',
    diff: ['- await pool.join();'],
    why: 'When all results are in, the workers only end, by themselves: in no time, and in silence.',
  },
  {
    pairs: ['05_pool'],
    operator: 'method replacement',
    diff: ['- await pool.join();', '+ await pool.close();'],
    why: 'When all results are in, the workers only end, by themselves: in no time, and in silence.',
  },
  {
    pairs: ['10_executor'],
    operator: 'await deletion',
    diff: ['- await threads.shutdown();', '+ threads.shutdown();'],
    why: 'When all results are in, the workers only end, by themselves: in no time, and in silence.',
  },
  {
    pairs: ['10_executor'],
    operator: 'statement deletion',
    diff: ['- await threads.shutdown();'],
    why: 'When all results are in, the workers only end, by themselves: in no time, and in silence.',
  },
  {
    pairs: ['10_executor'],
    operator: 'await deletion',
    diff: ['- await processes.shutdown();', '+ processes.shutdown();'],
    why: 'When all results are in, the workers only end, by themselves: in no time, and in silence.',
  },
  {
    pairs: ['10_executor'],
    operator: 'statement deletion',
    diff: ['- await processes.shutdown();'],
    why: 'When all results are in, the workers only end, by themselves: in no time, and in silence.',
  },
  {
    pairs: ['05_pool'],
    operator: 'statement swap',
    diff: [
      '- await pool.join();',
      '- const end = time();',
      '+ const end = time();',
      '+ await pool.join();',
    ],
    why: 'When all results are in, the workers only end: to wait for that takes no time.',
  },
  {
    pairs: ['10_executor'],
    operator: 'statement swap',
    diff: [
      '- await threads.shutdown();',
      '- let end = time();',
      '+ let end = time();',
      '+ await threads.shutdown();',
    ],
    why: 'When all results are in, the workers only end: to wait for that takes no time.',
  },
  {
    pairs: ['10_executor'],
    operator: 'statement swap',
    diff: [
      '- await processes.shutdown();',
      '- end = time();',
      '+ end = time();',
      '+ await processes.shutdown();',
    ],
    why: 'When all results are in, the workers only end: to wait for that takes no time.',
  },
  {
    pairs: ['06_queue'],
    operator: 'await deletion',
    diff: ['- await p1.join();', '+ p1.join();'],
    why: 'p2 ends only when it has the sentinel, which is the last that p1 does: who has waited for p2 has waited for p1.',
  },
  {
    pairs: ['06_queue'],
    operator: 'statement deletion',
    diff: ['- await p1.join();'],
    why: 'p2 ends only when it has the sentinel, which is the last that p1 does: who has waited for p2 has waited for p1.',
  },
  {
    pairs: ['06_queue'],
    operator: 'variable replacement',
    diff: ['- await p1.join();', '+ await p2.join();'],
    why: 'p2 ends only when it has the sentinel, which is the last that p1 does: who has waited for p2 has waited for p1.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement move',
    diff: ['- otherEnd.close();', '- try {', '+ try {', '+ otherEnd.close();'],
    why: 'To close the other end throws nothing.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement deletion',
    diff: ['- if (!(error instanceof EOFError)) throw error;'],
    why: 'There is no other error than the end of the pipe.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement swap',
    diff: [
      '- if (!(error instanceof EOFError)) throw error;',
      "- print('没有文件要下载了.');",
      "+ print('没有文件要下载了.');",
      '+ if (!(error instanceof EOFError)) throw error;',
    ],
    why: 'There is no other error than the end of the pipe.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement move',
    diff: ["- print('没有文件要下载了.');", '- }', '+ }', "+ print('没有文件要下载了.');"],
    why: 'The loop ends by the end of the pipe alone: what is caught and what comes after is the same.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement deletion',
    diff: ['- otherEnd.close();'],
    line: 28,
    why: 'main’s copy of the child’s end matters only where the child dies too early: then main would wait for its answer for ever.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement swap',
    diff: [
      '- otherEnd.close();',
      "- for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi']) {",
      "- print(format('请下载%s.', filename));",
      '- conn.send(filename);',
      '- const timeToDownload: number = await conn.recv();',
      "- print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));",
      '- }',
      "+ for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi']) {",
      "+ print(format('请下载%s.', filename));",
      '+ conn.send(filename);',
      '+ const timeToDownload: number = await conn.recv();',
      "+ print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));",
      '+ }',
      '+ otherEnd.close();',
    ],
    why: 'main’s copy of the child’s end matters only where the child dies too early: then main would wait for its answer for ever.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement move',
    diff: [
      '- otherEnd.close();',
      "- for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi']) {",
      "+ for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi']) {",
      '+ otherEnd.close();',
    ],
    why: 'main’s copy of the child’s end matters only where the child dies too early: then main would wait for its answer for ever.',
  },
  {
    pairs: ['07_pipe'],
    operator: 'statement swap',
    diff: [
      '- await p.join();',
      '- const end = time();',
      '+ const end = time();',
      '+ await p.join();',
    ],
    why: 'When all answers are in, the child only says that there is no more: the join takes no time.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'statement swap',
    diff: [
      '- this.filename = filename;',
      '- this.seconds = 0;',
      '+ this.seconds = 0;',
      '+ this.filename = filename;',
    ],
    why: 'The field is set anew before anybody reads it.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'statement deletion',
    diff: ['- this.seconds = 0;'],
    why: 'The field is set anew before anybody reads it.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'number replacement',
    diff: ['- this.seconds = 0;', '+ this.seconds = -1;'],
    why: 'The field is set anew before anybody reads it.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'number replacement',
    diff: ['- this.seconds = 0;', '+ this.seconds = 1;'],
    why: 'The field is set anew before anybody reads it.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'statement deletion',
    diff: ["- print('一个小时过去了.');"],
    why: 'The end of the program cuts the daemon off an hour before this.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'argument deletion',
    diff: ["- print('一个小时过去了.');", '+ print();'],
    why: 'The end of the program cuts the daemon off an hour before this.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'string replacement',
    diff: ["- print('一个小时过去了.');", "+ print('');"],
    why: 'The end of the program cuts the daemon off an hour before this.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'string replacement',
    diff: ["- print('一个小时过去了.');", "+ print('一个小时过去了. ');"],
    why: 'The end of the program cuts the daemon off an hour before this.',
  },
  {
    pairs: ['08_thread_class'],
    operator: 'string replacement',
    diff: ["- print('一个小时过去了.');", "+ print('一个小时过去了');"],
    why: 'The end of the program cuts the daemon off an hour before this.',
  },
  {
    pairs: ['09_lock'],
    operator: 'number replacement',
    diff: [
      '- memory = new Int32Array(new SharedArrayBuffer(4));',
      '+ memory = new Int32Array(new SharedArrayBuffer(8));',
    ],
    why: 'Of the memory, which is zero, only the first four bytes are used.',
  },
  {
    pairs: ['09_lock'],
    operator: 'argument deletion',
    diff: ['- return Atomics.load(this.memory, 0);', '+ return Atomics.load(this.memory);'],
    why: 'An index that is not given is 0.',
  },
  {
    pairs: ['09_lock'],
    operator: 'statement move',
    diff: ['- lock.acquire();', '- try {', '+ try {', '+ lock.acquire();'],
    why: 'Neither statement ever throws an error that `finally` would see.',
  },
  {
    pairs: ['09_lock'],
    operator: 'statement move',
    diff: ['- try {', '- deposit(account, amount);', '+ deposit(account, amount);', '+ try {'],
    why: 'Neither statement ever throws an error that `finally` would see.',
  },
  {
    pairs: ['09_lock'],
    operator: 'argument swap',
    diff: ['- const threads = [1, 10, 100].map(', '+ const threads = [10, 1, 100].map('],
    why: 'The three deposit at one instant, in silence: whose is first is nobody’s choice, and the sums are the same.',
  },
  {
    pairs: ['09_lock'],
    operator: 'await deletion',
    diff: [
      '- await depositAll(depositWithLock, new Lock());',
      '+ depositAll(depositWithLock, new Lock());',
    ],
    why: 'The last thing that main does: Node waits for it as well.',
  },
  {
    pairs: ['10_executor'],
    operator: 'argument swap',
    diff: [
      '- for await (const future of asCompleted([f1, f2, f3])) {',
      '+ for await (const future of asCompleted([f2, f1, f3])) {',
    ],
    why: 'They come as they are done, however they are listed.',
  },
  {
    pairs: ['10_executor'],
    operator: 'argument swap',
    diff: [
      '- for await (const future of asCompleted([f1, f2, f3])) {',
      '+ for await (const future of asCompleted([f1, f3, f2])) {',
    ],
    why: 'They come as they are done, however they are listed.',
  },
];

/** A port that asks the machine how many workers it shall have is right on some by luck. */
const ON_TWO_PROCESSORS: readonly Equivalent[] = [
  {
    pairs: ['05_pool'],
    operator: 'argument deletion',
    diff: ['- const pool = new Pool(2);', '+ const pool = new Pool();'],
    why: 'As many workers as there are processors, which are two here.',
  },
  {
    pairs: ['10_executor'],
    operator: 'argument deletion',
    diff: [
      '- const processes = new ProcessPoolExecutor(2);',
      '+ const processes = new ProcessPoolExecutor();',
    ],
    why: 'As many workers as there are processors, which are two here.',
  },
];

export const EQUIVALENT: readonly Equivalent[] = [
  ...ANYWHERE,
  ...(availableParallelism() === 2 ? ON_TWO_PROCESSORS : []),
];
