import { resolve } from 'node:path';
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
import { interrupted } from '../verify.ts';
import { visibleJson } from '../visible.ts';
import { EXIT } from './exit.ts';
import type { RunCommandOptions } from './options.ts';
import { print, printRaw } from './print.ts';

export async function runCommand(
  program: string,
  {
    clock: clockName,
    seed,
    durations,
    replay: schedule,
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
  const base = { python, clock, signal };
  const pair = pairOf(program, resolve);
  const rehearsed = pair === undefined ? program : originalOf(pair);
  const dice: Dice = durations
    ? await diceFor(durations, seed, (dice) => run(rehearsed, { ...base, dice, sleeps: false }))
    : { seed };

  const styles = stylesFor(process.stdout);
  const trace = await (async () => {
    const policy = schedule && replay(schedule);
    if (json || !process.stdout.isTTY) return run(program, { ...base, dice, policy });
    using progress = await showProgress(process.stdout, styles);
    progress.update({ type: 'started', program });
    return await run(program, {
      ...base,
      dice,
      policy,
      onLine: (line) => progress.update({ type: 'line', program, line }),
    });
  })();
  if (trace.ending.kind === 'interrupted') throw interrupted();

  if (json) await print(`${visibleJson(trace)}\n`);
  else if (raw) await printRaw(timelineText(trace, styles, { raw }));
  else await print(timelineText(trace, styles));
  const { kind, code, leftovers } = trace.ending;
  return kind === 'exited' && code === 0 && leftovers.length === 0 ? EXIT.ok : EXIT.nonconforming;
}
