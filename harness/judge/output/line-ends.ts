import type { Mistakes } from '../../messages/mistakes.ts';
import type { MatchedLine } from '../../trace/match-lines.ts';
import type { SpokenLine } from '../../trace/spoken.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { LineEvent } from '../../trace/trace.ts';
import type { Beside } from './beside.ts';
import { lineDetector, type OutputDetector } from './line-detector.ts';
import { excerpt } from './line-text.ts';

type How = Mistakes['wrong-line-end']['how'];

/** Which lines of the port end otherwise than in the original; the first kind that is found. */
function otherwiseEnded({ matched, missing, extra }: Beside): [How, LineEvent[]] | undefined {
  const wanted = new Set(missing.map(({ text }) => text));
  const isTwo = ({ text }: LineEvent) =>
    missing.some((one, index) => {
      const next = missing.slice(index + 1).find(({ task }) => task === one.task);
      return next !== undefined && one.text + next.text === text;
    });
  const flawed = matched.filter(({ original, port }) => original.flaw !== port.flaw);
  const kinds: [How, LineEvent[]][] = [
    ['CRLF', extra.filter(({ text }) => text.endsWith('\r') && wanted.has(text.slice(0, -1)))],
    ['two lines in one', extra.filter(isTwo)],
    ['empty lines', extra.filter(({ text }) => text === '')],
    ...[...Map.groupBy(flawed, flawOf)].map(([how, lines]): [How, LineEvent[]] => [
      how,
      lines.map(({ port }) => port),
    ]),
  ];
  return kinds.find(([, lines]) => lines.length > 0);
}

function flawOf({ original, port }: MatchedLine): How {
  if (port.flaw === 'no line end') return 'missing';
  if (original.flaw === 'no line end') return 'extra';
  return port.flaw === 'invalid UTF-8' ? 'invalid UTF-8' : 'valid UTF-8';
}

/** The same text, but for what ends its lines, or what it is encoded in. */
export const wrongLineEnd: OutputDetector = lineDetector({
  id: 'wrong-line-end',
  find(beside) {
    const [how, lines = []] = otherwiseEnded(beside) ?? [];
    const [line] = lines;
    if (how === undefined || line === undefined) return undefined;
    const evidence = { text: excerpt(line), how, lines: lines.length };
    // Two lines in one are printed by what prints the first of them; an empty one, by the one before.
    const begun = beside.missing.find(({ text }) => line.text.startsWith(text));
    const own = spokenLines(beside.port).filter(({ task }) => task === line.task);
    const before = own[own.indexOf(line as SpokenLine) - 1];
    return { evidence, lines: [line, begun, before].filter((each) => each?.text !== '') };
  },
});
