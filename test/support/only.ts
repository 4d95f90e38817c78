/** The one element of a list that has just one. */
export function only<T>(list: readonly T[]): T {
  if (list.length !== 1) throw new RangeError(`expected one element, not ${list.length}`);
  return list[0] as T;
}
