import type { CallKind, Find } from '../../source/find.ts';

/** Calls of these kinds, one kind after the other. */
export const calls = (...kinds: CallKind[]): Find[] =>
  kinds.map((kind) => ({ find: 'calls', kinds: [kind] }));

/** Sleeps of one task: those of this length first. */
export const sleeps = (task: string | undefined, seconds: readonly number[]): Find[] => [
  ...seconds.map((literal): Find => ({ find: 'calls', kinds: ['sleep', 'timer'], literal })),
  ...(task === undefined ? [] : [{ find: 'calls', kinds: ['sleep'], task } as const]),
  ...calls('sleep'),
];

/** What should cut a wait short: that of this length, or else any. */
export const lookAtTimeout = (seconds: number): Find[] => [
  { find: 'calls', kinds: ['sleep', 'timer'], literal: seconds },
  { find: 'timeout' },
];
