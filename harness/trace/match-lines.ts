import type { LineEvent } from './trace.ts';

/** A line that both programs print. */
export interface MatchedLine {
  original: LineEvent;
  port: LineEvent;
  /** Its place among the lines of the port, from 0. */
  place: number;
}

export interface Matching {
  /** In the original's order. */
  matched: MatchedLine[];
  missing: LineEvent[];
  extra: LineEvent[];
}

/**
 * Find each line of the original among the port's. Among equal lines it prefers those of the same
 * task, so that two tasks that print the same text are not confused.
 *
 * @param keyOf what two lines must share to be the same line
 */
export function matchLines(
  original: readonly LineEvent[],
  port: readonly LineEvent[],
  keyOf: (line: LineEvent) => string,
): Matching {
  const places = new Map<LineEvent, number>();
  const taken = new Set<number>();
  const take = (key: (line: LineEvent) => string) => {
    const free = [...port.keys()].filter((place) => !taken.has(place));
    const byKey = Map.groupBy(free.reverse(), (place) => key(port[place] as LineEvent));
    for (const line of original) {
      const place = places.has(line) ? undefined : byKey.get(key(line))?.pop();
      if (place === undefined) continue;
      places.set(line, place);
      taken.add(place);
    }
  };
  take((line) => `${line.task} ${keyOf(line)} ${line.text}`);
  take((line) => `${line.task} ${keyOf(line)}`);
  take(keyOf);

  const matched = original.flatMap((line) => {
    const place = places.get(line);
    return place === undefined ? [] : [{ original: line, port: port[place] as LineEvent, place }];
  });
  const missing = original.filter((line) => !places.has(line));
  const extra = port.filter((_, place) => !taken.has(place));
  return { matched, missing, extra };
}

/** Two lines that differ only in their numbers are the same without them. */
export const numberless = (text: string) => text.replaceAll(/\d+(\.\d+)?/g, '0');
