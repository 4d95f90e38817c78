import { test as base } from 'vitest';
import { type JudgeOptions, judgeMatches } from '../../harness/app/judge-matches.ts';
import type { Match } from '../../harness/app/match.ts';
import { openSession, type Session } from '../../harness/app/session.ts';
import type { Judgement } from '../../harness/app/trials.ts';
import { findPython } from '../../harness/launch/python.ts';
import type { ClockName } from '../../harness/trace/trace.ts';

export type Judge = (
  matches: readonly Match[],
  options: JudgeOptions & { clock: ClockName },
) => Promise<Judgement[]>;

/**
 * A test that can judge. All files of a worker share a session for each clock: its lanes, its fork
 * servers, and the runs of originals, which no port can change.
 */
export const test = base.extend(
  'judge',
  { scope: 'worker' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it what a fixture needs.
  async ({}, { onCleanup }): Promise<Judge> => {
    const python = await findPython(process.env, process.platform);
    const sessions = new Map<ClockName, Session>();
    onCleanup(async () => {
      for (const session of sessions.values()) await session[Symbol.asyncDispose]();
    });
    return (matches, { clock, ...options }) => {
      const session = sessions.get(clock) ?? openSession({ python, clock });
      sessions.set(clock, session);
      return judgeMatches(session, matches, options);
    };
  },
);

/** Judges in a session that ends with it: for a test that looks at what is left of it. */
export async function judge(...[matches, { clock, ...options }]: Parameters<Judge>) {
  const python = await findPython(process.env, process.platform);
  await using session = openSession({ python, clock });
  return await judgeMatches(session, matches, options);
}
