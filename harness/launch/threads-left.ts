import { pathsIn } from '../proc/cgroup.ts';
import { PROC, processIds, textIn } from '../proc/files.ts';
import { limitIn } from '../proc/own-limits.ts';
import { statusIn } from '../proc/status.ts';

/** A process with one of these rights has no limit of processes (setrlimit(2)). */
const [CAP_SYS_ADMIN, CAP_SYS_RESOURCE] = [21n, 24n];

/**
 * How many more processes and threads this user may start; Infinity for no limit.
 *
 * @param limits of /proc/self/limits
 */
export function threadsLeft(limits: string): number {
  const own = statusIn(`${PROC}/self`);
  const isFree = own.may(CAP_SYS_ADMIN) || own.may(CAP_SYS_RESOURCE);
  const most = isFree ? Number.POSITIVE_INFINITY : limitIn(limits, 'Max processes');
  const left = Number.isFinite(most) ? most - threadsOf(process.getuid?.() ?? 0) : most;
  return Math.min(left, ...groupsIn(textIn(`${PROC}/self/cgroup`)).map(leftInGroup));
}

function threadsOf(uid: number): number {
  const counts = processIds(PROC).map((pid) => {
    const status = statusIn(`${PROC}/${pid}`);
    const isOwn = Number(status.row('Uid').split('\t')[0] || -1) === uid;
    return isOwn ? Number(status.row('Threads')) : 0;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The folders of this process's control groups, of either version, and of those that contain them. */
function groupsIn(cgroup: string): string[] {
  const paths = pathsIn(cgroup);
  return [
    ['', '/sys/fs/cgroup'],
    ['pids', '/sys/fs/cgroup/pids'],
  ].flatMap(([controller = '', root = '']) => {
    const path = paths.get(controller);
    if (path === undefined) return [];
    const steps = path.split('/').filter((step) => step !== '' && step !== '..');
    return [root, ...steps.map((_, index) => `${root}/${steps.slice(0, index + 1).join('/')}`)];
  });
}

function leftInGroup(folder: string): number {
  const most = Number.parseInt(textIn(`${folder}/pids.max`), 10);
  const now = Number.parseInt(textIn(`${folder}/pids.current`), 10);
  return Number.isNaN(most) || Number.isNaN(now) ? Number.POSITIVE_INFINITY : most - now;
}
