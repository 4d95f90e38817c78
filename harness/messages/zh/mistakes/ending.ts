import type { EndingMistakes } from '../../evidence/ending.ts';
import type { MistakeCatalogue } from '../../mistakes.ts';
import { and, at, exact, s } from '../words.ts';

/** Mistakes that the check of the ending finds. */
export const ending: MistakeCatalogue<EndingMistakes> = {
  'does-not-load': {
    message: ({ error }) => `移植程序无法加载：${error}`,
    hint: ({ why }) =>
      ({
        syntax: '改正语法：Node 读不懂这个文件',
        types: '改用 JavaScript 的写法：Node 只去掉类型，不作编译（不支持 enum、namespace）',
        module: '写出完整的文件名，包括 .ts；如果是包，请安装它',
        export: '只导入那个文件导出的名称；类型用 `import type` 导入',
        CommonJS:
          '在 package.json 里设置 `"type": "module"`，用 import 和 import.meta 代替 require 和 __filename',
        node_modules: '把文件移出 node_modules：Node 在那里不去掉类型',
        other: '先改正这一处：Node 无法加载这个文件',
      })[why],
    also: () => '移植程序无法加载',
    label: () => '在这里',
  },
  'uncaught-error': {
    message: ({ task, error, afterLines }) =>
      `${task} 因未捕获的错误而失败${afterLines ? '（在打印最后一行之后）' : ''}：${error}`,
    hint: ({ afterLines }) =>
      afterLines
        ? '在抛出的地方捕获它；每个 Promise 都要 await 或捕获错误'
        : '按错误信息改正，或像原程序那样捕获它',
    also: ({ task }) => `${task} 失败`,
    label: () => '错误来自这里',
  },
  'never-resolves': {
    message: ({ task }) => `${task} 结束时，顶层的 \`await\` 仍在等待`,
    hint: () => '让它等待的 Promise 得到结果：程序里已没有什么能做到这一点',
    also: () => '顶层的 `await` 永远等不到结果',
    label: () => '这里永远等不到结果',
  },
  deadlock: {
    message: ({ waiting, for: what }) => {
      if (waiting.length === 0) return '程序里的一切都无法继续';
      const that = {
        lock: '永远不会到来的释放、通知或结束',
        message: '永远不会到来的消息、关闭或结束',
        unknown: '一件永远不会发生的事',
      }[what];
      return `${and(waiting)} 在等${that}`;
    },
    hint: ({ for: what }) =>
      what === 'lock'
        ? '释放锁、发出通知，或让所等的任务结束；各任务共用的数据要放进共享内存'
        : '在 join 之前发送消息、放入结束标记，或关闭另一端',
    also: () => '死锁',
    label: () => '对照这里的等待与应该结束它的语句',
  },
  'lock-kept': {
    message: ({ holder, seconds, waiting }) =>
      `${and(waiting)} 一直在等锁，而 ${holder} 一再休眠 ${s(seconds)}，不释放锁`,
    hint: ({ holder }) => `在 ${holder} 休眠之前释放锁，或让它等待条件变量：等待时会释放锁`,
    also: ({ holder }) => `${holder} 不释放锁`,
    label: ({ holder }) => `${holder} 在这里休眠，不释放锁`,
  },
  'never-ends': {
    message: ({ task, seconds, at: now, original }) => {
      const timer = seconds === undefined ? '它' : `${task ?? 'main'} 的定时器（${s(seconds)}）`;
      return `不会结束：到${at(now)}，${timer}仍在运行；原程序在${at(original)}结束`;
    },
    hint: () => '工作做完后，结束循环或清除定时器',
    also: () => '移植程序不会结束',
    label: () => '这里一直重复下去',
  },
  'busy-loop': {
    message: ({ lines }) =>
      lines === undefined
        ? '有一个循环不停地计算，其他事情都无法发生'
        : `有一个循环不停地打印：已有 ${lines} 行，其他事情都无法发生`,
    hint: () => 'await 循环所等的事件：没有 `await` 的循环使它无法发生',
    also: () => '有一个循环不会结束',
    label: () => '这个循环从不让出执行权',
  },
  'kept-alive': {
    message: ({ seconds }) =>
      seconds === undefined
        ? '打印最后一行之后，移植程序没有结束：有东西使它保持运行'
        : `打印最后一行之后，移植程序过了 ${exact(seconds)}才结束：有东西使它保持运行`,
    hint: () => '清除定时器，关闭服务器或通道，或调用 unref()',
    also: () => '有东西使移植程序保持运行',
    label: () => '这里使程序保持运行',
  },
  'wrong-exit-code': {
    message: ({ task, found, wanted }) =>
      task === 'main'
        ? `退出码为 ${found}；原程序的为 ${wanted}`
        : `${task} 的退出码为 ${found}；原程序的为 ${wanted}`,
    hint: ({ wanted }) =>
      `以退出码 ${wanted} 结束：process.exit(code) 和 process.exitCode 用的是数字`,
    also: ({ found }) => `退出码为 ${found}`,
    label: () => '在这里设置退出码',
  },
  killed: {
    message: ({ task, signal, lines, of }) =>
      lines === undefined
        ? `${task} 被 ${signal} 终止`
        : `${task} 打印了 ${of ?? lines} 行中的 ${lines} 行，然后被 ${signal} 终止`,
    hint: () => '让它自己结束；如果程序里没有发送这个信号的语句，就再运行一次',
    also: ({ task, signal }) => `${task} 被 ${signal} 终止`,
    label: () => '信号来自这里',
  },
  'process-left-behind': {
    message: ({ processes }) => `移植程序结束时，还有 ${processes} 个进程在运行`,
    hint: ({ isDone }) =>
      isDone
        ? '工作做完后，关闭使它保持运行的东西：服务器、定时器、通道'
        : '启动的每个进程都要 join 或结束',
    also: ({ processes }) => `留下 ${processes} 个进程`,
    label: ({ isDone }) => (isDone ? '这里使进程保持运行' : '没有任何地方等待这个进程'),
  },
  'exceeds-limit': {
    message: ({ what, detail }) => {
      const stopped = {
        memory: '移植程序不停地占用内存，已被停止',
        processes: '移植程序不停地启动任务，已被停止',
        output: '移植程序不停地打印，已被停止',
        time: '移植程序没有按时结束，已被停止',
        stopped: '移植程序被信号（SIGSTOP）暂停，没有什么使它继续',
        input: '移植程序在等程序之外的东西，已被停止',
        other: '移植程序已被停止',
      }[what];
      return detail === undefined ? stopped : `${stopped}：${detail}`;
    },
    hint: ({ what }) =>
      ({
        memory: '释放不再使用的内存，或提高限制：--limit memory=…',
        processes: '只在 `if (import.meta.main)` 里启动任务：子任务会重新运行这个文件',
        output: '让打印的循环结束',
        time: '让循环结束，或提高限制：--limit',
        stopped: '发送 SIGCONT，或不要暂停它',
        input: '提供它所等的东西，或关闭它监听的东西',
        other: '再运行一次',
      })[what],
    also: () => '移植程序已被停止',
    label: () => '在这里',
  },
  'original-fails': {
    message: ({ as }) => {
      const known: Record<string, string> = {
        deadlock: '发生死锁',
        killed: '被信号终止',
        'process-left-behind': '留下了进程',
        'kept-alive': '打印最后一行之后没有结束',
      };
      return `原程序${known[as] ?? '没有自己结束'}`;
    },
    hint: () => '改正原程序，或提供它所等的东西',
    also: () => '原程序失败',
    label: () => '',
  },
};
