import type { Runs } from '../../judge/runs.ts';
import type { Said } from '../../messages/text.ts';
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
    return hidden > 0 ? { [name]: `… and ${hidden} more` } : {};
  };
  return [
    ...rows.slice(0, MOST),
    { ...more('original', original), ...more('port', port), same: true },
  ];
}

/** As many rows with the same on both sides as can be; what differs between two of them is paired. */
function aligned(left: readonly Item[], right: readonly Item[]): Row[] {
  // The length of the longest common subsequence of what is left of both, from each place on.
  const lengths = Array.from({ length: left.length + 1 }, () =>
    new Array<number>(right.length + 1).fill(0),
  );
  const length = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      (lengths[i] as number[])[j] =
        left[i]?.key === right[j]?.key
          ? length(i + 1, j + 1) + 1
          : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const rows: Row[] = [];
  let [lone, other]: [Item[], Item[]] = [[], []];
  const flush = () => {
    for (let at = 0; at < Math.max(lone.length, other.length); at += 1) {
      const [original, port] = [lone[at]?.text, other[at]?.text];
      rows.push({
        ...(original !== undefined && { original }),
        ...(port !== undefined && { port }),
        same: false,
      });
    }
    [lone, other] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [one, two] = [left[i], right[j]];
    if (one !== undefined && one.key === two?.key) {
      flush();
      rows.push({ original: one.text, port: two.text, same: true });
      i += 1;
      j += 1;
    } else if (one !== undefined && (two === undefined || length(i + 1, j) >= length(i, j + 1))) {
      lone.push(one);
      i += 1;
    } else if (two !== undefined) {
      other.push(two);
      j += 1;
    }
  }
  flush();
  return rows;
}

/** The rows of a comparison: absent where both are the same. */
export function parting(
  { original, port }: Runs,
  itemsOf: (trace: Trace) => Item[],
): { sideBySide?: Row[] } {
  const rows = sideBySide(itemsOf(original.trace), itemsOf(port.trace));
  return rows.length === 0 ? {} : { sideBySide: rows };
}
