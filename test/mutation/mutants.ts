// `npm run mutants`: mistakes are made in the reference ports, one at a time, by their syntax. Which
// of them does the judge not see? Many minutes; not a part of `npm test`.
import { Command, CommanderError } from 'commander';
import { createLogUpdate } from 'log-update';
import { onEndSignal } from '../../harness/cli/end-signal.ts';
import { EXIT } from '../../harness/cli/exit-code.ts';
import { clockNamed } from '../../harness/clock/clock.ts';
import { LockstepError } from '../../harness/errors.ts';
import { findPython } from '../../harness/launch/python.ts';
import { en } from '../../harness/messages/en/index.ts';
import { pairsNamed } from '../../harness/pairs.ts';
import { stylesFor } from '../../harness/report/style.ts';
import { EQUIVALENT } from './equivalent.ts';
import { type Judgement, judgeMutants, staleEntries } from './judge-mutants.ts';
import { mutantsText, rateOf } from './report.ts';

interface Options {
  pair: string[];
  json?: boolean;
}

const command = new Command('mutants')
  .description('makes mistakes in the reference ports, and tells which of them the judge misses')
  .option('--pair <pair...>', 'number, name or both, as in 02, processes (default: all)', [])
  .option('--json', 'print one JSON document, and nothing else')
  .addHelpText(
    'after',
    '\nExit code 1 where a mutant survives.\n\nExample:\n  $ npm run mutants -- --pair 02\n',
  )
  .exitOverride();

async function run({ pair: names, json = false }: Options, signal: AbortSignal): Promise<number> {
  const pairs = pairsNamed(names);
  clockNamed('virtual', process.platform);
  const python = await findPython(process.env, process.platform);
  const judgements: Judgement[] = [];
  for (const pair of pairs) {
    using progress = showProgress(pair.stem, json);
    const { onJudged } = progress;
    judgements.push(...(await judgeMutants(pair, { python, signal, onJudged })));
  }
  const stale = staleEntries(judgements, EQUIVALENT);
  const { caught, of, equivalent } = rateOf(judgements);
  const ok = caught === of && stale.length === 0;
  process.stdout.write(
    json
      ? `${JSON.stringify({ version: 1, ok, caught, of, equivalent, stale, mutants: judgements }, null, 2)}\n`
      : mutantsText(judgements, stale, stylesFor(process.stdout)),
  );
  return ok ? EXIT.ok : EXIT.nonconforming;
}

/** One line on a terminal, gone when it is closed. */
function showProgress(
  stem: string,
  json: boolean,
): { onJudged: (judgement: Judgement, made: number) => void } & Disposable {
  if (json || !process.stdout.isTTY) return { onJudged() {}, [Symbol.dispose]() {} };
  const draw = createLogUpdate(process.stdout);
  let judged = 0;
  let missed = 0;
  return {
    onJudged({ outcome }, made) {
      judged += 1;
      if (outcome === 'survived' || outcome === 'inconclusive') missed += 1;
      draw(`… ${stem}: ${judged} of ${made} mutants judged, ${missed} not caught`);
    },
    [Symbol.dispose]() {
      draw.clear();
      draw.done();
    },
  };
}

using end = onEndSignal({ environment: process.env, messages: en });
try {
  command.parse();
  process.exitCode = await run(command.opts<Options>(), end.signal);
} catch (error) {
  if (error instanceof CommanderError)
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else if (error instanceof LockstepError) {
    console.error(`mutants: ${error.message}`);
    process.exitCode = error.code === 'INTERRUPTED' ? EXIT.interrupted : EXIT.usage;
  } else throw error;
}
