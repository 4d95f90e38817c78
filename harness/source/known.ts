import type { CallKind } from './find.ts';

/** What a function or method from outside the port does. */
export interface Known {
  kinds: readonly CallKind[];
  /** The class of what it returns. */
  gives?: string;
  /** It returns a promise (of `gives`). */
  promise?: true;
  /** It blocks its thread until it is done. */
  blocks?: true;
  /** It returns a list or an iterator (of `gives`). */
  list?: true;
}

const PROMISED = { promise: true } as const;
const BLOCKING = { blocks: true } as const;
const PRINT: Known = { kinds: ['print'] };
const DRAW: Known = { kinds: ['draw'] };
const CLOCK: Known = { kinds: ['clock'] };
const CHILD: Known = { kinds: ['start'], gives: 'ChildProcess' };
const SLEEP: Known = { kinds: ['sleep'], ...PROMISED };
const ALL: Known = { kinds: ['join', 'promise'], ...PROMISED, list: true };

/** By module and export of `ts-ports/python/` (`python:…`) and of Node; globals by their name. */
const FUNCTIONS: Readonly<Record<string, Known>> = {
  'python:builtins.print': PRINT,
  'python:builtins.writeAll': PRINT,
  'python:time.time': CLOCK,
  'python:time.sleep': { kinds: ['sleep'], ...BLOCKING },
  'python:os.fork': { kinds: ['start'], gives: 'pid' },
  'python:os.waitpid': { kinds: ['join'], ...PROMISED },
  'python:os._exit': { kinds: ['exit'] },
  'python:asyncio.sleep': SLEEP,
  'python:asyncio.gather': ALL,
  'python:asyncio.waitFor': { kinds: ['join', 'timer'], ...PROMISED },
  'python:asyncio.run': { kinds: ['join', 'promise'], ...PROMISED },
  'python:concurrent/futures.asCompleted': { kinds: ['join'], gives: 'Future', list: true },
  'python:multiprocessing/connection.Pipe': { kinds: [], gives: 'Connection', list: true },
  'node:child_process.fork': CHILD,
  'node:child_process.spawn': CHILD,
  'node:child_process.exec': CHILD,
  'node:child_process.execFile': CHILD,
  'node:child_process.spawnSync': { kinds: ['start', 'join'], ...BLOCKING },
  'node:child_process.execSync': { kinds: ['start', 'join'], ...BLOCKING },
  'node:child_process.execFileSync': { kinds: ['start', 'join'], ...BLOCKING },
  'promisified node:child_process.exec': { kinds: ['start', 'join'], ...PROMISED },
  'promisified node:child_process.execFile': { kinds: ['start', 'join'], ...PROMISED },
  'promisified node:timers.setTimeout': SLEEP,
  'node:cluster.fork': CHILD,
  'node:timers/promises.setTimeout': SLEEP,
  'node:timers/promises.scheduler.wait': SLEEP,
  'node:timers/promises.setImmediate': { kinds: ['loop'], ...PROMISED },
  'node:timers/promises.setInterval': { kinds: ['timer'], list: true },
  'node:fs.writeSync': PRINT,
  'node:crypto.randomInt': DRAW,
  'node:net.createServer': { kinds: [], gives: 'Server' },
  'node:http.createServer': { kinds: [], gives: 'Server' },
  'node:events.on': { kinds: ['message'], list: true },
  'console.log': PRINT,
  'console.info': PRINT,
  'console.error': PRINT,
  'console.warn': PRINT,
  'console.debug': PRINT,
  'process.stdout.write': PRINT,
  'process.stderr.write': PRINT,
  'process.emitWarning': PRINT,
  'process.hrtime': CLOCK,
  'process.hrtime.bigint': CLOCK,
  'process.uptime': CLOCK,
  'Date.now': CLOCK,
  'performance.now': CLOCK,
  'Math.random': DRAW,
  'process.exit': { kinds: ['exit'] },
  'process.kill': { kinds: ['exit'] },
  'process.abort': { kinds: ['exit'] },
  'process.send': { kinds: ['message'] },
  'node:timers.setTimeout': { kinds: ['timer'], gives: 'Timeout' },
  'node:timers.setInterval': { kinds: ['timer'], gives: 'Interval' },
  'node:timers.setImmediate': { kinds: ['loop'] },
  'process.nextTick': { kinds: ['loop'] },
  'Promise.all': ALL,
  'Promise.allSettled': ALL,
  'Promise.race': { kinds: ['join', 'promise'], ...PROMISED },
  'Promise.any': { kinds: ['join', 'promise'], ...PROMISED },
  'Atomics.wait': { kinds: ['sleep', 'lock', 'message'], ...BLOCKING },
  'Atomics.waitAsync': { kinds: ['lock', 'message'] },
  'Atomics.notify': { kinds: ['lock', 'message'] },
  'navigator.locks.request': { kinds: ['lock'], ...PROMISED },
  'AbortSignal.timeout': { kinds: ['timer'] },
};

