import type { Located, Place } from '../find.ts';

/** More places than these help nobody. */
export const MOST_PLACES = 6;

/** Each place once; where there are too many to read, none. */
export function located(places: readonly Place[], related: readonly Place[] = []): Located {
  const once = unique(places);
  if (once.length > MOST_PLACES) return { places: [], related: [] };
  return { places: once, related: once.length > 0 ? unique(related, once) : [] };
}

const keyOf = ({ file, line, column }: Place) => JSON.stringify([file, line, column]);

/** Those that neither came before nor are among `others`. */
function unique(places: readonly Place[], others: readonly Place[] = []): Place[] {
  const seen = new Set(others.map(keyOf));
  return places.filter((place) => !seen.has(keyOf(place)) && seen.add(keyOf(place)));
}
