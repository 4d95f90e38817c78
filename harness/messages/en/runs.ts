import type { Awaited, Outsider, Unowned, UsedUp } from '../evidence/waits.ts';
import { count, s } from './words.ts';

const AWAITED: Record<Awaited, string> = {
  lock: 'a lock',
  'lock, join or wait': 'a lock, a join or a wait',
  input: 'something to read',
  room: 'room to write',
  child: 'a child process to end',
  'input or output': 'input or output',
  events: 'events',
  time: 'a time',
  signal: 'a signal',
  semaphore: 'a semaphore',
  connection: 'a connection',
  message: 'a message',
  'file lock': 'a file lock',
  fifo: 'the other end of a FIFO',
};

const OUTSIDERS: Record<Outsider, string> = {
  connection: 'a connection',
  answer: 'an answer',
  message: 'a message',
  change: 'a change of a file',
  signal: 'a signal',
};

const HANGS = 'the machine was too slow, or the program hangs';

const at = (place: string | undefined) => (place === undefined ? '' : ` at ${place}`);
const seconds = (number: number) => `${number.toFixed(2)} s`;
const more = (limit: string, unit: string) => `(--limit ${limit}=${unit} allows more)`;

/** What a run shows beside its events: who waits for what, why it was stopped, what was not owned. */
export const runs = {
  waitsFor: (who: string, what: Awaited, call: string) =>
    `${who} waits for ${AWAITED[what]} (${call})`,
  waitsInCall: (who: string, number: string) => `${who} waits in system call ${number}`,
  waitsForPeer: (who: string, peer: string) => `${who} waits for ${peer}, outside the program`,
  waitsOutside: (who: string, what: Outsider, call: string, place: string | undefined) =>
    `${who} waits for ${OUTSIDERS[what]} (${call}${at(place)})`,
  inRealTime: (wait: string, place: string | undefined) => `${wait}${at(place)}, in real time`,
  processStopped: (pid: number) =>
    `process ${pid} was stopped by a signal, and nothing is left to continue it`,
  isStopped: (who: string) => `${who} is stopped: only a signal (SIGCONT) continues it`,

  /** @param used CPU seconds */
  spins: (who: string, used: number) =>
    `${who} used more than ${used.toFixed(0)} s of CPU time without a line, a sleep or a wait ${more('cpu', 'SECONDS')}`,
  spinsBeside: (who: string, other: string, waiting: string, spins: string) =>
    `${who} spins while ${other} ${waiting}: ${spins}; if it waits for ${other}, let it join or sleep`,
  waitsToPrint: () => 'waits to print',
  waitsToStart: () => 'waits to start',
  waitsUntil: (time: number) => `waits until ${seconds(time)}`,
  sleepsUntil: (time: number) => `sleeps until ${seconds(time)}`,
  computes: (used: number) =>
    `it used more than ${used.toFixed(0)} s of CPU time without a rest ${more('cpu', 'SECONDS')}`,
  sleepsOn: (limit: number) =>
    `all of it slept for ${s(limit)} of real time ${more('asleep', 'SECONDS')}`,
  stalls: (limit: number) =>
    `nothing moved for ${s(limit)} of real time: ${HANGS} ${more('asleep', 'SECONDS')}`,
  takesTooLong: (limit: number) =>
    `it did not end in ${s(limit)} of real time: ${HANGS} ${more('wall', 'SECONDS')}`,
  until: (time: number) =>
    `stopped at ${seconds(time)}, as --until says; a larger number lets it go on`,
  wakesOn: (wakings: number, time: number) =>
    `it woke ${count(wakings, 'time')} in ${seconds(time)} of its time; \`lockstep run --until SECONDS\` sets another limit`,
  endlessInstant: (most: number, time: number) =>
    `more than ${most} lines, starts and wakings at ${s(time)} ${more('instant', 'N')}`,
  polls: (who: string, polls: number) =>
    `${who} read a clock, yielded or looked for something ${count(polls, 'time')} in a row, and did nothing else ${more('polls', 'N')}`,
  overtime: (time: number, limit: number) =>
    `it took ${seconds(time)} of its time; the limit is ${seconds(limit)} ${more('time', 'SECONDS')}`,
  tooDeep: (who: string, generations: number, limit: number) =>
    `${who} is ${count(generations, 'generation')} below main; the limit is ${limit} ${more('generations', 'N')}`,
  noSuchChoice: (number: number, available: readonly string[]) =>
    `choice ${number} of the schedule is not available; available: ${available.join(', ')}`,
  unusedChoices: (choices: number, unused: readonly string[]) =>
    `the program had ${count(choices, 'choice')}; --replay names more: ${unused.join(',')}`,
  tooMuchOutput: (most: number, what: 'lines' | 'bytes') =>
    `more than ${most} ${what} ${more(what, 'N')}`,
  tooManyProcesses: (found: number, limit: number) =>
    `${count(found, 'process', 'processes')}; the limit is ${limit} ${more('processes', 'N')}`,
  /** @param found in megabytes, as the limit */
  tooMuchMemory: (found: number, limit: number) =>
    `${found} MB; the limit is ${limit} MB ${more('memory', 'BYTES')}`,
  usedUp: (what: UsedUp, most: number) =>
    ({
      messages: `it sent Lockstep more than ${most} messages`,
      bytes: `it sent Lockstep more than ${most} bytes of messages`,
      tasks: `it has more than ${most} processes and threads`,
    })[what],

  /** Left behind: what lives for less than a look at it. */
  fleetingProcesses: () => 'processes that start others and end, over and over',
  processes: (command: string, processes: number) => `${command} (${processes} processes)`,

  badMessages: (messages: number, first: string) =>
    `it sent Lockstep ${count(messages, 'invalid message')}, first “${first}”`,
  folderRemoved: () => 'it removed the folder through which Lockstep observes it',
  filesRemoved: (files: readonly string[]) =>
    `it removed files through which Lockstep observes it: ${files.join(', ')}`,
  foreignProgram: (task: string, command: string, place: string | undefined) =>
    `${task} is a foreign program: ${command}${place === undefined ? '' : ` (${place})`}`,
  lineUnobserved: (line: string) => `a line bypassed the observer: “${line}”`,
  unowned: (who: string, what: Unowned, place: string | undefined) =>
    `${who} ${
      {
        'sets file time': `gives a file a time of the virtual clock${at(place)}: files have the time of the machine`,
        'reads file time': `reads when a file was used or changed${at(place)}: files have the time of the machine`,
        'waits in unknown memory':
          'waits in shared memory whose address is unknown (libuv’s threads are all busy): a notification may not reach it',
      }[what]
    }`,
  sentSignal: (who: string, by: string, place: string | undefined) =>
    `${who} is sent a signal by ${by}${at(place)}, in real time`,
  readsClosedInput: (who: string, place: string | undefined) =>
    `${who} reads its standard input${at(place)}, which is closed here`,

  /** What took time at an instant; `taken`: in all, in seconds. */
  pacedGates: (from: number, gates: number, taken: number, bound: number) =>
    `from ${from.toFixed(3)} s on, each ${gates} lines, starts and wakings took 1 ms, ${taken.toFixed(3)} s in all: there were more than ${bound} at one instant`,
  pacedWork: (task: string, taken: number) =>
    `${task} took locks or passed messages on without a pause: what was beyond the bound took ${taken.toFixed(3)} s`,
};
