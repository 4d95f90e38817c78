import { type JudgeOptions, judgeMatches } from '../../harness/app/judge-matches.ts';
import type { Match } from '../../harness/app/match.ts';
import { openSession } from '../../harness/app/session.ts';
import type { Judgement } from '../../harness/app/trials.ts';
import { findPython } from '../../harness/launch/python.ts';
import type { ClockName } from '../../harness/observe/trace.ts';

/** Judges in a session of its own. */
export async function judge(
  matches: readonly Match[],
  { clock, ...options }: JudgeOptions & { clock: ClockName },
): Promise<Judgement[]> {
  const python = await findPython(process.env, process.platform);
  await using session = openSession({ python, clock });
  return await judgeMatches(session, matches, options);
}
