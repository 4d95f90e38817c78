import type { Limits } from '../limits.ts';

/**
 * Checks whether a program has used more CPU seconds than it may: more than `cpu`, and more than
 * `starts` bare starts, which are measured only when it has used `cpu`.
 *
 * @returns the limit in seconds if it is exceeded; undefined if it is not, or not yet known
 */
export function cpuLimit({ cpu, starts }: Pick<Limits, 'cpu' | 'starts'>, bareStart: BareStart) {
  let limit: number | undefined;
  let asked = false;
  return (used: number): number | undefined => {
    if (used <= cpu) return undefined;
    if (!asked) {
      asked = true;
      bareStart().then((seconds) => {
        limit = Math.max(cpu, starts * seconds);
      });
    }
    return limit !== undefined && used > limit ? limit : undefined;
  };
}

/** The CPU seconds of an empty program. */
export type BareStart = () => Promise<number>;
