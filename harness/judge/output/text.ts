import type { Mistakes } from '../../messages/mistakes.ts';
import { numberless } from '../../trace/match-lines.ts';
import type { LineEvent } from '../../trace/trace.ts';
import type { Beside } from './beside.ts';
import { inPairs, lineDetector, type OutputDetector, reworded } from './line-detector.ts';
import { excerpt } from './line-text.ts';

const wrongStream = lineDetector({
  id: 'wrong-stream',
  find: inPairs((wanted, found) =>
    wanted.text === found.text && wanted.stream !== found.stream
      ? { text: excerpt(found), found: found.stream, wanted: wanted.stream }
      : undefined,
  ),
});

const PROCESS = /⟨([^⟩]*)⟩/g;
const nameless = ({ text }: LineEvent) => text.replaceAll(PROCESS, '⟨⟩');
const parentOf = (task: string) => task.slice(0, task.lastIndexOf('.'));

/** The id of another process. */
const wrongProcessId = lineDetector({
  id: 'wrong-process-id',
  find: inPairs((wanted, found) => {
    if (wanted.text === found.text || nameless(wanted) !== nameless(found)) return undefined;
    const [should, is] = [wanted, found].map(({ text }) =>
      [...text.matchAll(PROCESS)].map(([, name]) => name),
    ) as [string[], string[]];
    const at = should.findIndex((name, index) => name !== is[index]);
    const [one, other] = [should[at] as string, is[at] as string];
    const own = other === found.task && one === parentOf(other);
    return { text: excerpt(found), found: other, wanted: one, own };
  }),
});

type WrongText = Mistakes['wrong-text'];

/** Lines that are written otherwise; else lines of one task that have nothing in common. */
const wrongText = lineDetector({
  id: 'wrong-text',
  find: (beside) => miswritten(beside) ?? otherWords(strangers(beside)),
});

const miswritten = inPairs<WrongText>((wanted, found) => {
  const differs = wanted.stream === found.stream && difference(wanted.text, found.text);
  if (!differs) return undefined;
  const piece = pieceOf(wanted.text, found.text);
  return { ...reworded(wanted, found), differs, ...(piece && { piece }) };
});

const otherWords = inPairs<WrongText>((wanted, found) =>
  wanted.stream === found.stream && wanted.task === found.task
    ? { ...reworded(wanted, found), differs: 'words' }
    : undefined,
);

/** Without the lines that differ only in their numbers or process ids. */
function strangers(beside: Beside): Beside {
  const { missing, extra } = beside;
  const kind = (line: LineEvent) => numberless(nameless(line));
  const [wanted, found] = [missing, extra].map((lines) => new Set(lines.map(kind)));
  return {
    ...beside,
    missing: missing.filter((line) => !found?.has(kind(line))),
    extra: extra.filter((line) => !wanted?.has(kind(line))),
  };
}

function difference(wanted: string, found: string): WrongText['differs'] | undefined {
  const same = (part: RegExp) => wanted.replaceAll(part, '') === found.replaceAll(part, '');
  if (same(/\r/g)) return 'carriage return';
  if (same(/\s/g)) return 'white space';
  if (numberless(wanted) === numberless(found)) return undefined;
  if (same(/[.。]$/g)) return 'full stop';
  return same(/[\s\p{P}\p{S}]/gu) ? 'punctuation' : undefined;
}

/** The first place at which two texts differ: what stands there, and what should. */
function pieceOf(wanted: string, found: string): WrongText['piece'] {
  const [one, other] = [[...wanted], [...found]];
  const from = one.findIndex((character, index) => character !== other[index]);
  const first = from === -1 ? one.length : from;
  let common = 0;
  const most = Math.min(one.length, other.length) - first;
  while (common < most && one.at(-1 - common) === other.at(-1 - common)) common += 1;
  const piece = (text: string[]) => text.slice(first, text.length - common).join('');
  const [should, stands] = [piece(one), piece(other)];
  // Two places at which they differ make one long piece, which says nothing.
  if (Math.max(should.length, stands.length) > 4) return undefined;
  return { found: excerpt({ text: stands }), wanted: excerpt({ text: should }) };
}

/** The same line on another stream, in other words, or with another process id. */
export const TEXT_DETECTORS: readonly OutputDetector[] = [wrongStream, wrongText, wrongProcessId];
