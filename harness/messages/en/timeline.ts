import { count, s } from './words.ts';

const KIND = { process: 'process', thread: 'thread', unknown: 'task' };
type Kind = keyof typeof KIND;

/** The timeline of `run`: what each event is called, how a program ended, and what else is seen. */
export const timeline = {
  ownDraws: 'random numbers of its own',
  starts: (kind: Kind) => `${KIND[kind]} starts`,
  ends: (kind: Kind, code: number | null) =>
    `${KIND[kind]} ends${code === null ? '' : `, exit code ${code}`}`,
  killed: (kind: Kind, signal: string) => `${KIND[kind]} is killed by ${signal}`,
  stopped: 'process is stopped',
  sleeps: (seconds: number) => `sleeps ${s(seconds)}`,
  wakes: 'wakes',
  waits: (seconds: number) => `waits at most ${s(seconds)}`,
  timedOut: 'wait timed out',
  resumes: 'got what it waited for',
  flaws: {
    'no line end': 'no line end',
    'carriage return': 'carriage return',
    'invalid UTF-8': 'invalid UTF-8',
  },
  asleep: 'asleep',
  moreRows: (rows: number, from: number, to: number) =>
    `… ${count(rows, 'more row')}, ${from.toFixed(3)} s to ${to.toFixed(3)} s (all with --json)`,
  moreTasks: (tasks: number) => `… ${count(tasks, 'more task')} (all with --json)`,

  after: (ending: string, seconds: number) => `${ending} after ${seconds.toFixed(2)} s`,
  exited: (code: number | null) => `exit code ${code}`,
  killedBy: (signal: string | null) => `was killed by ${signal}`,
  endings: {
    'timed out': 'did not finish and was stopped',
    stalled: 'was stopped: the machine was too slow, or the program hangs',
    'too much output': 'printed without end and was stopped',
    'too many processes': 'started processes without end and was stopped',
    'too much memory': 'took memory without end and was stopped',
    'too much time': 'never ends: it wakes again and again, and was stopped',
    stopped: 'was stopped by a signal (SIGSTOP), and nothing continues it',
    deadlock: 'is in a deadlock: nothing in it can go on',
    spinning: 'computes without end and was stopped',
    'endless instant': 'goes on without end while its clock stands still, and was stopped',
    nondeterministic: 'does not repeat itself',
    until: 'was stopped at the time limit',
    endless: 'wakes again and again without end, and was stopped',
    idle: 'waits for something from outside, and was stopped',
    interrupted: 'was interrupted',
  },
  busy: 'busy: ',
  uncontrolled: 'uncontrolled: ',
  leftBehind: (command: string, processes: number) =>
    `left behind: ${command}${processes === 1 ? '' : ` (${processes} processes)`}`,
};
