import { existsSync } from 'node:fs';
import { PROC } from '../proc/files.ts';
import { statusIn } from '../proc/status.ts';

/** The capability to set the machine's clock: CAP_SYS_TIME, by its number. */
const SYS_TIME = 25n;

/** Of util-linux: starts a program with fewer capabilities. */
const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'];

interface Invocation {
  executable: string;
  args: readonly string[];
}

/**
 * How to start a program that cannot set the machine's clock, nor anything that it starts. Under
 * the virtual clock a program that sets the clock would write back what the harness made up.
 * As it is under the real clock, and where the harness itself cannot set the clock.
 */
export function withoutMachineClock(
  { executable, args }: Invocation,
  { LOCKSTEP_CLOCK: clock }: NodeJS.ProcessEnv,
): Invocation {
  const setpriv =
    clock === 'virtual' &&
    statusIn(`${PROC}/self`).may(SYS_TIME) &&
    SETPRIV.find((path) => existsSync(path));
  if (!setpriv) return { executable, args };
  const drop = ['--bounding-set', '-sys_time', '--inh-caps', '-sys_time', '--'];
  return { executable: setpriv, args: [...drop, executable, ...args] };
}
