/**
 * Do something with each item, some at once; results are in the order of the items.
 *
 * @throws what the first that fails throws, when all that were begun are over; no more are begun
 */
export async function eachAtOnce<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  use: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  let failure: { error: unknown } | undefined;
  const worker = async () => {
    for (const [index, item] of rest) {
      if (failure !== undefined) return;
      try {
        results[index] = await use(item);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (failure !== undefined) throw failure.error;
  return results;
}

/** As `eachAtOnce`, with all items at once. */
export function allAtOnce<Item, Result>(
  items: readonly Item[],
  use: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  return eachAtOnce(items, items.length, use);
}
