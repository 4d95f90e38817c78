import { DEFAULT_LIMITS } from '../limits.ts';

/**
 * How many files the harness may have to hold open: a lane has 40 for its gates and 4 for each
 * thread of its program; `check` uses up to 6 lanes. With 512 all pairs are judged, in every order.
 */
export const FEWEST_FILES = 512;

const GB = 1024 ** 3;

/** What a session must be allowed of each resource that its shell can limit (setrlimit(2)). */
interface Need {
  /** As the kernel names the limit. */
  limit: string;
  least: number;
  /** @param text what is allowed */
  what: (text: string) => string;
  unit?: { bytes: number; name: string };
  why: string;
  next: string;
}

/**
 * Of a limit that is lower a port dies, and would not conform. Measured with the twelve pairs
 * (2026-11-26): two need more than 12 GB of addresses, and 14 GB are enough; for data 2.2 and 3 GB.
 * A Worker reserves 0.9 GB of addresses and 0.5 GB of data; a port may have 32 tasks. A program that
 * prints much makes a file of 27 MB.
 */
export const NEEDS: readonly Need[] = [
  {
    limit: 'Max open files',
    least: FEWEST_FILES,
    what: (text) => `open only ${text} files at once`,
    why: `Lockstep needs ${FEWEST_FILES}: it watches every thread of every program.`,
    next: `ulimit -n ${2 * FEWEST_FILES}`,
  },
  {
    limit: 'Max address space',
    least: 32 * GB,
    unit: { bytes: GB, name: 'GB' },
    what: (text) => `use only ${text} of address space`,
    why: 'Lockstep needs 32 GB: each Worker of a Node reserves 0.9 GB, and uses little of it.',
    next: 'ulimit -v unlimited',
  },
  {
    limit: 'Max data size',
    least: 16 * GB,
    unit: { bytes: GB, name: 'GB' },
    what: (text) => `use only ${text} of data`,
    why: 'Lockstep needs 16 GB: each Worker of a Node reserves 0.5 GB, and uses little of it.',
    next: 'ulimit -d unlimited',
  },
  {
    limit: 'Max file size',
    least: 64 * 1024 ** 2,
    unit: { bytes: 1024 ** 2, name: 'MB' },
    what: (text) => `write only files of ${text}`,
    why: 'Lockstep needs 64 MB: programs write down all that they do.',
    next: 'ulimit -f unlimited',
  },
  {
    limit: 'Max cpu time',
    least: DEFAULT_LIMITS.cpu,
    what: (text) => `use only ${text} s of processor time for each process`,
    why: `Lockstep needs ${DEFAULT_LIMITS.cpu} s: a program may compute for so long.`,
    next: 'ulimit -t unlimited',
  },
];
