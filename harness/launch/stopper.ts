import type { Said } from '../messages/text.ts';
import type { Ending } from '../trace/trace.ts';
import type { GiveUp } from './driver.ts';
import { killTree } from './kill-tree.ts';
import type { Membership } from './members.ts';
import type { Cause } from './usage.ts';

/** Ends a program before its time, once. */
export interface Stopper {
  stop: GiveUp;
  /** Why it was stopped; undefined if it was not. */
  readonly why: { kind: Ending['kind']; detail?: Said[] } | undefined;
  /** Resolves when nothing of it is left; undefined if it was not stopped. */
  readonly killing: Promise<void> | undefined;
}

/** The true cause of these may be that the run has too much of something. */
const CAUSED = new Set<Ending['kind']>(['spinning', 'stalled', 'timed out']);

/** @param causeOf what a run has too much of */
export function createStopper(run: Membership, causeOf: () => Cause | undefined): Stopper {
  let why: Stopper['why'];
  let killing: Promise<void> | undefined;
  return {
    stop(kind, detail) {
      if (why !== undefined) return;
      why = (CAUSED.has(kind) && causeOf()) || { kind, ...(detail && { detail }) };
      killing = killTree(run);
    },
    get why() {
      return why;
    },
    get killing() {
      return killing;
    },
  };
}
