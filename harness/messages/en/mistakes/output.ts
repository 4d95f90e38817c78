import type { OutputMistakes } from '../../evidence/output.ts';
import type { TimedLine } from '../../evidence/values.ts';

import type { MistakeCatalogue } from '../../mistakes.ts';
import { at, count, plain, quote, s, triedOf } from '../words.ts';

const times = ({ text, original, port }: TimedLine) =>
  `${quote(text)} comes at ${at(port)}; the original prints it at ${at(original)}`;

const PRINTED_HERE = () => 'printed here';

const DIFFERS = {
  words: '',
  punctuation: ' (punctuation)',
  'white space': ' (white space)',
  'carriage return': ' (carriage return, \\r)',
  'full stop': ' (full stop)',
} as const;

/** Mistakes that the check of output finds. */
export const output: MistakeCatalogue<OutputMistakes> = {
  'wrong-text': {
    message: ({ found, wanted, differs }) =>
      `prints ${quote(found)}; the original prints ${quote(wanted)}${DIFFERS[differs]}`,
    hint: ({ piece }) => {
      if (piece === undefined) return 'print the original’s text, character for character';
      if (piece.found === '') return `add ${quote(piece.wanted)}`;
      if (piece.wanted === '') return `remove ${quote(piece.found)}`;
      return `write ${quote(piece.wanted)} instead of ${quote(piece.found)}`;
    },
    also: ({ found }) => `another text: ${quote(found)}`,
    label: PRINTED_HERE,
  },
  'wrong-decimals': {
    message: ({ found, decimals, expected }) =>
      `prints ${quote(found)} with ${count(decimals, 'decimal')}; the original has ${expected}`,
    hint: ({ expected }) => `print the number with ${count(expected, 'decimal')}`,
    also: () => 'a number has other decimals',
    label: PRINTED_HERE,
  },
  'wrong-number': {
    message: ({ found, wanted, lacks }) => {
      const part =
        lacks === undefined ? '' : `: the ${plain(lacks.number)} of ${lacks.task} is missing`;
      return `prints ${quote(found)}; the original prints ${quote(wanted)}${part}`;
    },
    hint: ({ lacks }) =>
      lacks === undefined
        ? 'compare how the two programs compute this number'
        : 'add up the results of all tasks',
    also: ({ found }) => `another number: ${quote(found)}`,
    label: ({ lacks }) => (lacks === undefined ? 'printed here' : 'one result is left out here'),
  },
  'wrong-process-id': {
    message: ({ text, found, wanted }) =>
      `prints ${quote(text)} with the process id of ${found}; the original has that of ${wanted}`,
    hint: ({ own, found }) =>
      own
        ? 'print the parent’s id: getppid(), or process.ppid'
        : `print the id of the process meant, not that of ${found}`,
    also: () => 'another process id',
    label: PRINTED_HERE,
  },
  'wrong-stream': {
    message: ({ text, found, wanted }) =>
      `prints ${quote(text)} on ${found}; the original prints it on ${wanted}`,
    hint: ({ wanted }) =>
      wanted === 'stdout'
        ? 'print it with console.log() or print()'
        : 'print it with console.error()',
    also: ({ found }) => `a line on ${found}`,
    label: PRINTED_HERE,
  },
  'wrong-line-end': {
    message: ({ text, how, lines }) =>
      ({
        missing: `${quote(text)} has no line end; in the original it has one`,
        extra: `${quote(text)} has a line end; in the original it has none`,
        CRLF: `${quote(text)} ends with \\r\\n; in the original with \\n`,
        'two lines in one': `prints two lines of the original as one: ${quote(text)}`,
        'empty lines': `prints ${count(lines, 'empty line')} that the original does not print`,
        'invalid UTF-8': `${quote(text)} is not valid UTF-8; in the original it is`,
        'valid UTF-8': `${quote(text)} is valid UTF-8; in the original it is not`,
      })[how],
    hint: ({ how }) =>
      ({
        missing: 'end the line with \\n',
        extra: 'write it without a line end',
        CRLF: 'end lines with \\n alone',
        'two lines in one': 'end the first line with \\n',
        'empty lines': 'leave out the \\n: print() and console.log() end their line themselves',
        'invalid UTF-8': 'write text, or encode it as UTF-8',
        'valid UTF-8': 'write the original’s bytes',
      })[how],
    also: ({ how }) => (how === 'empty lines' ? 'empty lines' : 'another line end'),
    label: PRINTED_HERE,
  },
  'missing-lines': {
    message: ({ lines, first, task }) =>
      `${task} does not print ${lines === 1 ? '' : `${lines} lines, first `}${quote(first)}`,
    hint: () => 'print what the original prints',
    also: ({ lines }) => `${count(lines, 'line')} missing`,
    label: () => 'this line is not reached, or not often enough',
  },
  'stops-too-early': {
    message: ({ task, lines, first }) =>
      `${task} stops too early: ${count(lines, 'line')} missing, first ${quote(first)}`,
    hint: ({ task }) =>
      `let ${task} go on to its end: send it the end mark only after the last item`,
    also: ({ task }) => `${task} stops too early`,
    label: ({ task }) => `${task} stops because of this`,
  },
  'extra-lines': {
    message: ({ lines, first, stream }) => {
      const where = stream === 'stderr' ? ' on stderr' : '';
      return `prints ${count(lines, 'line')}${where} that the original does not print, first ${quote(first)}`;
    },
    hint: () => 'print only what the original prints',
    also: ({ lines }) => `${count(lines, 'extra line')}`,
    label: PRINTED_HERE,
  },
  'child-runs-on': {
    message: ({ task, first }) =>
      `${task} goes on with its parent’s work: it prints ${quote(first)}`,
    hint: () => 'end the child when its own work is done: process.exit() at the end of its branch',
    also: ({ task }) => `${task} goes on with its parent’s work`,
    label: () => 'the child goes on here',
  },
  'daemon-joined': {
    message: ({ task, seconds, first }) => {
      const proof =
        seconds === undefined
          ? ` and prints ${quote(first ?? '')}`
          : `, which sleeps ${s(seconds)}`;
      return `the port waits for ${task}${proof}; the original ends without it`;
    },
    hint: ({ task }) => `make ${task} a daemon (daemon: true), and do not join it`,
    also: ({ task }) => `${task} is waited for`,
    label: () => 'this keeps the program waiting',
  },
  'output-held-back': {
    message: (e) => {
      const parts = e.pieces === undefined ? '' : `, in ${count(e.pieces, 'piece')}`;
      return `${times(e)}${parts}`;
    },
    hint: () => 'print each line when it is due; collect nothing',
    also: () => 'output is held back',
    label: () => 'held back here',
  },
  'line-in-pieces': {
    message: ({ text, pieces, original, port }) =>
      `prints ${quote(text)} in ${count(pieces, 'piece')}, from ${at(port)} on; the original prints it at once, at ${at(original)}`,
    hint: () => 'write the line when all of it is there',
    also: () => 'a line in pieces',
    label: PRINTED_HERE,
  },
  'printed-too-early': {
    message: (e) => `${times(e)}${e.sleeper === undefined ? '' : `, when ${e.sleeper} has slept`}`,
    hint: ({ sleeper = 'the task' }) =>
      `wait for ${sleeper}, and await that, before you print or pass this on`,
    also: () => 'a line comes too early',
    label: ({ sleeper }) =>
      sleeper === undefined ? 'this comes too early' : `this comes before ${sleeper} has slept`,
  },
  'printed-too-late': {
    message: times,
    hint: () => 'print this before you wait for anything the original does not wait for',
    also: () => 'a line comes too late',
    label: () => 'printed only after a wait',
  },
  'sleep-not-awaited': {
    message: (e) => `a sleep is not awaited: ${times(e)}`,
    hint: () => 'await the sleep: without `await` the program goes on at once',
    also: () => 'a sleep is not awaited',
    label: () => 'nothing awaits this sleep',
  },
  'lines-out-of-order': {
    message: ({ first, second, apart, sameTask }) => {
      const order = sameTask
        ? 'the other way round'
        : `${quote(first)} ${at(apart)} after the other`;
      return `prints ${quote(first)} before ${quote(second)}; the original prints ${order}`;
    },
    hint: ({ second }) => `wait until ${quote(second)} is printed before you print the other`,
    also: ({ lines }) => `${count(lines, 'line')} out of order`,
    label: () => 'the order comes from here',
  },
  'tasks-swapped': {
    message: ({ task, other }) => `${task} does the work of ${other}, and ${other} that of ${task}`,
    hint: () => 'create and start the tasks in the order of the original',
    also: () => 'two tasks are swapped',
    label: () => 'started out of order',
  },
  'order-never-occurs': {
    message: ({ line, coverage }) =>
      `too strict: one order of the original never occurs; it parts at ${quote(line)} (${triedOf(coverage.port)})`,
    hint: () => 'wait for nothing that the original does not wait for',
    also: () => 'an order of the original never occurs',
    label: () => 'this waits for more than the original does',
  },
  'impossible-order': {
    message: ({ line, coverage }) =>
      `can print in an order impossible in the original; it parts at ${quote(line)} (${triedOf(coverage.original)})`,
    hint: ({ line }) => `wait for what the original waits for before you print ${quote(line)}`,
    also: () => 'an order that the original cannot have',
    label: (_, { related }) =>
      related === undefined
        ? 'this may come too early'
        : `nothing waits for this before line ${related}`,
  },
  'result-read-too-early': {
    message: ({ found, wanted }) =>
      `the result is read before it is there: prints ${quote(found)} instead of ${quote(wanted)}`,
    hint: () => 'read the result after you have joined the task that makes it',
    also: () => 'a result is read too early',
    label: () => 'read before the join',
  },
  'lost-update': {
    message: ({ found, wanted }) =>
      `an update is lost: prints ${quote(found)} instead of ${quote(wanted)}`,
    hint: () => 'hold the lock from the reading of the value until it is written',
    also: () => 'an update is lost',
    label: () => 'read and write the value under one lock',
  },
  'extra-lock': {
    message: ({ found, wanted }) =>
      `no update is lost: prints ${quote(found)}; the original prints ${quote(wanted)}`,
    hint: () => 'remove the lock, or the `await`, that the original does not have here',
    also: () => 'no update is lost',
    label: () => 'compare this lock with the original',
  },
  'not-shared': {
    message: ({ task, found, wanted }) => {
      if (found !== undefined) {
        return `each task has its own copy: prints ${quote(found)} instead of ${quote(wanted)}`;
      }
      return `${task ?? 'a task'} sees nothing of what the others write: it never prints ${quote(wanted)}`;
    },
    hint: () =>
      'tasks share no variables: use a SharedArrayBuffer, a queue or a pipe, and pass it to each task',
    also: () => 'tasks do not share their data',
    label: () => 'each task has its own copy',
  },
};
