import { diffArrays } from 'diff';
import type { Runs } from '../../judge/runs.ts';
import { type Said, text } from '../../messages/text.ts';
import type { Trace } from '../../trace/trace.ts';

/** What the two programs do at one place of their traces; `same` if it is the same. */
export interface Row {
  original?: Said;
  port?: Said;
  same: boolean;
}

/** One thing that a program does, for the comparison and for a reader. */
export interface Item {
  /** What two must share to be the same. */
  key: string;
  text: Said;
}

/** How many rows of what is the same stand before the first that is not. */
const CONTEXT = 1;
/** How many rows are shown. */
const MOST = 12;
/** What lies further behind the parting is not compared: the cost grows with the square of it. */
const COMPARED = 60;

/** Both programs from where they part; nothing if they do not. */
export function sideBySide(original: readonly Item[], port: readonly Item[]): Row[] {
  const parting = original.findIndex(({ key }, index) => key !== port[index]?.key);
  const first = parting === -1 ? original.length : parting;
  if (first === original.length && first === port.length) return [];
  const from = Math.max(0, first - CONTEXT);
  const [left, right] = [original, port].map((items) => items.slice(from, from + COMPARED)) as [
    Item[],
    Item[],
  ];
  const rows = aligned(left, right);
  if (rows.length <= MOST) return rows;
  const more = (name: 'original' | 'port', items: readonly Item[]) => {
    const hidden = items.length - from - rows.slice(0, MOST).filter((row) => row[name]).length;
    return hidden > 0 ? { [name]: text('more', hidden) } : {};
  };
  return [
    ...rows.slice(0, MOST),
    { ...more('original', original), ...more('port', port), same: true },
  ];
}

/** As many rows with the same on both sides as can be; what differs between two of them is paired. */
function aligned(left: Item[], right: Item[]): Row[] {
  const rest = { original: [...left], port: [...right] };
  const taken = (name: keyof typeof rest, count: number) =>
    rest[name].splice(0, count).map(({ text }) => text);
  const rows: Row[] = [];
  let [lone, other]: [Said[], Said[]] = [[], []];
  const flush = () => {
    rows.push(...paired(lone, other, false));
    [lone, other] = [[], []];
  };
  const comparator = (one: Item, two: Item) => one.key === two.key;
  for (const { added, removed, count } of diffArrays(left, right, { comparator })) {
    if (removed) lone.push(...taken('original', count));
    else if (added) other.push(...taken('port', count));
    else {
      flush();
      rows.push(...paired(taken('original', count), taken('port', count), true));
    }
  }
  flush();
  return rows;
}

function paired(left: readonly Said[], right: readonly Said[], same: boolean): Row[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
    const [original, port] = [left[at], right[at]];
    return {
      ...(original !== undefined && { original }),
      ...(port !== undefined && { port }),
      same,
    };
  });
}

/** The rows of a comparison: absent where both are the same. */
export function parting(
  { original, port }: Runs,
  itemsOf: (trace: Trace) => Item[],
): { sideBySide?: Row[] } {
  const rows = sideBySide(itemsOf(original.trace), itemsOf(port.trace));
  return rows.length === 0 ? {} : { sideBySide: rows };
}
