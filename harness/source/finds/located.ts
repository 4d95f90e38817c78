import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import type { Located, Place } from '../find.ts';

/** More places would not help. */
const MOST_PLACES = 6;

/** Each place once; none where they are too many to help. */
export function located(places: readonly Place[], related: readonly Place[] = []): Located {
  const once = unique(places);
  if (once.length > MOST_PLACES) return { places: [], related: [] };
  return { places: once, related: once.length > 0 ? unique(related, once) : [] };
}

/** The result of the first search that finds something. */
export function firstFound(
  searches: readonly ((analysis: Analysis) => readonly Call[])[],
  analysis: Analysis,
): Located {
  for (const search of searches) {
    const found = search(analysis);
    if (found.length > 0) return located(found.map(placeOfCall));
  }
  return located([]);
}

const keyOf = ({ file, line, column }: Place) => JSON.stringify([file, line, column]);

/** Each place once, without those among `others`. */
function unique(places: readonly Place[], others: readonly Place[] = []): Place[] {
  const seen = new Set(others.map(keyOf));
  return places.filter((place) => !seen.has(keyOf(place)) && seen.add(keyOf(place)));
}
