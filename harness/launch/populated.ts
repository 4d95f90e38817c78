import { childrenOf, PROC } from '../proc/files.ts';
import { isDead, statIn } from '../proc/stat.ts';
import type { Membership } from './members.ts';

/**
 * Whether its container, or its parent, has any process of a run. There no process can be missed,
 * however briefly it lives.
 */
export function isPopulated({ container, spared, parent }: Membership): boolean {
  if (container === undefined) return parent !== undefined && hasLivingChild(parent);
  // The count is exact. A starter that was killed is not in it.
  const tasks = container.count();
  if (tasks === 0) return false;
  if (tasks === 1 && spared !== undefined && container.pids().includes(spared)) return false;
  // A list that is read while its processes fork and end may leave out the youngest.
  const look = () => container.pids().some((pid) => pid !== spared);
  return look() || look() || look() || look();
}

/** So many children that ended while they were looked at started each other. */
const MANY_CHILDREN = 20;

/**
 * A process that ends leaves its children to the parent: while any of a run lives, one child of the
 * parent does. A child that ended since it was listed has left others, or was the last.
 */
function hasLivingChild(parent: number): boolean {
  const seen = new Set<number>();
  for (;;) {
    const children = childrenOf(PROC, parent);
    if (children.some(isAlive)) return true;
    if (children.every((pid) => seen.has(pid))) return false;
    if (seen.size > MANY_CHILDREN) return true;
    for (const pid of children) seen.add(pid);
  }
}

function isAlive(pid: number): boolean {
  const stat = statIn(`${PROC}/${pid}`);
  return stat !== undefined && !isDead(stat);
}

/** The process groups of the children of a run's parent, also of those that have just ended. */
export function groupsBelow({ parent }: Membership): number[] {
  if (parent === undefined) return [];
  const groups = childrenOf(PROC, parent).flatMap((pid) => statIn(`${PROC}/${pid}`)?.group ?? []);
  return [...new Set(groups)].filter((group) => group !== parent);
}
