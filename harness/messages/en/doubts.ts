import type { CutShort } from '../evidence/doubts.ts';

type Program = 'original' | 'port';

const CUT: Record<CutShort, string> = {
  stalled: 'was stopped by a limit of real time',
  spinning: 'was stopped while it computed',
  'timed out': 'was stopped while it slept',
  'too much output': 'was stopped while it printed',
  'endless instant': 'was stopped at one instant',
  nondeterministic: 'does not repeat itself',
  endless: 'was stopped while it woke again and again',
  idle: 'waits for something from outside',
};

/** Why a verdict is in doubt, how much was tried for it, and what is worth knowing beside it. */
export const doubts = {
  uncontrolled: (program: Program, what: string) => `uncontrolled: in the ${program}, ${what}`,
  cutShort: (program: Program, kind: CutShort, detail: readonly string[]) =>
    [`the ${program} ${CUT[kind]}`, ...(detail.length > 0 ? [detail.join('; ')] : [])].join(': '),
  busy: (program: Program, what: string) => `busy: in the ${program}, ${what}`,
  /** @param original how late it may be, in seconds */
  busyMachine: (original: number, port: number) =>
    `the machine is too busy to judge real time: it may have made the original ${original.toFixed(1)} s late, and the port ${port.toFixed(1)} s`,
  notRepeated: (
    program: Program,
    schedule: readonly string[],
    recorded: string,
    replayed: string,
  ) =>
    `the ${program} does not repeat itself: after ${schedule.join(', ')} it once printed “${recorded}” and once “${replayed}”; it depends on something other than time, random numbers and order`,
  seedsItself: (places: readonly string[]) =>
    `the original draws from a random generator that it seeds (${places.join(', ')}): a port gets the same numbers from \`seed\` of ts-ports/python/random.ts, or must get them another way`,

  oneSchedule: () => 'one schedule of each',
};
