import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textIn } from '../proc/files.ts';
import { writeGroup } from './group-files.ts';

/** Stops all processes of a control group at once, in either version of control groups. */
export function freezerOf(group: string) {
  const isUnified = existsSync(join(group, 'cgroup.freeze'));
  const state = join(group, isUnified ? 'cgroup.freeze' : 'freezer.state');
  const [frozen, thawed] = isUnified ? (['1', '0'] as const) : (['FROZEN', 'THAWED'] as const);
  return {
    freeze: () => writeGroup(state, frozen),
    thaw: () => writeGroup(state, thawed),
    isFrozen: () =>
      isUnified
        ? textIn(join(group, 'cgroup.events')).includes('frozen 1')
        : textIn(state).startsWith('FROZEN'),
  };
}
