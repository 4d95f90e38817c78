import { existsSync, readFileSync } from 'node:fs';

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
  const setpriv = clock === 'virtual' && maySetClock() && SETPRIV.find((path) => existsSync(path));
  if (!setpriv) return { executable, args };
  const drop = ['--bounding-set', '-sys_time', '--inh-caps', '-sys_time', '--'];
  return { executable: setpriv, args: [...drop, executable, ...args] };
}

function maySetClock(): boolean {
  const status = readFileSync('/proc/self/status', 'latin1');
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
  return ((BigInt(`0x${effective}`) >> SYS_TIME) & 1n) === 1n;
}
