import { DEFAULT_LIMITS } from '../limits.ts';
import type { SessionLimit } from '../messages/error-text.ts';

/**
 * How many files the harness must be allowed to open: a lane has 40 for its gates and 4 for each
 * thread of its program, and `check` uses up to 6 lanes. 512 suffice for all pairs in every order.
 */
export const FEWEST_FILES = 512;

const MB = { size: 1024 ** 2, name: 'MB' };
const GB = { size: 1024 ** 3, name: 'GB' };

/** What a session must be allowed of each resource that its shell can limit (setrlimit(2)). */
interface Need {
  /** As the kernel names the limit. */
  limit: SessionLimit;
  least: number;
  unit?: { size: number; name: string };
  /** Raises it. */
  command: string;
}

/**
 * With lower limits a right port would die and not conform. Measured with the twelve pairs
 * (2026-11-26): two need more than 12 GB of addresses and 2.2 GB of data; 14 GB and 3 GB are enough.
 * A Worker reserves 0.9 GB of addresses and 0.5 GB of data; a port may have 32 tasks. A program that
 * prints much makes a file of 27 MB.
 */
export const NEEDS: readonly Need[] = [
  { limit: 'Max open files', least: FEWEST_FILES, command: `ulimit -n ${2 * FEWEST_FILES}` },
  { limit: 'Max address space', least: 32 * GB.size, unit: GB, command: 'ulimit -v unlimited' },
  { limit: 'Max data size', least: 16 * GB.size, unit: GB, command: 'ulimit -d unlimited' },
  { limit: 'Max file size', least: 64 * MB.size, unit: MB, command: 'ulimit -f unlimited' },
  {
    limit: 'Max cpu time',
    least: DEFAULT_LIMITS.cpu,
    unit: { size: 1, name: 's' },
    command: 'ulimit -t unlimited',
  },
];
