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
import { showProgress } from '../report/progress.ts';
import { stylesFor } from '../report/style.ts';
import { visibleJson } from '../visible.ts';
import { EXIT_OF, summaryOf } from './exit-code.ts';
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
    idiomatic = false,
    sandbox = false,
    junit,
    knownFailures,
  }: CheckCommandOptions,
  signal: AbortSignal,
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
  const styles = stylesFor(process.stdout);
  await using session = openSession({ python, clock });
  const [judgement] = await (async () => {
    if (json || !process.stdout.isTTY) return judgeMatches(session, [match], options);
    using progress = await showProgress(process.stdout, styles);
    return await judgeMatches(session, [match], { ...options, onProgress: progress.update });
  })();
  const { trials } = judgement as Judgement;
  const standing = worst(trials.map(({ verdict }) => verdict));
  // Loaded where it is printed, as in verify.ts.
  const { checkText } = await import('../report/check-text.ts');
  await print(
    json
      ? `${visibleJson({ version: 1, ...summaryOf(standing), clock, seed, pair: pair.stem, port: file, trials })}\n`
      : checkText(trials, file, styles),
  );
  await report?.write(
    trials.map(({ name, verdict }) => ({
      name: `${pair.stem} ${file} (${name})`,
      verdict,
      isTimed: ({ trial }) => trial === name,
    })),
  );
  return EXIT_OF[standing];
}
