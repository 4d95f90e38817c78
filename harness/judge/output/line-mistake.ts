import { type LineEvent, type Trace, UNKNOWN_TASK } from '../../trace/trace.ts';
import { goesOnAfter, isOver, linesOf, sleepsOf, workOf } from '../subject.ts';
import { numberless } from './match-lines.ts';

/** Two programs of which one prints a line and the other another. */
export interface Differing {
  original: Trace;
  port: Trace;
  missing: readonly LineEvent[];
  /** A line whose one group is a matter of order. */
  luck?: RegExp | undefined;
}

/** How two lines differ, for a reader; empty where nothing can be said. `sure` of a mere number not. */
export function lineMistake(
  expected: LineEvent,
  found: LineEvent,
  context: Differing,
): { text: string; sure: boolean } {
  const wording = wordingMistake(expected, found, context.missing);
  if (wording !== undefined) return { text: `: ${wording}`, sure: true };
  if (expected.stream !== found.stream) return { text: '', sure: false };
  const other = processMistake(expected, found);
  if (other !== undefined) return { text: `: ${other}`, sure: true };
  if (numberless(expected.text) !== numberless(found.text)) return { text: '', sure: false };
  const why = numberMistake(expected, found, context);
  return { text: `: another number${why === undefined ? '' : `, ${why}`}`, sure: false };
}

function wordingMistake(
  expected: LineEvent,
  found: LineEvent,
  missing: readonly LineEvent[],
): string | undefined {
  const [wanted, got] = [expected.text, found.text];
  if (wanted === got) {
    return expected.stream === found.stream
      ? undefined
      : `on ${found.stream}, not on ${expected.stream}`;
  }
  if (expected.stream !== found.stream) return undefined;
  if (`${wanted}\r` === got) return 'ends its line with a carriage return (\\r\\n for \\n)';
  if (wanted.replaceAll('\r', '') === got.replaceAll('\r', '')) {
    const isMissing = wanted.length > got.length;
    return `a carriage return (\\r) ${isMissing ? 'is missing' : 'too many'}: it writes ${isMissing ? 'behind' : 'over'} what stands in its line`;
  }
  const spaceless = (text: string) => text.replaceAll(/\s/g, '');
  if (spaceless(wanted) === spaceless(got)) return `other white space${at(wanted, got)}`;
  const stop = /[.。]$/;
  if (stop.test(wanted) && wanted.slice(0, -1) === got) return 'the full stop is missing';
  if (stop.test(got) && got.slice(0, -1) === wanted) return 'a full stop too many';
  const bare = (text: string) => spaceless(text).replaceAll(/[\p{P}\p{S}]/gu, '');
  const decimals = decimalsMistake(wanted, got);
  if (decimals !== undefined) return decimals;
  if (bare(wanted) === bare(got)) return `other punctuation${at(wanted, got)}`;
  const next = missing.find(({ task, text }) => task === expected.task && wanted + text === got);
  return next && 'two lines in one, is the end of the first missing?';
}

/** The first place at which two texts differ: what stands there, and what should. */
function at(wanted: string, got: string): string {
  const [one, other] = [[...wanted], [...got]];
  const from = one.findIndex((character, index) => character !== other[index]);
  const first = from === -1 ? one.length : from;
  let common = 0;
  const most = Math.min(one.length, other.length) - first;
  while (common < most && one.at(-1 - common) === other.at(-1 - common)) common += 1;
  const piece = (text: string[]) => text.slice(first, text.length - common).join('');
  const [should, stands] = [piece(one), piece(other)];
  // Two places at which they differ make one long piece, which says nothing.
  if (Math.max(should.length, stands.length) > 4) return '';
  const where = first >= one.length - 1 ? ' at the end' : '';
  if (should === '') return `, “${stands}” too many${where}`;
  return stands === '' ? `, “${should}” missing${where}` : `, “${stands}” for “${should}”`;
}

/** The same number with other decimals. */
function decimalsMistake(wanted: string, got: string): string | undefined {
  const decimals = (text: string) => /\d+\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const found = decimals(got);
  if (numberless(wanted) !== numberless(got) || decimals(wanted) === found) return undefined;
  return `${found} decimal${found === 1 ? '' : 's'}, the original has ${decimals(wanted)}`;
}

