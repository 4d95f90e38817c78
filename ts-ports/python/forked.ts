// How a forked process comes to stand where its parent stood.
//
// Node cannot copy a running process. So the child runs the program again from its first line,
// silently, and is told on the way what its parent was told: the same times, draws and pids.
// At the fork that made it, it has caught up, and goes its own way from there on.

/** What the program was told so far, and by which function. */
type Answers = [by: string, answer: unknown][];

// The parent's answers come in the environment; other processes that start from here get none.
const given: Answers = JSON.parse(process.env.FORKED ?? '[]');
delete process.env.FORKED;
const answers: Answers = [];

/** Whether this process still repeats what its parent did: print and sleep do nothing then. */
export function isCatchingUp(): boolean {
  return answers.length < given.length;
}

/** The answer that the parent got here; where there was no parent, what `ask` says. */
export function answer<T>(by: string, ask: () => T): T {
  return isCatchingUp() ? repeat(by) : remember(by, ask());
}

export function repeat<T>(by: string): T {
  const next = given[answers.length];
  // To go on would be to fork where the parent did not, and so without end.
  if (next?.[0] !== by) throw new Error(`a forked process asks ${by}(), its parent did not here`);
  answers.push(next);
  return next[1] as T;
}

export function remember<T>(by: string, answer: T): T {
  answers.push([by, answer]);
  return answer;
}

/** The environment of a child in which fork() returns 0 next. */
export function environmentOfChild(): NodeJS.ProcessEnv {
  return { ...process.env, FORKED: JSON.stringify([...answers, ['fork', 0]]) };
}
