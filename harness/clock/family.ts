import { type Identity, identityOf, survivorsAmong } from '../launch/processes.ts';

/**
 * The processes of a program, as far as its messages tell of them.
 *
 * @param proc where the kernel shows them
 */
export function createFamily(root: number, proc: string) {
  /** Undefined for one that had ended when word of it came. */
  const processes = new Map<number, Identity | undefined>();
  const known = () => [...processes.values()].filter((one) => one !== undefined);
  return {
    known,
    /** @returns those that are new */
    add(pids: Iterable<number>): number[] {
      const added = [...pids].filter((pid) => !processes.has(pid));
      for (const pid of added) processes.set(pid, identityOf(pid, proc));
      return added;
    },
    /** Whether none is alive but the first, as far as is known. */
    isAlone: () =>
      survivorsAmong(
        known().filter(({ pid }) => pid !== root),
        proc,
      ).length === 0,
  };
}
