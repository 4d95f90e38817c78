import type { CallKind, Check, Find, Place } from './subject.ts';

/** The source of a port, and the name of its file. */
export interface Source {
  file: string;
  text: string;
}

/** How the calls of a kind are written, on `ts-ports/python/` and on plain Node. */
const CALLS: Record<CallKind, RegExp> = {
  start: /\.start\(\)|\b(?:fork|spawn|execFile)\(|new Worker\(|\.submit\(|\.applyAsync\(|\.run\(\)/,
  join: /\.join\(\)|\bwait(?:pid)?\(|\bonce\(|\.on(?:ce)?\('(?:exit|close)'|Promise\.(?:all|race|any)/,
  sleep: /\b(?:sleep|setTimeout|delay)\(|Atomics\.wait\(/,
  clock: /\btime\(\)|Date\.now\(\)|performance\.now\(\)|hrtime|new Date\(\)/,
  draw: /\b(?:randint|randomInt|randrange)\(|Math\.random\(\)/,
  lock: /\bLock\(|\.acquire\(|\.release\(|locks\.request\(|Atomics\.(?:wait|notify)/,
  pool: /\b\w*(?:Pool|PoolExecutor)\(|\.submit\(|\.map\(|\.apply(?:Async)?\(/,
  message: /\.(?:put|get|send|recv|close|postMessage|acquire|release)\(|\bwait(?:Async)?\(/,
  exit: /\b_?exit\(|\bexitCode\b|\.kill\(/,
  timer: /\bset(?:Interval|Timeout)\(|\.listen\(|createServer\(|\.on\('message'/,
  loop: /\bwhile\s*\(|\bfor\s*\(\s*;\s*;|\bsetImmediate\(|\bnextTick\(/,
  promise: /Promise\.(?:all|allSettled|race|any)\(|\.run\(\)/,
  'line end': /\\[rn]/,
};

/** So many places of one kind are a help; more are none. */
const MOST_PLACES = 6;

/** Point a failed check at the lines of the port's source that it speaks of, if they are there. */
export function located(check: Check, source: Source): Check {
  if (check.look?.find === undefined) return check;
  const { find, ...look } = check.look;
  const places = placesOf(find, source);
  return { ...check, look: { ...look, ...(places.length > 0 && { places }) } };
}

function placesOf(find: Find, { file, text }: Source): Place[] {
  const original = text.split('\n');
  const code = withoutComments(text).split('\n');
  const place = (index: number): Place => ({
    file,
    line: index + 1,
    source: original[index]?.trim() ?? '',
  });
  if ('line' in find) return original[find.line - 1] === undefined ? [] : [place(find.line - 1)];
  if ('printing' in find) {
    const at = find.printing.map((text) => linePrinting(text, code)).find((at) => at !== undefined);
    return at === undefined ? [] : [place(at)];
  }
  const patterns = find.calls.map((kind) => CALLS[kind]);
  const isImport = (line: string) => /^\s*(?:import\b|export \{|\} from)/.test(line);
  const all = [...code.keys()].filter((index) => {
    const line = code[index] as string;
    return patterns.some((pattern) => pattern.test(line)) && !isImport(line);
  });
  return all.length > MOST_PLACES ? [] : all.map(place);
}

/** A text in quotes, or a template; no longer than its line. */
const LITERAL = /(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g;
/** What stands in a literal for something else: `%s`, `${…}`, an escape. */
const HOLE = /%[-+.\d]*[a-z]|\$\{[^}]*\}|\\u\{?[\da-fA-F]+\}?|\\./g;
/** Fewer characters that a literal shares with a line say nothing. */
const LEAST_SHARED = 3;

/** The one line whose literal is the pattern of what was printed; none if two could be. */
function linePrinting(printed: string, code: readonly string[]): number | undefined {
  let best: number[] = [];
  let most = LEAST_SHARED - 1;
  for (const [index, line] of code.entries()) {
    for (const [, , literal = ''] of line.matchAll(LITERAL)) {
      const pieces = literal.split(HOLE);
      const shared = pieces.join('').trim().length;
      if (shared < most || !patternOf(pieces).test(printed)) continue;
      best = shared > most ? [index] : [...best, index];
      most = shared;
    }
  }
  const lines = new Set(best);
  return lines.size === 1 ? best[0] : undefined;
}

function patternOf(pieces: readonly string[]): RegExp {
  return new RegExp(`^${pieces.map((piece) => RegExp.escape(piece)).join('.*')}$`, 's');
}

/** The same lines with blanks for comments. */
function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replaceAll(/[^\n]/g, ' ');
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, blank);
}
