import { basename, resolve } from 'node:path';
import { interrupted } from '../app/programs.ts';
import { clockNamed } from '../clock/clock.ts';
import type { Dice } from '../draws/dice.ts';
import { diceFor } from '../draws/durations.ts';
import { replay } from '../explore/policy.ts';
import { isCutShort } from '../judge/doubt.ts';
import { languageOf } from '../launch/command.ts';
import { folderNamed, type Given, inputFrom, ownInput } from '../launch/input.ts';
import { preflight } from '../launch/preflight.ts';
import { findPython } from '../launch/python.ts';
import { DEFAULT_LIMITS, type Limits } from '../limits.ts';
import { text } from '../messages/text.ts';
import { originalOf, pairOf } from '../pairs.ts';
import { lookOf } from '../report/look.ts';
import { showProgress } from '../report/progress.ts';
import { timelineText } from '../report/timeline.ts';
import { run } from '../run.ts';
import type { ClockName, Trace } from '../trace/trace.ts';
import { visibleJson } from '../visible.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exit-code.ts';
import type { RunCommandOptions } from './options.ts';
import { print, printRaw } from './print.ts';

export async function runCommand(
  program: string,
  args: readonly string[],
  {
    clock: clockName,
    seed,
    seeded,
    durations,
    replay: schedule,
    limit,
    patience,
    until,
    json = false,
    raw = false,
    ...options
  }: RunCommandOptions,
  { signal, messages }: CommandContext,
): Promise<number> {
  languageOf(program); // What is no program is said before Python is looked for.
  const clock = clockNamed(clockName, process.platform);
  await preflight(clock);
  const python = await findPython(process.env, process.platform);
  const { stdin, cwd } = options;
  const given: Given = {
    args,
    cwd: cwd === undefined ? undefined : folderNamed(cwd),
    input: stdin === undefined ? ownInput() : inputFrom(stdin),
  };
  const base = {
    python,
    clock,
    signal,
    limits: limitsFor(clock, raised(limit, patience), until),
    given,
  };
  const pair = pairOf(program, resolve);
  const rehearsed = pair === undefined ? program : originalOf(pair);
  // What is read in a rehearsal cannot be read again.
  const again: Given = given.input === 'inherited' ? { ...given, input: 'closed' } : given;
  const dice: Dice = durations
    ? await diceFor(durations, seed, async (dice) => {
        const rehearsal = await run(rehearsed, { ...base, given: again, dice, sleeps: false });
        if (rehearsal.ending.kind === 'interrupted') throw interrupted();
        return rehearsal;
      })
    : { seed, off: clock === 'real' && !seeded };

  const look = lookOf(process.stdout, messages);
  const ran = await (async () => {
    const policy = schedule && replay(schedule);
    if (json || !process.stdout.isTTY) return run(program, { ...base, dice, policy });
    using progress = await showProgress(process.stdout, look);
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
  const trace = schedule === undefined ? ran : withUnusedTold(ran, schedule);
  if (json) await print(`${visibleJson(trace)}\n`);
  else if (raw) await printRaw(timelineText(trace, look, { raw }));
  else await print(timelineText(trace, look));
  const { kind, code, leftovers } = trace.ending;
  if (kind === 'interrupted') throw interrupted();
  // An idle program would have done nothing more until then.
  if (kind === 'until' || (kind === 'idle' && until !== undefined)) return EXIT.ok;
  if (isCutShort(trace, 'original')) return EXIT.inconclusive;
  return kind === 'exited' && code === 0 && leftovers.length === 0 ? EXIT.ok : EXIT.nonconforming;
}

/** A schedule may be that of another program, or of other draws. */
function withUnusedTold(trace: Trace, schedule: readonly string[]): Trace {
  const unused = schedule.slice(trace.choices.length);
  if (unused.length === 0 || trace.ending.kind !== 'exited') return trace;
  const note = text('unusedChoices', trace.choices.length, unused);
  return { ...trace, notes: [...(trace.notes ?? []), note] };
}

/** An original may use this much CPU time in any case. */
function raised(given: Partial<Limits> = {}, patience = 0): Partial<Limits> {
  return { ...given, cpu: Math.max(given.cpu ?? DEFAULT_LIMITS.cpu, patience) };
}

/** Where a time is asked for, no other limit of time ends the program before. */
function limitsFor(
  clock: ClockName,
  given: Partial<Limits>,
  until: number | undefined,
): Partial<Limits> {
  if (until === undefined) return given;
  if (clock === 'virtual') return { ...given, until };
  return {
    ...given,
    until,
    seconds: Math.max(given.seconds ?? DEFAULT_LIMITS.seconds, until + 1),
    total: Math.max(given.total ?? DEFAULT_LIMITS.total, until + 1),
  };
}