const PROCESS = /⟨([^⟩]*)⟩/g;

/** The id of another process. */
function processMistake(expected: LineEvent, found: LineEvent): string | undefined {
  const nameless = ({ text }: LineEvent) => text.replaceAll(PROCESS, '⟨⟩');
  if (nameless(expected) !== nameless(found)) return undefined;
  const [wanted, got] = [expected, found].map(({ text }) =>
    [...text.matchAll(PROCESS)].map(([, name]) => name as string),
  ) as [string[], string[]];
  const index = wanted.findIndex((name, index) => name !== got[index]);
  const [should, is] = [wanted[index], got[index]];
  if (should === undefined || is === undefined) return undefined;
  if (is === found.task && should === parentOf(is)) {
    return 'its own process id for that of its parent (getppid; process.ppid)';
  }
  if (should === expected.task && is === parentOf(should)) {
    return `the process id of ${is}: it runs in no process of its own`;
  }
  return `the process id of ${is} for that of ${should}`;
}

const parentOf = (task: string) => task.slice(0, task.lastIndexOf('.'));

/** Why a number is another, where the numbers tell. */
function numberMistake(
  expected: LineEvent,
  found: LineEvent,
  { original, port, luck }: Differing,
): string | undefined {
  const numbers = ({ text }: LineEvent) => (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  const [wanted, got] = [numbers(expected), numbers(found)];
  const index = wanted.findIndex((number, index) => number !== got[index]);
  const [should, is] = [wanted[index], got[index]] as [number, number];
  if (luck?.test(found.text)) {
    if (is === 0)
      return 'and nothing has arrived: has each task a copy of its own? Share the memory';
    return is < should
      ? 'an update is lost: is the value read before the lock is held, or written without it?'
      : 'no update is lost, as in the original: is there a lock, or an `await`, that it has not?';
  }
  const drawn = workOf(original).map(({ seconds }) => seconds);
  if (is === 0 && drawn.includes(should)) {
    return 'the result is not there yet: is it read before the join, or kept where no other task sees it?';
  }
  // A sum that lacks one of its parts; only where no other part is as large.
  const lack = Math.round((should - is) * 1000) / 1000;
  const sleepers = sleepsOf(port).filter(({ seconds }) => seconds === lack);
  const isSum = should > Math.max(0, ...drawn);
  if (isSum && sleepers.length === 1)
    return `it lacks the ${lack} of ${sleepers[0]?.task}: is one left out?`;
  return undefined;
}

/** What lines that are missing tell, by who should print them. */
export function missingMistake(
  missing: readonly LineEvent[],
  { original, port }: Pick<Differing, 'original' | 'port'>,
): string {
  if (port.ending.kind !== 'exited') return ': the port did not finish (see ending)';
  const tasks = new Set(missing.map(({ task }) => task));
  const [task] = tasks;
  if (tasks.size !== 1 || task === undefined || task === UNKNOWN_TASK || task === 'main') return '';
  const all = linesOf(original).filter((line) => line.task === task);
  if (all.length === missing.length) {
    return `: ${task} says nothing. Does what it waits for reach it? Tasks share no variables`;
  }
  const before = all.length - missing.length;
  const isTail = all.slice(before).every((line) => missing.includes(line));
  return isTail ? `: ${task} stops too early` : '';
}

/** What lines tell that are too many, by who prints them. */
export function extraMistake(
  extra: readonly LineEvent[],
  { original, port }: Pick<Differing, 'original' | 'port'>,
): string {
  const [first] = extra;
  if (first === undefined || first.stream === 'stderr') return '';
  const twin = linesOf(original).find(({ text }) => numberless(text) === numberless(first.text));
  if (twin?.task === 'main' && first.task.startsWith('main.')) {
    return `: ${first.task} goes on as its parent does. Does it end when its own work is done?`;
  }
  if (twin !== undefined) return '';
  const cutOff = sleepsOf(original).some(
    (sleep) => sleep.task === first.task && !isOver(sleep) && !goesOnAfter(sleep, original),
  );
  const awake = sleepsOf(port).some(({ task, to }) => task === first.task && to <= first.time);
  return cutOff && awake
    ? `: ${first.task} is waited for. The original ends while it sleeps: is it a daemon that nobody joins?`
    : '';
}
