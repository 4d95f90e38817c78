import { Command, CommanderError, Option } from 'commander';
import project from '../../package.json' with { type: 'json' };
import { DEFAULT_RUNS, DEFAULT_SEED } from '../app/defaults.ts';
import { CLOCKS, defaultClock } from '../clock/clock.ts';
import { NAMED_LIMITS } from '../limits.ts';
import { rejectIgnored } from './combinations.ts';
import { onEndSignal } from './end-signal.ts';
import { EXIT } from './exit-code.ts';
import { endOnUncaught, tellFailure } from './failure.ts';
import {
  addLimit,
  fileName,
  nonNegativeInteger,
  positiveInteger,
  secondsList,
  secondsNumber,
  taskList,
} from './options.ts';
import { ignoreClosed, print, requireSpace, writeWhole } from './print.ts';
import { rejectMisspeltVerb } from './spelling.ts';

/** What a process that is the command does first, and no test that calls `main`. */
export function onStart(): void {
  endOnUncaught(process.env);
  writeWhole(process.stdout);
}

/**
 * The `lockstep` command.
 *
 * @param args what follows the command's name
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  using end = onEndSignal();
  process.stdout.on('error', ignoreClosed);
  process.stderr.on('error', () => {});
  let exitCode: number = EXIT.ok;
  const told = { out: '', err: '' };
  const command = lockstep(end.signal, (code) => {
    exitCode = code;
  });
  for (const one of [command, ...command.commands]) {
    one.configureOutput({
      writeOut: (text) => {
        told.out += text;
      },
      writeErr: (text) => {
        told.err += text;
      },
    });
  }
  try {
    rejectMisspeltVerb(
      args[0],
      command.commands.map((one) => one.name()),
    );
    await command.parseAsync(args, { from: 'user' }).catch(async (error) => {
      if (!(error instanceof CommanderError)) throw error;
      await print(told.out);
      await print(told.err, process.stderr);
      exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    });
    return end.signal.aborted ? EXIT.interrupted : exitCode;
  } catch (error) {
    return tellFailure(error, process.env);
  }
}

const LIMITS_HELP = `Limits, each for every program:
${Object.entries(NAMED_LIMITS)
  .map(([name, { unit, what }]) => `  ${`${name}=${unit}`.padEnd(17)}${what}`)
  .join('\n')}
`;

const KNOWN_FAILURES_HELP = `An expected failure is a line PAIR CHECK: REASON in a file of your own,
where CHECK is output, timing, tasks or ending; # begins a comment.
It does not make the exit code 1. One that passes does: take its line out.
A line about a pair that is not judged is wrong usage, exit code 2.
`;

const VERIFY_EXAMPLES = `Example:
  $ lockstep verify 02 --durations 7,6 --explore
  $ lockstep verify --junit lockstep.xml --known-failures known-failures.txt
`;

const CHECK_EXAMPLES = `Example:
  $ lockstep check 02 ts-ports/02_processes.ts
  $ lockstep check 02 my-port.ts --junit my-port.xml --known-failures my-port.known.txt
`;

/** Each command loads what it needs, when it is asked for. */
function lockstep(signal: AbortSignal, exit: (code: number) => void): Command {
  const program = new Command('lockstep')
    .description(
      'Shows that a concurrent Python program and its TypeScript port are the same program.',
    )
    .exitOverride()
    .hook('preAction', (_, command) => {
      rejectIgnored(command);
      requireSpace();
    })
    .version(`lockstep ${project.version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('Run `lockstep --help` for details.')
    .addHelpText(
      'after',
      '\nExit codes: 0 all conform, 1 some do not, 2 usage or environment,\n3 inconclusive: none failed, but something could not be judged.\n\nExample:\n  $ lockstep verify 02 03\n',
    );

  program
    .command('verify', { isDefault: true })
    .description('judge ports of this project against their originals')
    .argument('[pair...]', 'as in 02, processes or 02_processes (default: all)')
    .addOption(clockOption())
    .addOption(seedOption())
    .addOption(durationsOption())
    .addOption(patienceOption())
    .addOption(limitOption())
    .addOption(jsonOption())
    .option('--explore', 'look for every order of the ports, too')
    .addOption(runsOption())
    .addOption(junitOption())
    .addOption(knownFailuresOption())
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `\n${LIMITS_HELP}\n${KNOWN_FAILURES_HELP}\n${VERIFY_EXAMPLES}`)
    .action(async (pairs: string[], options) => {
      const { verifyCommand } = await import('./verify.ts');
      exit(await verifyCommand(pairs, options, signal));
    });

  program
    .command('check')
    .description('judge a port of your own against an original')
    .argument('<pair>', 'as in 02, processes or 02_processes')
    .argument('<port>', 'a .ts, .mts, .js, .mjs or .cjs file')
    .option('--idiomatic', 'allow other tasks and fewer orders than the original')
    .option('--sandbox', 'hide your files, processes and the network (Linux)')
    .addOption(clockOption())
    .addOption(seedOption())
    .addOption(runsOption())
    .addOption(patienceOption())
    .addOption(limitOption())
    .addOption(jsonOption())
    .addOption(junitOption())
    .addOption(knownFailuresOption())
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      '\nThe port is tried with unequal draws, with the draws reversed, with all draws\nthe least and the greatest, and (virtual clock) in many orders, until something\nis wrong. Exit code 1 if it does not conform, 3 if it could not be judged.\n\n' +
        `${LIMITS_HELP}\n${KNOWN_FAILURES_HELP}\n${CHECK_EXAMPLES}`,
    )
    .action(async (pair: string, file: string, options) => {
      const { checkCommand } = await import('./check.ts');
      exit(await checkCommand(pair, file, options, signal));
    });

  program
    .command('run')
    .description('run one program and show its timeline')
    .argument('<program>', 'a .py, .ts or .js file')
    .argument('[args...]', 'arguments of the program, after --')
    .option('--stdin <file>', 'file that the program reads (default: your own input)', fileName)
    .option('--cwd <folder>', 'working folder of the program (default: yours)', fileName)
    .addOption(clockOption())
    .addOption(seedOption())
    .addOption(durationsOption())
    .addOption(replayOption())
    .addOption(patienceOption())
    .addOption(limitOption())
    .addOption(untilOption())
    .option('--raw', 'print control characters of the program as they are')
    .addOption(jsonOption())
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      `\n${LIMITS_HELP}` +
        '\nExit code 1 if the program fails, does not finish, or leaves a process behind;\n3 if a limit stopped it, or it waits for something from outside; 0 if --until\nstopped it. Without --until, the virtual clock stops a program that still wakes\nafter an hour and 1000 wakings. Ctrl-C prints what there is, exit code 130.\n\nExample:\n  $ lockstep run python-originals/03_threads.py --durations 7,6\n  $ lockstep run counts.py --stdin numbers.txt -- 3\n',
    )
    .action(async (file: string, args: string[], options, command: Command) => {
      const { runCommand } = await import('./run.ts');
      const seeded = command.getOptionValueSource('seed') !== 'default';
      exit(await runCommand(file, args, { ...options, seeded }, signal));
    });

  return program;
}

const clockOption = () =>
  new Option('--clock <clock>', 'clock to run on')
    .choices([...CLOCKS])
    .default(
      defaultClock(process.platform),
      process.platform === 'linux' ? undefined : 'real: the virtual clock needs Linux',
    );

const seedOption = () =>
  new Option('--seed <n>', 'random seed').argParser(nonNegativeInteger).default(DEFAULT_SEED);

const durationsOption = () =>
  new Option('--durations <seconds>', 'seconds that each task draws, as in 7,6').argParser(
    secondsList,
  );

const runsOption = () =>
  new Option('--runs <n>', 'most orders to try of each program; 0: only one')
    .argParser(nonNegativeInteger)
    .default(DEFAULT_RUNS);

const replayOption = () =>
  new Option('--replay <tasks>', 'tasks to let go on, as a report names them').argParser(taskList);

const patienceOption = () =>
  new Option('--patience <seconds>', 'CPU seconds to allow at least between two lines').argParser(
    positiveInteger,
  );

const limitOption = () =>
  new Option('--limit <name=value>', 'set a limit, as in cpu=600 (repeatable)').argParser(addLimit);

const untilOption = () =>
  new Option('--until <seconds>', 'time of the clock at which to stop the program').argParser(
    secondsNumber,
  );

const jsonOption = () => new Option('--json', 'print one JSON document and nothing else');

const junitOption = () =>
  new Option('--junit <file>', 'also write a JUnit report to this file').argParser(fileName);

const knownFailuresOption = () =>
  new Option('--known-failures <file>', 'file of expected failures').argParser(fileName);
