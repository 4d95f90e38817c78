import { basename, resolve } from 'node:path';
import { interrupted } from '../app/programs.ts';
import { isCutShort } from '../judge/doubt.ts';
import { languageOf } from '../launch/command.ts';
import { preflight } from '../launch/preflight.ts';
import { findPython } from '../launch/python.ts';
import { originalOf, pairOf } from '../pairs.ts';
import { showProgress } from '../report/progress.ts';
import { stylesFor } from '../report/style.ts';
import { timelineText } from '../report/timeline.ts';
import { run } from '../run.ts';
import { clockNamed, onlyVirtual } from '../schedule/clock.ts';
import type { Dice } from '../schedule/dice.ts';
import { diceFor } from '../schedule/durations.ts';
import { replay } from '../schedule/policy.ts';
import { visibleJson } from '../visible.ts';
import { EXIT } from './exit-code.ts';
import type { RunCommandOptions } from './options.ts';
import { print, printRaw } from './print.ts';

export async function runCommand(
  program: string,
  {
    clock: clockName,
    seed,
    seeded,
    durations,
    replay: schedule,
    limit,
    json = false,
    raw = false,
  }: RunCommandOptions,
  signal: AbortSignal,
): Promise<number> {
  languageOf(program); // What is no program is said before Python is looked for.
  const clock = clockNamed(clockName, process.platform);
  if (schedule !== undefined) onlyVirtual('--replay', clock);
  await preflight(clock);
  const python = await findPython(process.env, process.platform);
  const base = { python, clock, signal, limits: limit };
  const pair = pairOf(program, resolve);
  const rehearsed = pair === undefined ? program : originalOf(pair);
  const dice: Dice = durations
    ? await diceFor(durations, seed, (dice) => run(rehearsed, { ...base, dice, sleeps: false }))
    : { seed, off: clock === 'real' && !seeded };

  const styles = stylesFor(process.stdout);
  const trace = await (async () => {
    const policy = schedule && replay(schedule);
    if (json || !process.stdout.isTTY) return run(program, { ...base, dice, policy });
    using progress = await showProgress(process.stdout, styles);
    const what = basename(program);
    progress.update({ type: 'started', what });
    return await run(program, {
      ...base,
      dice,
      policy,
      onLine: (line) => progress.update({ type: 'line', what, line }),
      onComputing: (task, seconds) => progress.update({ type: 'computing', what, task, seconds }),
    });
  })();
  if (trace.ending.kind === 'interrupted') throw interrupted();

  if (json) await print(`${visibleJson(trace)}\n`);
  else if (raw) await printRaw(timelineText(trace, styles, { raw }));
  else await print(timelineText(trace, styles));
  const { kind, code, leftovers } = trace.ending;
  if (isCutShort(trace, 'original')) return EXIT.inconclusive;
  return kind === 'exited' && code === 0 && leftovers.length === 0 ? EXIT.ok : EXIT.nonconforming;
}
