import type { Subject } from '../judge/subject.ts';
import { judge, type Verdict } from '../judge/verdict.ts';
import type { Trace } from '../trace/trace.ts';
import { allAtOnce } from './at-once.ts';
import type { Programs, Role } from './programs.ts';
import type { Attempt } from './trials.ts';

/**
 * Judges by one run of each program in real time, and one of its twin without sleeps, which tells
 * its overhead. Many may be asked for at once: programs start one after the other, since twenty
 * that start together are late, and then go on side by side.
 */
export function judgeInRealTime(programs: Programs): (attempt: Attempt) => Promise<Verdict> {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(start: () => Promise<Result>): Promise<Result> => {
    const started = turn.then(start);
    turn = started.catch(() => {}); // It is heard of by whoever asked for it.
    return started;
  };

  const twinOfOriginal = (attempt: Attempt) =>
    programs.ofOriginal('twin', attempt, () =>
      inTurn(() => programs.run(attempt, 'original', { sleeps: false })),
    );
  const begin = async (attempt: Attempt, role: Role, beside?: Trace) => {
    const begun = Promise.withResolvers<void>();
    const run = programs.run(attempt, role, { onBegun: begun.resolve, beside });
    await Promise.race([begun.promise, run.catch(() => {})]);
    return { run };
  };
  const original = async (attempt: Attempt): Promise<Subject> => {
    const twin = await twinOfOriginal(attempt);
    const { run } = await inTurn(() => begin(attempt, 'original'));
    return { trace: await run, twin };
  };
  const port = async (attempt: Attempt): Promise<Subject> => {
    const beside = await twinOfOriginal(attempt);
    const { twin, run } = await inTurn(async () => {
      const twin = await programs.run(attempt, 'port', { sleeps: false, beside });
      return { twin, ...(await begin(attempt, 'port', beside)) };
    });
    return { trace: await run, twin };
  };

  return async (attempt) => {
    const [one, other] = (await allAtOnce(['original', 'port'] as const, (role) =>
      role === 'port'
        ? port(attempt)
        : programs.ofOriginal('run', attempt, () => original(attempt)),
    )) as [Subject, Subject];
    return judge(attempt.match.pair, one, other);
  };
}
