import {
  asExpected,
  readKnownFailures,
  withKnownFailures,
  withKnownPasses,
} from '../known-failures.ts';
import { preflight } from '../launch/preflight.ts';
import { findPython } from '../launch/python.ts';
import { pairsNamed } from '../pairs.ts';
import { showProgress } from '../report/progress.ts';
import { stylesFor } from '../report/style.ts';
import { verdictText } from '../report/verdict-text.ts';
import { clockNamed, onlyVirtual } from '../schedule/clock.ts';
import { matchOf, verify } from '../verify.ts';
import { visibleJson } from '../visible.ts';
import { EXIT } from './exit.ts';
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
    explore = false,
    runs,
    junit,
    knownFailures,
  }: VerifyCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  const pairs = pairsNamed(names);
  const clock = clockNamed(clockName, process.platform);
  if (explore) onlyVirtual('--explore', clock);
  const known = knownFailures === undefined ? [] : readKnownFailures(knownFailures, pairs);
  const report = junit === undefined ? undefined : openJunitReport(junit, 'lockstep verify');
  await preflight(clock);
  const python = await findPython(process.env, process.platform);
  const options = {
    python,
    clock,
    seed,
    durations,
    signal,
    explore: explore ? { runs } : undefined,
    onJudged: report?.onJudged,
  };
  const styles = stylesFor(process.stdout);

  const judged = await (async () => {
    if (json || !process.stdout.isTTY) return verify(pairs.map(matchOf), options);
    using progress = await showProgress(process.stdout, styles);
    return await verify(pairs.map(matchOf), { ...options, onProgress: progress.update });
  })();

  const verdicts = judged.flatMap((verdict) =>
    withKnownPasses([withKnownFailures(verdict, known)], known),
  );
  const ok = verdicts.every(asExpected);
  await print(
    json
      ? `${visibleJson({ version: 1, ok, clock, seed, pairs: verdicts })}\n`
      : verdictText(verdicts, styles, process.platform),
  );
  await report?.write(
    verdicts.map((verdict) => ({ name: verdict.pair, timer: verdict.pair, verdict })),
  );
  return ok ? EXIT.ok : EXIT.nonconforming;
}
