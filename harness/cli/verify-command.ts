import { judgeMatches } from '../app/judge-matches.ts';
import { matchOf } from '../app/match.ts';
import { openSession } from '../app/session.ts';
import { decisive } from '../app/trials.ts';
import { clockNamed } from '../clock/clock.ts';
import { readKnownFailures, worst } from '../known-failures.ts';
import { preflight } from '../launch/preflight.ts';
import { findPython } from '../launch/python.ts';
import { pairsNamed } from '../pairs.ts';
import { lookOf } from '../report/look.ts';
import { showProgress } from '../report/progress.ts';
import { visibleJson } from '../visible.ts';
import { commandLine } from './command-line.ts';
import type { CommandContext } from './context.ts';
import { EXIT_OF } from './exit-code.ts';
import { openJunitReport } from './junit-report.ts';
import type { VerifyCommandOptions } from './options.ts';
import { print } from './print.ts';

export async function verifyCommand(
  names: readonly string[],
  {
    clock: clockName,
    seed,
    durations,
    json = false,
    verbose = false,
    explore = false,
    runs,
    limit: limits,
    patience,
    junit,
    knownFailures,
  }: VerifyCommandOptions,
  { signal, messages, given }: CommandContext,
): Promise<number> {
  const pairs = pairsNamed(names);
  const clock = clockNamed(clockName, process.platform);
  const known = knownFailures === undefined ? [] : readKnownFailures(knownFailures, pairs);
  const report = junit === undefined ? undefined : openJunitReport(junit, 'lockstep verify');
  await preflight(clock);
  const python = await findPython(process.env, process.platform);
  const onTried = report?.onTried;
  const options = { seed, durations, runs, explore, limits, patience, known, signal, onTried };
  const look = lookOf(process.stdout, messages);

  await using session = openSession({ python, clock });
  const judgements = await (async () => {
    const matches = pairs.map(matchOf);
    if (json || !process.stdout.isTTY) return judgeMatches(session, matches, options);
    using progress = await showProgress(process.stdout, look);
    return await judgeMatches(session, matches, { ...options, onProgress: progress.update });
  })();

  const standing = worst(judgements.flatMap(({ trials }) => trials.map(({ verdict }) => verdict)));
  // Loaded where it is printed: until then a signal ends the command so much sooner.
  if (json) {
    const { verifyDocument } = await import('../report/json.ts');
    await print(`${visibleJson(verifyDocument(judgements, { standing, clock, seed }))}\n`);
  } else {
    const { verdictText } = await import('../report/verdict-text.ts');
    const commandFor = (pair: string) => commandLine(['verify', pair, ...given, '--verbose']);
    await print(verdictText(judgements, look, { platform: process.platform, commandFor, verbose }));
  }
  await report?.write(
    judgements.map((judgement) => {
      const { verdict } = decisive(judgement);
      return { name: verdict.pair, verdict, isTimed: ({ pair }) => pair === verdict.pair };
    }),
  );
  return EXIT_OF[standing];
}
