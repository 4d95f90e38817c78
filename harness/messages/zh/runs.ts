import type { runs as English } from '../en/runs.ts';
import type { Awaited, Outsider } from '../evidence/waits.ts';
import { exact, at as moment, s } from './words.ts';

const AWAITED: Record<Awaited, string> = {
  lock: '锁',
  'lock, join or wait': '锁、join 或通知',
  input: '可读的内容',
  room: '可写的空间',
  child: '子进程结束',
  'input or output': '输入或输出',
  events: '事件',
  time: '一段时间',
  signal: '信号',
  semaphore: '信号量',
  connection: '连接',
  message: '消息',
  'file lock': '文件锁',
  fifo: '命名管道的另一端',
};

const OUTSIDERS: Record<Outsider, string> = {
  connection: '连接',
  answer: '回答',
  message: '消息',
  change: '文件的变化',
  signal: '信号',
};

const HANGS = '机器太慢，或程序卡住了';

/** Before a verb: where in the program. */
const at = (place: string | undefined) => (place === undefined ? '' : `在 ${place} `);
const more = (limit: string, unit: string) => `（--limit ${limit}=${unit} 可以放宽）`;

/** What a run shows beside its events: who waits for what, why it was stopped, what was not owned. */
export const runs: typeof English = {
  waitsFor: (who, what, call) => `${who} 在等${AWAITED[what]}（${call}）`,
  waitsInCall: (who, number) => `${who} 在等系统调用 ${number}`,
  waitsForPeer: (who, peer) => `${who} 在等程序之外的 ${peer}`,
  waitsOutside: (who, what, call, place) => `${who} 在等${OUTSIDERS[what]}（${at(place)}${call}）`,
  inRealTime: (wait, place) => `${wait}，按真实时间${place === undefined ? '' : `，位于 ${place}`}`,
  processStopped: (pid) => `进程 ${pid} 被信号暂停，没有什么使它继续`,
  isStopped: (who) => `${who} 被暂停：只有信号（SIGCONT）能使它继续`,

  spins: (who, used) =>
    `${who} 用了超过 ${used.toFixed(0)} 秒 CPU 时间，没有打印、休眠或等待${more('cpu', 'SECONDS')}`,
  spinsBeside: (who, other, waiting, spins) =>
    `${who} 在空转，而 ${other} ${waiting}：${spins}；如果它在等 ${other}，请用 join 或休眠`,
  waitsToPrint: () => '在等着打印',
  waitsToStart: () => '在等着启动',
  waitsUntil: (time) => `要等到${moment(time)}`,
  sleepsUntil: (time) => `要休眠到${moment(time)}`,
  computes: (used) =>
    `它用了超过 ${used.toFixed(0)} 秒 CPU 时间，没有停歇${more('cpu', 'SECONDS')}`,
  sleepsOn: (limit) => `它的所有任务休眠了 ${s(limit)}真实时间${more('asleep', 'SECONDS')}`,
  stalls: (limit) => `在 ${s(limit)}真实时间里没有任何动静：${HANGS}${more('asleep', 'SECONDS')}`,
  takesTooLong: (limit) => `在 ${s(limit)}真实时间里没有结束：${HANGS}${more('wall', 'SECONDS')}`,
  until: (time) => `按 --until 的要求，在${moment(time)}停止；给更大的数可以让它继续`,
  wakesOn: (wakings, time) =>
    `在它自己的 ${exact(time)}里醒来 ${wakings} 次；用 \`lockstep run --until SECONDS\` 另设限制`,
  endlessInstant: (most, time) =>
    `在第 ${s(time)}，打印、启动和唤醒超过 ${most} 次${more('instant', 'N')}`,
  polls: (who, polls) =>
    `${who} 连续 ${polls} 次读取时钟、让出执行权或查看状态，没有做别的事${more('polls', 'N')}`,
  overtime: (time, limit) =>
    `它自己的时间已过 ${exact(time)}；限制是 ${exact(limit)}${more('time', 'SECONDS')}`,
  tooDeep: (who, generations, limit) =>
    `${who} 是 main 之下的第 ${generations} 代；限制是 ${limit} 代${more('generations', 'N')}`,
  noSuchChoice: (number, available) =>
    `调度的第 ${number} 次选择不可用；可用的有：${available.join(', ')}`,
  unusedChoices: (choices, unused) =>
    `程序有 ${choices} 次选择；--replay 列出的更多：${unused.join(',')}`,
  tooMuchOutput: (most, what) =>
    `超过 ${most} ${what === 'lines' ? '行' : '字节'}${more(what, 'N')}`,
  tooManyProcesses: (found, limit) =>
    `${found} 个进程；限制是 ${limit} 个${more('processes', 'N')}`,
  tooMuchMemory: (found, limit) => `${found} MB；限制是 ${limit} MB${more('memory', 'BYTES')}`,
  usedUp: (what, most) =>
    ({
      messages: `它发给 Lockstep 的消息超过 ${most} 条`,
      bytes: `它发给 Lockstep 的消息超过 ${most} 字节`,
      tasks: `它的进程和线程超过 ${most} 个`,
    })[what],

  fleetingProcesses: () => '一再启动其他进程并结束的进程',
  processes: (command, processes) => `${command}（${processes} 个进程）`,

  badMessages: (messages, first) => `它发给 Lockstep ${messages} 条无效的消息，第一条是“${first}”`,
  folderRemoved: () => '它删除了 Lockstep 观察它所用的文件夹',
  filesRemoved: (files) => `它删除了 Lockstep 观察它所用的文件：${files.join(', ')}`,
  foreignProgram: (task, command, place) =>
    `${task} 是外部程序：${command}${place === undefined ? '' : `（${place}）`}`,
  lineUnobserved: (line) => `有一行绕过了观察者：“${line}”`,
  unowned: (who, what, place) =>
    `${who} ${
      {
        'sets file time': `${at(place)}把虚拟时钟的时间写给了文件：文件的时间是机器的`,
        'reads file time': `${at(place)}读取文件的访问或修改时间：文件的时间是机器的`,
        'waits in unknown memory':
          '在地址未知的共享内存里等待（libuv 的线程都在忙）：通知可能到不了它',
      }[what]
    }`,
  sentSignal: (who, by, place) => `${who} ${at(place)}要求按真实时间发送信号：${by}`,
  readsClosedInput: (who, place) => `${who} ${at(place)}读取标准输入，而它在这里是关闭的`,

  pacedGates: (from, gates, taken, bound) =>
    `从第 ${from.toFixed(3)} 秒起，每 ${gates} 次打印、启动和唤醒算 1 毫秒，共 ${taken.toFixed(3)} 秒：同一时刻超过了 ${bound} 次`,
  pacedWork: (task, taken) =>
    `${task} 不停地取得锁或传递消息：超出界限的部分算 ${taken.toFixed(3)} 秒`,
};
