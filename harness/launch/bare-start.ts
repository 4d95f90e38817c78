import { execFile } from 'node:child_process';
import type { Command } from './command.ts';

/** Programs that only print the CPU time that their start took, in seconds. */
const EMPTY = {
  node: ['-e', 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1e6)'],
  python: ['-c', 'import time; print(time.process_time())'],
} as const;

/** How often to measure: the first start is slower, since its files are not in memory yet. */
const TIMES = 3;

/**
 * The CPU seconds that an empty program of this runtime takes on this machine: the least of a few
 * runs; 0 if it cannot be measured.
 */
export async function measureBareStart({
  executable,
  language,
}: Pick<Command, 'executable' | 'language'>): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const seconds = await new Promise<number>((resolve) => {
      execFile(executable, EMPTY[language], (error, stdout) => {
        resolve(error ? Number.NaN : Number(stdout));
      });
    });
    if (Number.isFinite(seconds)) all.push(seconds);
  }
  return all.length === 0 ? 0 : Math.min(...all);
}