/** What a function does, by its name in the table. */
export function knownFunction(key: string): Known | undefined {
  if (Object.hasOwn(FUNCTIONS, key)) return FUNCTIONS[key];
  if (key.startsWith('python:random.')) return DRAW;
  const isPromised = key.startsWith('node:') && key.includes('/promises.');
  return isPromised ? { kinds: [], ...PROMISED } : undefined;
}

/** What `new` of a class does. */
export const CLASSES: Readonly<Record<string, readonly CallKind[]>> = {
  Process: ['create'],
  Thread: ['create'],
  Timer: ['create', 'timer'],
  Worker: ['create', 'start'],
  Pool: ['create', 'pool'],
  ThreadPoolExecutor: ['create', 'pool'],
  ProcessPoolExecutor: ['create', 'pool'],
  Lock: ['lock'],
  Date: ['clock'],
};

const MESSAGE: Known = { kinds: ['message'] };
/** It may have a limit in seconds. */
const TIMED_WAIT: Known = { kinds: ['message', 'timer'], ...BLOCKING };
const AWAITED_MESSAGE: Known = { kinds: ['message'], ...PROMISED };
const LOCK: Known = { kinds: ['lock', 'message'] };
const EXIT: Known = { kinds: ['exit'] };
const JOIN: Known = { kinds: ['join'], ...PROMISED };
const TASK = { start: { kinds: ['start'] }, join: JOIN, terminate: EXIT, kill: EXIT } as const;
const EXECUTOR: Record<string, Known> = {
  submit: { kinds: ['start', 'pool'], gives: 'Future' },
  map: { kinds: ['start', 'join', 'pool'], ...PROMISED, list: true },
  shutdown: JOIN,
};
const CHILDS: Record<string, Known> = {
  send: MESSAGE,
  postMessage: MESSAGE,
  disconnect: MESSAGE,
  kill: EXIT,
  terminate: { ...EXIT, ...PROMISED },
};

/** What the methods of a class do, by the name of the class. */
export const METHODS: Readonly<Record<string, Readonly<Record<string, Known>>>> = {
  Process: TASK,
  Thread: TASK,
  Timer: { ...TASK, cancel: { kinds: ['timer'] } },
  Pool: {
    apply: { kinds: ['start', 'join', 'pool'], ...PROMISED },
    applyAsync: { kinds: ['start', 'pool'], gives: 'AsyncResult' },
    map: { kinds: ['start', 'join', 'pool'], ...PROMISED, list: true },
    mapAsync: { kinds: ['start', 'pool'], gives: 'AsyncResult' },
    join: JOIN,
  },
  AsyncResult: { get: JOIN, wait: JOIN },
  ThreadPoolExecutor: EXECUTOR,
  ProcessPoolExecutor: EXECUTOR,
  Future: { result: JOIN },
  Lock: { acquire: LOCK, release: LOCK },
  Event: { set: MESSAGE, clear: MESSAGE, wait: TIMED_WAIT },
  Condition: {
    acquire: LOCK,
    release: LOCK,
    wait: TIMED_WAIT,
    waitFor: TIMED_WAIT,
    notify: MESSAGE,
    notifyAll: MESSAGE,
  },
  Queue: { put: MESSAGE, get: AWAITED_MESSAGE },
  AsyncQueue: { put: AWAITED_MESSAGE, get: AWAITED_MESSAGE },
  Connection: { send: MESSAGE, recv: AWAITED_MESSAGE, close: MESSAGE },
  ChildProcess: CHILDS,
  Worker: CHILDS,
  Server: { listen: { kinds: ['timer'], gives: 'Server' } },
};

/** What a method of an unknown object is assumed to do. */
export const METHODS_OF_ANYTHING: Readonly<Record<string, Known>> = {
  start: { kinds: ['start'] },
  submit: { kinds: ['start', 'pool'] },
  applyAsync: { kinds: ['start', 'pool'] },
  postMessage: MESSAGE,
  acquire: LOCK,
  release: LOCK,
  listen: { kinds: ['timer'] },
  result: JOIN,
};
