import { numberless } from '../../trace/match-lines.ts';
import { sleepsOf, workOf } from '../../trace/sleeps.ts';
import type { LineEvent } from '../../trace/trace.ts';
import type { Beside } from './beside.ts';
import { inPairs, lineDetector, type OutputDetector, reworded } from './line-detector.ts';
import { excerpt } from './line-text.ts';
import { unheard } from './lines.ts';

const NUMBERS = /\d+(?:\.\d+)?/g;

interface Numbers {
  /** The first numbers in which two lines differ that differ only in these. */
  should: number;
  is: number;
  wanted: LineEvent;
  found: LineEvent;
}

const inNumbers = <Evidence>(between: (numbers: Numbers, beside: Beside) => Evidence | undefined) =>
  inPairs((wanted, found, beside) => {
    const isOne = wanted.stream === found.stream && wanted.text !== found.text;
    if (!isOne || numberless(wanted.text) !== numberless(found.text)) return undefined;
    const [ones = [], others = []] = [wanted, found].map(({ text }) => text.match(NUMBERS) ?? []);
    const at = ones.findIndex((number, index) => number !== others[index]);
    return between({ should: Number(ones[at]), is: Number(others[at]), wanted, found }, beside);
  });

const decimalsIn = ({ text }: LineEvent) => /\d+\.(\d+)/.exec(text)?.[1]?.length ?? 0;

const wrongDecimals = lineDetector({
  id: 'wrong-decimals',
  find: inNumbers(({ wanted, found }) => {
    const [expected, decimals] = [decimalsIn(wanted), decimalsIn(found)];
    return decimals === expected ? undefined : { ...reworded(wanted, found), decimals, expected };
  }),
});

/** A number that is a matter of order, by how it differs. */
const lucky = (isSo: (should: number, is: number) => boolean) =>
  inNumbers(({ should, is, wanted, found }, { luck }) =>
    luck?.test(found.text) && isSo(should, is) ? reworded(wanted, found) : undefined,
  );

const nothingArrives = lucky((_, is) => is === 0);

/** One task sees nothing of what another writes. */
export const notShared = lineDetector({
  id: 'not-shared',
  find(beside) {
    const line = unheard(beside);
    if (line === undefined) return nothingArrives(beside);
    return { evidence: { task: line.task, wanted: excerpt(line) }, lines: [line] };
  },
});

const lostUpdate = lineDetector({
  id: 'lost-update',
  find: lucky((should, is) => is < should),
});

/** No update is lost that the original may lose. */
const extraLock = lineDetector({
  id: 'extra-lock',
  find: lucky((should, is) => is > should),
});

const resultReadTooEarly = lineDetector({
  id: 'result-read-too-early',
  find: inNumbers(({ should, is, wanted, found }, { original }) =>
    is === 0 && workOf(original).some(({ seconds }) => seconds === should)
      ? reworded(wanted, found)
      : undefined,
  ),
});

const wrongNumber = lineDetector({
  id: 'wrong-number',
  find: inNumbers(({ should, is, wanted, found }, beside) => {
    const lacks = lackOf(should, is, beside);
    return { ...reworded(wanted, found), ...(lacks && { lacks }) };
  }),
});

/** Of a sum that lacks one of its parts: which, and whose; only where no other part is as large. */
function lackOf(should: number, is: number, { original, port }: Beside) {
  if (should <= Math.max(0, ...workOf(original).map(({ seconds }) => seconds))) return undefined;
  const number = Math.round((should - is) * 1000) / 1000;
  const [sleeper, ...others] = sleepsOf(port).filter(({ seconds }) => seconds === number);
  return sleeper && others.length === 0 ? { number, task: sleeper.task } : undefined;
}

/** The same line with another number. */
export const NUMBER_DETECTORS: readonly OutputDetector[] = [
  wrongDecimals,
  lostUpdate,
  extraLock,
  resultReadTooEarly,
  wrongNumber,
];
