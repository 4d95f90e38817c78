import { Command } from 'commander';
import project from '../../package.json' with { type: 'json' };
import { rejectIgnored } from './combinations.ts';
import type { Context } from './context.ts';
import { afterHelp, helpIn } from './help.ts';
import { optionsIn } from './option-list.ts';
import { fileName, telling } from './options.ts';
import { requireSpace } from './print.ts';

/** The command line. Each command loads what it needs, when it is asked for. */
export function lockstep(context: Context, exit: (code: number) => void): Command {
  const { messages } = context;
  const { help, commandLine } = messages;
  const options = optionsIn(messages);
  const file = telling(commandLine, fileName);
  const after = afterHelp(help);
  // The program takes an option of its own wherever it stands.
  const contextOf = (command: Command) => ({
    ...context,
    given: [command, program].flatMap((one) => givenTo.get(one) ?? []),
  });

  const program = new Command('lockstep')
    .configureHelp(helpIn(help))
    .description(help.lockstep)
    .exitOverride()
    .hook('preAction', (_, command) => {
      rejectIgnored(command);
      requireSpace();
    })
    .version(`lockstep ${project.version}`, '-V, --version', help.version)
    .addOption(options.lang())
    .helpOption('-h, --help', help.help)
    .helpCommand('help [command]', help.helpOf)
    .showHelpAfterError(help.more)
    .addHelpText('after', after.lockstep);

  program
    .command('verify', { isDefault: true })
    .description(help.verify)
    .argument('[pair...]', help.pairs)
    .addOption(options.clock())
    .addOption(options.seed())
    .addOption(options.durations())
    .addOption(options.patience())
    .addOption(options.limit())
    .option('--explore', help.explore)
    .addOption(options.runs())
    .addOption(options.verbose())
    .addOption(options.json())
    .addOption(options.junit())
    .addOption(options.knownFailures())
    .addHelpText('after', after.verify)
    .action(async (pairs: string[], options, command: Command) => {
      const { verifyCommand } = await import('./verify-command.ts');
      exit(await verifyCommand(pairs, options, contextOf(command)));
    });

  program
    .command('check')
    .description(help.check)
    .argument('<pair>', help.pair)
    .argument('<port>', help.port)
    .option('--idiomatic', help.idiomatic)
    .option('--sandbox', help.sandbox)
    .addOption(options.clock())
    .addOption(options.seed())
    .addOption(options.runs())
    .addOption(options.patience())
    .addOption(options.limit())
    .addOption(options.verbose())
    .addOption(options.json())
    .addOption(options.junit())
    .addOption(options.knownFailures())
    .addHelpText('after', after.check)
    .action(async (pair: string, file: string, options, command: Command) => {
      const { checkCommand } = await import('./check-command.ts');
      exit(await checkCommand(pair, file, options, contextOf(command)));
    });

  program
    .command('run')
    .description(help.run)
    .argument('<program>', help.program)
    .argument('[args...]', help.args)
    .option('--stdin <file>', help.stdin, file)
    .option('--cwd <folder>', help.cwd, file)
    .addOption(options.clock())
    .addOption(options.seed())
    .addOption(options.durations())
    .addOption(options.replay())
    .addOption(options.patience())
    .addOption(options.limit())
    .addOption(options.until())
    .option('--raw', help.raw)
    .addOption(options.json())
    .addHelpText('after', after.run)
    .action(async (file: string, args: string[], options, command: Command) => {
      const { runCommand } = await import('./run-command.ts');
      const seeded = command.getOptionValueSource('seed') !== 'default';
      exit(await runCommand(file, args, { ...options, seeded }, contextOf(command)));
    });

  program
    .command('explain')
    .description(help.explain)
    .argument('[id]', help.id)
    .addOption(options.json())
    .addHelpText('after', after.explain)
    .action(async (id: string | undefined, options, command: Command) => {
      const { explainCommand } = await import('./explain-command.ts');
      exit(await explainCommand(id, options, contextOf(command)));
    });

  for (const command of program.commands) {
    command.addOption(options.lang()).helpOption('-h, --help', help.help);
  }
  const givenTo = new Map(
    [program, ...program.commands].map((command) => [command, optionsGivenTo(command)]),
  );
  return program;
}

/** Options of this kind say where a report goes, and not what is judged. */
const OF_REPORTS = new Set(['--verbose', '--json', '--junit']);

/** The options that a command is given, in words of the command line, once it was parsed. */
function optionsGivenTo(command: Command): readonly string[] {
  const given: string[] = [];
  for (const { long, name, required } of command.options.map((option) => ({
    long: option.long ?? '',
    name: option.name(),
    required: option.required,
  }))) {
    if (OF_REPORTS.has(long)) continue;
    command.on(`option:${name}`, (value: string) => {
      given.push(long, ...(required ? [value] : []));
    });
  }
  return given;
}
