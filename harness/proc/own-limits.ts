/**
 * The soft limit of a resource; Infinity for none.
 *
 * @param limits of /proc/self/limits
 * @param name as the kernel writes it: `Max open files`
 */
export function limitIn(limits: string, name: string): number {
  const row = limits.split('\n').find((line) => line.startsWith(name));
  const soft = row?.slice(name.length).trim().split(/\s+/)[0];
  return soft === undefined || soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}
