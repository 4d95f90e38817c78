import { Command, CommanderError, Option } from 'commander';
import { DEFAULT_RUNS, DEFAULT_SEED } from '../app/defaults.ts';
import { LockstepError } from '../errors.ts';
import { CLOCKS, defaultClock } from '../schedule/clock.ts';
import { checkCommand } from './check.ts';
import { onEndSignal } from './end-signal.ts';
import { EXIT } from './exit-code.ts';
import { fileName, nonNegativeInteger, positiveInteger, secondsList, taskList } from './options.ts';
import { runCommand } from './run.ts';
import { verifyCommand } from './verify.ts';

/**
 * The `lockstep` command.
 *
 * @param args what follows the command's name
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  using end = onEndSignal();
  process.stdout.on('error', ignoreClosedPipe);
  let exitCode: number = EXIT.ok;
  const command = lockstep(end.signal, (code) => {
    exitCode = code;
  });
  try {
    await command.parseAsync(args, { from: 'user' });
    return end.signal.aborted ? EXIT.interrupted : exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof LockstepError)) throw error;
    console.error(`lockstep: ${error.message}`);
    return error.code === 'INTERRUPTED' ? EXIT.interrupted : EXIT.usage;
  }
}

/** `lockstep … | head` has read what it wants. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

const KNOWN_FAILURES_HELP = `A known failure is a line PAIR CHECK: REASON, where CHECK is output, timing, tasks or ending;
# begins a comment. It does not make the exit code 1. One that passes does, and is to be taken out;
a line about a pair that is not judged is an error of usage, exit code 2.
`;

const VERIFY_EXAMPLES = `Example:
  $ lockstep verify 02 --durations 7,6 --explore
  $ lockstep verify --junit lockstep.xml --known-failures known-failures.txt
`;

const CHECK_EXAMPLES = `Example:
  $ lockstep check 02 ts-ports/02_processes.ts
  $ lockstep check 02 my-port.ts --junit my-port.xml --known-failures my-port.known.txt
`;

function lockstep(signal: AbortSignal, exit: (code: number) => void): Command {
  const program = new Command('lockstep')
    .description(
      'Shows that a concurrent Python program and its TypeScript port are the same program.',
    )
    .exitOverride()
    .showHelpAfterError('(lockstep --help tells more)')
    .addHelpText(
      'after',
      '\nExit codes: 0 all conform, 1 some do not, 2 usage or environment, 3 inconclusive: none failed,\nbut something could not be judged.\n\nExample:\n  $ lockstep verify 02 03\n',
    );

  program
    .command('verify', { isDefault: true })
    .description('run originals and ports, and judge whether they are the same programs')
    .argument('[pair...]', 'number, name or both, as in 02, processes, 02_processes (default: all)')
    .addOption(clockOption())
    .addOption(seedOption())
    .addOption(durationsOption())
    .addOption(patienceOption())
    .addOption(jsonOption())
    .option('--explore', 'look for every order of the ports, too (virtual clock)')
    .addOption(runsOption())
    .addOption(junitOption())
    .addOption(knownFailuresOption())
    .addHelpText('after', `\n${KNOWN_FAILURES_HELP}\n${VERIFY_EXAMPLES}`)
    .action(async (pairs: string[], options) => exit(await verifyCommand(pairs, options, signal)));

  program
    .command('check')
    .description('judge a port of your own against the original of a pair')
    .argument('<pair>', 'number, name or both, as in 02, processes, 02_processes')
    .argument('<port>', 'a .ts, .mts, .js, .mjs or .cjs file')
    .option('--idiomatic', 'a port in Node’s own way: other tasks will do, and fewer orders')
    .option(
      '--sandbox',
      'the port sees no network, no other process and none of your files (Linux)',
    )
    .addOption(clockOption())
    .addOption(seedOption())
    .addOption(runsOption())
    .addOption(patienceOption())
    .addOption(jsonOption())
    .addOption(junitOption())
    .addOption(knownFailuresOption())
    .addHelpText(
      'after',
      '\nIt is tried with unequal draws, with all draws the least and the greatest, and (virtual clock)\nin many orders, until something is wrong. Exit code 1 where it does not conform, 3 where it could not be judged.\n\n' +
        `${KNOWN_FAILURES_HELP}\n${CHECK_EXAMPLES}`,
    )
    .action(async (pair: string, file: string, options) =>
      exit(await checkCommand(pair, file, options, signal)),
    );

  program
    .command('run')
    .description('run one program, in either language, and show its timeline')
    .argument('<program>', 'a .py, .ts or .js file')
    .argument('[args...]', 'arguments of the program, after --')
    .option('--stdin <file>', 'file that the program reads (default: your own input)', fileName)
    .option('--cwd <folder>', 'working folder of the program (default: yours)', fileName)
    .addOption(clockOption())
    .addOption(seedOption())
    .addOption(durationsOption())
    .addOption(replayOption())
    .addOption(patienceOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExit code 1 where the program fails, does not end by itself, or leaves a process behind; 3 where a\nlimit of time stopped it.\n\nExample:\n  $ lockstep run python-originals/03_threads.py --durations 7,6\n  $ lockstep run counts.py --stdin numbers.txt -- --from 3\n',
    )
    .action(async (file: string, args: string[], options, command: Command) => {
      const seeded = command.getOptionValueSource('seed') !== 'default';
      exit(await runCommand(file, args, { ...options, seeded }, signal));
    });

  return program;
}

const clockOption = () =>
  new Option('--clock <clock>', 'by which time passes')
    .choices([...CLOCKS])
    .default(
      defaultClock(process.platform),
      process.platform === 'linux' ? undefined : 'real: the virtual clock needs Linux',
    );

const seedOption = () =>
  new Option('--seed <n>', 'what the dice are thrown from')
    .argParser(nonNegativeInteger)
    .default(DEFAULT_SEED);

const durationsOption = () =>
  new Option(
    '--durations <seconds>',
    'what the program draws, in place of dice: one number a task, as in 7,6',
  ).argParser(secondsList);

const runsOption = () =>
  new Option('--runs <n>', 'most orders to try of each program; 0: one (virtual clock)')
    .argParser(nonNegativeInteger)
    .default(DEFAULT_RUNS);

const replayOption = () =>
  new Option(
    '--replay <tasks>',
    'which task goes on at each choice, as a report names it (virtual clock)',
  ).argParser(taskList);

const patienceOption = () =>
  new Option(
    '--patience <seconds>',
    'CPU seconds that a task may compute between two lines',
  ).argParser(positiveInteger);

const jsonOption = () => new Option('--json', 'print one JSON document, and nothing else');

const junitOption = () =>
  new Option('--junit <file>', 'write a report in the JUnit format to this file, too').argParser(
    fileName,
  );

const knownFailuresOption = () =>
  new Option('--known-failures <file>', 'what is known to fail, and must fail still').argParser(
    fileName,
  );
