import type { Subject } from '../judge/subject.ts';
import { judge, type Verdict } from '../judge/verdict.ts';
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

  const begin = async (attempt: Attempt, role: Role) => {
    const twin = await programs.run(attempt, role, { sleeps: false });
    const begun = Promise.withResolvers<void>();
    const run = programs.run(attempt, role, { onBegun: begun.resolve });
    await Promise.race([begun.promise, run.catch(() => {})]);
    return { twin, run };
  };
  const subject = async (attempt: Attempt, role: Role): Promise<Subject> => {
    const { twin, run } = await inTurn(() => begin(attempt, role));
    return { trace: await run, twin };
  };

  return async (attempt) => {
    const [original, port] = (await allAtOnce(['original', 'port'] as const, (role) =>
      role === 'port'
        ? subject(attempt, role)
        : programs.ofOriginal('run', attempt, () => subject(attempt, role)),
    )) as [Subject, Subject];
    return judge(attempt.match.pair, original, port);
  };
}
