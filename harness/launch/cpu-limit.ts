import type { Limits } from '../limits.ts';

/**
 * Whether so much CPU time, in seconds, is more than a program may use: than `cpu`, and than
 * `starts` bare starts. These are measured only when a program has used `cpu`.
 *
 * @returns the limit in seconds where it is exceeded; undefined where not, or not yet known
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
