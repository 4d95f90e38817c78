import { type Message, processOf } from './messages.ts';
import type { Piece } from './pieces.ts';
import { taskTree } from './task-tree.ts';
import type { Stream } from './trace.ts';

/** A whole number that is not part of a decimal one. */
const NUMBER = /(?<![\d.])\d+(?![\d]|\.\d)/g;

/**
 * A number from here on that equals a process id of the run is taken for that id. A smaller one may
 * be something that the program counts: in a container ids begin at 1, and a download that prints
 * each per cent meets them all.
 */
const LARGE = 10_000;

/** A line, or a part of one. */
type Said = Pick<Piece, 'stream' | 'text'>;

/** What of a run tells its process ids. */
export interface Numbered {
  /** The program's first process. */
  pid: number;
  messages: readonly Message[];
  lines: readonly Said[];
}

/** Where process ids stand in the lines of a program: in any later run they stand there, too. */
export type IdSpots = Set<string>;

/** Which numbers in the lines of a run are ids of its processes. */
export interface ProcessIds {
  /** Whether a number may be an id or something that the program counts: only another run can tell. */
  areInDoubt: () => boolean;
  /**
   * Learn from another run of the program with the same choices: there each process has another id,
   * and what the program counts is the same.
   */
  compare: (lines: readonly Said[]) => void;
  /** The texts of the lines, each process id replaced by its task, so that runs can be compared. */
  named: () => string[];
}

/** @param spots where the program's ids are known to stand; `compare` adds to them */
export function processIdsIn(spots: IdSpots, { pid, messages, lines }: Numbered): ProcessIds {
  const tasks = tasksById(pid, messages);
  const rows = placed(lines);
  /** The places of numbers that the program counts, though a process has the same. */
  const counted = new Set<string>();

  const doubts = () =>
    rows.flatMap(({ place, text }) =>
      numbersIn(text).flatMap((digits, index) => {
        if (Number(digits) >= LARGE || !tasks.has(digits)) return [];
        const spot = `${text.replaceAll(NUMBER, '#')} ${index}`;
        return spots.has(spot) ? [] : [{ place, index, digits, spot }];
      }),
    );
  return {
    areInDoubt: () => doubts().length > 0,
    compare(lines) {
      const others = new Map(placed(lines).map(({ place, text }) => [place, numbersIn(text)]));
      for (const { place, index, digits, spot } of doubts()) {
        const other = others.get(place)?.[index];
        if (other === digits) counted.add(`${place} ${index}`);
        else if (other !== undefined) spots.add(spot);
      }
    },
    named: () =>
      rows.map(({ place, text }) => {
        let index = -1;
        return text.replaceAll(NUMBER, (digits) => {
          index += 1;
          const task = tasks.get(digits);
          return task === undefined || counted.has(`${place} ${index}`) ? digits : `⟨${task}⟩`;
        });
      }),
  };
}

function tasksById(root: number, messages: readonly Message[]): ReadonlyMap<string, string> {
  const tasks = new Map<string, string>();
  const tree = taskTree(root, messages);
  for (const message of messages) {
    for (const address of 'child' in message ? [message.from, message.child] : [message.from]) {
      const task = tree.at(`${processOf(address)}:0`);
      if (task !== undefined) tasks.set(String(processOf(address)), task);
    }
  }
  return tasks;
}

const numbersIn = (text: string): string[] => text.match(NUMBER) ?? [];

/** Each line with its place in its stream: how the streams interleave is luck. */
function placed(lines: readonly Said[]): { place: string; text: string }[] {
  const counts = new Map<Stream, number>();
  return lines.map(({ stream, text }) => {
    const count = counts.get(stream) ?? 0;
    counts.set(stream, count + 1);
    return { place: `${stream} ${count}`, text };
  });
}
