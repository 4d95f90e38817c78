import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

/**
 * Why this machine can have no sandbox, found out without the harness; undefined if it can. Tests
 * that need one say so in their names, and are left out: nothing is wrong with the harness.
 */
export const noBubblewrap = ((): string | undefined => {
  const { error, status } = spawnSync('bwrap', [
    ...['--unshare-user', '--unshare-pid', '--unshare-net'],
    ...['--ro-bind', '/', '/', '--proc', '/proc', 'true'],
  ]);
  if (error !== undefined) return 'bubblewrap is not installed';
  if (status !== 0) return 'bubblewrap may not work on this machine';
  try {
    accessSync('/proc/sys/kernel/ns_last_pid', constants.W_OK);
  } catch {
    return 'this kernel gives no process ids to choose from';
  }
  return undefined;
})();

/** For the name of a group of tests. */
export const unlessLeftOut = noBubblewrap === undefined ? '' : ` (left out: ${noBubblewrap})`;
