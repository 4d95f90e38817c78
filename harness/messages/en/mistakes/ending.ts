import type { EndingMistakes } from '../../evidence/ending.ts';
import type { MistakeCatalogue } from '../../mistakes.ts';
import { and, at, count, s } from '../words.ts';

/** Mistakes that the check of the ending finds. */
export const ending: MistakeCatalogue<EndingMistakes> = {
  'does-not-load': {
    message: ({ error }) => `the port does not load: ${error}`,
    hint: ({ why }) =>
      ({
        syntax: 'mend the syntax: Node cannot read the file',
        types:
          'write it in JavaScript: Node strips types and compiles nothing (no enum, no namespace)',
        module: 'write the whole name of the file, with its .ts; install a package',
        export: 'import what that file exports, and a type by `import type`',
        CommonJS: 'use import and import.meta instead of require and __filename ("type": "module")',
        node_modules: 'move the file out of node_modules: Node strips no types there',
        other: 'mend this first: Node cannot load the file',
      })[why],
    also: () => 'the port does not load',
    label: () => 'here',
  },
  'uncaught-error': {
    message: ({ task, error, afterLines }) =>
      `${task} fails with an uncaught error${afterLines ? ' after its last line' : ''}: ${error}`,
    hint: ({ afterLines }) =>
      afterLines
        ? 'catch it where it is thrown; await or catch every promise'
        : 'mend what the error says, or catch it where the original does',
    also: ({ task }) => `${task} fails`,
    label: () => 'the error comes from here',
  },
  'never-resolves': {
    message: ({ task }) => `${task} ends while a top-level \`await\` still waits`,
    hint: () => 'resolve the promise that it waits for: nothing is left that could',
    also: () => 'a top-level `await` never ends',
    label: () => 'this never ends',
  },
  deadlock: {
    message: ({ waiting, for: what }) => {
      if (waiting.length === 0) return 'nothing in the program can go on';
      const wait = waiting.length === 1 ? 'waits' : 'wait';
      const that = {
        lock: 'a release, a notification or an end that never comes',
        message: 'a message, a close or an end that never comes',
        unknown: 'something that never happens',
      }[what];
      return `${and(waiting)} ${wait} for ${that}`;
    },
    hint: ({ for: what }) =>
      what === 'lock'
        ? 'release, notify or end what is waited for, and keep in shared memory what all tasks see'
        : 'send the message, put the end mark, or close the other end, before you join',
    also: () => 'deadlock',
    label: () => 'compare this wait with what should end it',
  },
  'lock-kept': {
    message: ({ holder, seconds, waiting }) =>
      `${and(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'} for a lock without end, while ${holder} sleeps ${s(seconds)} again and again`,
    hint: ({ holder }) =>
      `release the lock before ${holder} sleeps, or let it wait on the condition, which releases it`,
    also: ({ holder }) => `${holder} keeps the lock`,
    label: ({ holder }) => `${holder} sleeps here and keeps the lock`,
  },
  'never-ends': {
    message: ({ task, seconds, at: now, original }) => {
      const timer = seconds === undefined ? 'it' : `a timer of ${task ?? 'main'} (${s(seconds)})`;
      return `${timer} still ticks at ${at(now)}; the original ended at ${at(original)}`;
    },
    hint: () => 'end the loop, or clear the timer, when its work is done',
    also: () => 'the port never ends',
    label: () => 'this goes on and on',
  },
  'busy-loop': {
    message: ({ lines }) =>
      lines === undefined
        ? 'a loop computes without end and lets nothing else happen'
        : `a loop prints without end: ${lines} lines so far, and nothing else can happen`,
    hint: () =>
      'await the event that the loop asks for: a loop without `await` keeps it from coming',
    also: () => 'a loop without end',
    label: () => 'this loop never lets go',
  },
  'kept-alive': {
    message: ({ seconds }) =>
      seconds === undefined
        ? 'the port does not end after its last line: something keeps it alive'
        : `the port ends ${at(seconds)} after its last line: something keeps it alive`,
    hint: () => 'clear the timer, close the server or the channel, or unref() it',
    also: () => 'something keeps the port alive',
    label: () => 'this keeps the program alive',
  },
  'wrong-exit-code': {
    message: ({ task, found, wanted }) =>
      task === 'main'
        ? `exit code ${found}; the original has ${wanted}`
        : `${task} ends with exit code ${found}; in the original with ${wanted}`,
    hint: ({ wanted }) =>
      `end with exit code ${wanted}: process.exit(code) and process.exitCode take a number`,
    also: ({ found }) => `exit code ${found}`,
    label: () => 'the exit code is set here',
  },
  killed: {
    message: ({ task, signal, lines, of }) =>
      lines === undefined
        ? `${task} is killed by ${signal}`
        : `${task} is killed by ${signal} after ${lines} of its ${count(of ?? lines, 'line')}`,
    hint: () => 'let it end by itself; if nothing in the program sends the signal, run it again',
    also: ({ task, signal }) => `${task} is killed by ${signal}`,
    label: () => 'the signal comes from here',
  },
  'process-left-behind': {
    message: ({ processes }) =>
      `${count(processes, 'process', 'processes')} still ran when the port had ended`,
    hint: ({ isDone }) =>
      isDone
        ? 'close what keeps it alive when its work is done: a server, a timer, a channel'
        : 'join, or end, every process that you start',
    also: ({ processes }) => `${count(processes, 'process', 'processes')} left behind`,
    label: ({ isDone }) =>
      isDone ? 'this keeps the process alive' : 'nothing waits for this process',
  },
  'exceeds-limit': {
    message: ({ what, detail }) => {
      const stopped = {
        memory: 'the port takes memory without end and was stopped',
        processes: 'the port starts tasks without end and was stopped',
        output: 'the port prints without end and was stopped',
        time: 'the port did not end in time and was stopped',
        stopped: 'the port was stopped by a signal (SIGSTOP), and nothing continues it',
        input: 'the port waits for something from outside and was stopped',
        other: 'the port was stopped',
      }[what];
      return detail === undefined ? stopped : `${stopped}: ${detail}`;
    },
    hint: ({ what }) =>
      ({
        memory: 'free what is no longer used, or raise the limit: --limit memory=…',
        processes: 'start tasks only under `if (import.meta.main)`: a child runs the file again',
        output: 'end the loop that prints',
        time: 'end the loop, or raise the limit: --limit',
        stopped: 'send SIGCONT, or do not stop it',
        input: 'give it what it waits for, or close what it listens to',
        other: 'run it again',
      })[what],
    also: () => 'the port was stopped',
    label: () => 'here',
  },
  'original-fails': {
    message: ({ as }) => {
      const known: Record<string, string> = {
        deadlock: 'is in a deadlock',
        killed: 'is killed by a signal',
        'process-left-behind': 'leaves processes behind',
        'kept-alive': 'stays alive after its last line',
      };
      return `the original ${known[as] ?? 'does not end by itself'}`;
    },
    hint: () => 'mend the original, or give it what it waits for',
    also: () => 'the original fails',
    label: () => '',
  },
};
