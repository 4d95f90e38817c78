import type { Limits } from '../limits.ts';
import { FILE_LOOKS, USAGE_LOOKS } from '../looks.ts';
import { type Said, text } from '../messages/text.ts';
import type { Ending } from '../trace/trace.ts';
import type { GiveUp } from './driver.ts';
import { type Membership, usageOf } from './members.ts';
import { filesInMemory } from './memory-files.ts';

/** Counts the processes and the memory of a run. */
export interface UsageWatch extends Disposable {
  /** What the run has too much of, if anything: the cause of whatever else is wrong with it. */
  cause: () => Cause | undefined;
}

export interface Cause {
  kind: Ending['kind'];
  detail: Said[];
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 ** 2);

/**
 * Ends a run that has too many processes or too much memory. Linux only.
 *
 * @param strangers processes that existed before the run
 */
export function watchUsage(
  run: Membership,
  { processes = Number.POSITIVE_INFINITY, memory = Number.POSITIVE_INFINITY }: Limits,
  strangers: Set<number>,
  stop: GiveUp,
): UsageWatch {
  const files = filesInMemory();
  let looks = 0;
  const cause = (withFiles: boolean): Cause | undefined => {
    const usage = usageOf(run, strangers);
    if (usage.pids.length > processes) {
      const detail = text('tooManyProcesses', usage.pids.length, processes);
      return { kind: 'too many processes', detail: [detail] };
    }
    if (memory === Number.POSITIVE_INFINITY) return undefined;
    // A mapped file is in both counts.
    const inFiles = withFiles ? files.look(usage.pids) : files.last();
    const used = usage.own + Math.max(usage.shared, inFiles);
    if (used <= memory) return undefined;
    const detail = text('tooMuchMemory', megabytes(used), megabytes(memory));
    return { kind: 'too much memory', detail: [detail] };
  };
  const look = () => {
    looks += 1;
    const found = cause(looks % FILE_LOOKS === 0);
    if (found === undefined) timer.refresh();
    else stop(found.kind, found.detail);
  };
  const timer = setTimeout(look, USAGE_LOOKS);
  return {
    cause: () => cause(true),
    [Symbol.dispose]() {
      clearTimeout(timer);
    },
  };
}
