import { resolve } from 'node:path';
import { judgeMatches } from '../app/judge-matches.ts';
import { openSession } from '../app/session.ts';
import type { Judgement } from '../app/trials.ts';
import { clockNamed } from '../clock/clock.ts';
import { LockstepError } from '../errors.ts';
import { readKnownFailures, worst } from '../known-failures.ts';
import { languageOf } from '../launch/command.ts';
import { preflight } from '../launch/preflight.ts';
import { findPython } from '../launch/python.ts';
import { openSandbox } from '../launch/sandbox.ts';
import { originalOf, pairsNamed } from '../pairs.ts';
import { lookOf } from '../report/look.ts';
import { showProgress } from '../report/progress.ts';
import { visibleJson } from '../visible.ts';
import { commandLine } from './command-line.ts';
import type { CommandContext } from './context.ts';
import { EXIT_OF } from './exit-code.ts';
import { openJunitReport } from './junit-report.ts';
import type { CheckCommandOptions } from './options.ts';
import { print } from './print.ts';

export async function checkCommand(
  name: string,
  file: string,
  {
    clock: clockName,
    seed,
    runs,
    limit: limits,
    patience,
    json = false,
    verbose = false,
    idiomatic = false,
    sandbox = false,
    junit,
    knownFailures,
  }: CheckCommandOptions,
  { signal, messages, given }: CommandContext,
): Promise<number> {
  const [pair] = pairsNamed([name]);
  if (pair === undefined) throw new RangeError(`no pair for ${name}`); // pairsNamed throws before.
  if (languageOf(file) !== 'node') {
    throw new LockstepError('UNKNOWN_PROGRAM', (m) => m.errors.notAPort(file, name));
  }
  const clock = clockNamed(clockName, process.platform);
  const known = knownFailures === undefined ? [] : readKnownFailures(knownFailures, [pair]);
  const report = junit === undefined ? undefined : openJunitReport(junit, 'lockstep check');
  await preflight(clock);
  const python = await findPython(process.env, process.platform);
  const match = { pair: { ...pair, idiomatic }, original: originalOf(pair), port: resolve(file) };
  const where = sandbox ? await openSandbox(python, process.env, process.platform) : undefined;
  const onTried = report?.onTried;
  const options = { seed, runs, limits, patience, signal, known, onTried, sandbox: where };
  const look = lookOf(process.stdout, messages);
  await using session = openSession({ python, clock });
  const [judgement] = await (async () => {
    if (json || !process.stdout.isTTY) return judgeMatches(session, [match], options);
    using progress = await showProgress(process.stdout, look);
    return await judgeMatches(session, [match], { ...options, onProgress: progress.update });
  })();
  const { trials } = judgement as Judgement;
  const standing = worst(trials.map(({ verdict }) => verdict));
  // Loaded where it is printed, as in verify-command.ts.
  if (json) {
    const { checkDocument } = await import('../report/json.ts');
    const asked = { standing, clock, seed, pair: pair.stem, port: file };
    await print(`${visibleJson(checkDocument(trials, asked))}\n`);
  } else {
    const { checkText } = await import('../report/check-text.ts');
    const command = commandLine(['check', name, file, ...given, '--verbose']);
    await print(checkText(trials, look, { file, command, verbose }));
  }
  await report?.write(
    trials.map(({ name, verdict }) => ({
      name: `${pair.stem} ${file} (${name})`,
      verdict,
      isTimed: ({ trial }) => trial === name,
    })),
  );
  return EXIT_OF[standing];
}
