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
 * How to start a program so that neither it nor its children can set the machine's clock: under the
 * virtual clock it would set it to a time that the harness made up. Nothing changes under the real
 * clock, or if the harness itself may not set the clock.
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
