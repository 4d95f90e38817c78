/** The help of the command. A description fits in 60 characters, an example stays as it is typed. */
export const help = {
  usage: 'Usage:',
  arguments: 'Arguments:',
  options: 'Options:',
  commands: 'Commands:',
  examples: 'Examples:',
  /** These two follow a description: with a space where the language has one. */
  default: (value: string) => ` (default: ${value})`,
  choices: (values: readonly string[]) => ` (choices: ${values.join(', ')})`,
  more: 'Run `lockstep --help` for details.',

  lockstep: 'Shows that a concurrent Python program and its TypeScript port are the same program.',
  exitCodes: `Exit codes: 0 all conform, 1 some do not, 2 usage or environment,
3 inconclusive: none failed, but something could not be judged.`,
  help: 'print this help',
  helpOf: 'print the help of a command',
  version: 'print the version',

  verify: 'judge ports of this project against their originals',
  check: 'judge a port of your own against an original',
  run: 'run one program and show its timeline',
  explain: 'explain a mistake by its id, or list all mistakes',

  pairs: 'as in 02, processes or 02_processes (default: all)',
  pair: 'as in 02, processes or 02_processes',
  port: 'a .ts, .mts, .js, .mjs or .cjs file',
  program: 'a .py, .ts or .js file',
  args: 'arguments of the program, after --',
  id: 'as in error[ID] (default: the list)',

  clock: 'clock to run on',
  realClock: 'real: the virtual clock needs Linux',
  seed: 'random seed',
  durations: 'seconds that each task draws, as in 7,6',
  runs: 'most orders to try of each program; 0: only one',
  explore: 'also look for every order of the ports',
  idiomatic: 'allow other tasks and fewer orders than the original',
  sandbox: 'hide your files, processes and the network (Linux)',
  stdin: 'file that the program reads (default: your own input)',
  cwd: 'working folder of the program (default: yours)',
  replay: 'tasks to let go on, as a report names them',
  patience: 'CPU seconds to allow at least between two lines',
  limit: 'set a limit, as in cpu=600 (repeatable)',
  until: 'time of the clock at which to stop the program',
  raw: 'print control characters of the program as they are',
  verbose: 'show all four checks with their evidence',
  json: 'print one JSON document and nothing else',
  junit: 'also write a JUnit report to this file',
  knownFailures: 'file of expected failures',
  lang: 'language to print (default: that of your locale)',

  limits: 'Limits, each for every program:',
  limitOf: {
    cpu: 'CPU time of a thread between two lines, sleeps or waits',
    asleep: 'real time in which nothing moves',
    wall: 'real time of a whole run',
    time: 'virtual time of a whole run',
    generations: 'generations of tasks below main',
    lines: 'lines of output',
    bytes: 'bytes of output',
    instant: 'lines, starts and wakings at one virtual instant',
    polls: 'polls of a clock or an event in a row',
    processes: 'processes at a time',
    memory: 'memory of all processes together',
  },
  expectedFailures: `An expected failure is a line PAIR CHECK: REASON in a file of your own,
where CHECK is output, timing, tasks or ending; # begins a comment.
It does not make the exit code 1. One that passes does: remove its line.
A line about a pair that is not judged is wrong usage, exit code 2.`,
  aboutCheck: `The port is tried with unequal draws, with the draws reversed, with all draws
the least and the greatest, and (virtual clock) in many orders, until something
is wrong. Exit code 1 if it does not conform, 3 if it could not be judged.`,
  aboutRun: `Exit code 1 if the program fails, does not finish, or leaves a process behind;
3 if a limit stopped it, or it waits for something from outside; 0 if --until
stopped it. Without --until, the virtual clock stops a program that still wakes
after an hour and 1000 wakings. Ctrl-C prints what there is, exit code 130.`,
};
