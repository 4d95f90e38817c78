import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Keep every core busy beside what is measured, until this process ends.
 *
 * @param perCore busy processes for each core
 * @returns how many there are
 */
export function keepBusy(perCore: number): number {
  const count = perCore * availableParallelism();
  const load = Array.from({ length: count }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  process.once('exit', () => {
    for (const busy of load) busy.kill('SIGKILL');
  });
  return count;
}
