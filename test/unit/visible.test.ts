import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LockstepError } from '../../harness/errors.ts';
import { CHECKS } from '../../harness/judge/check-names.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import { checkText } from '../../harness/report/check-text.ts';
import { junitXml } from '../../harness/report/junit.ts';
import { timelineText } from '../../harness/report/timeline.ts';
import { verdictText } from '../../harness/report/verdict-text.ts';
import type { Trace } from '../../harness/trace/trace.ts';
import { visible, visibleIn, visibleJson } from '../../harness/visible.ts';
import { plainLook } from '../support/look.ts';
import { HOSTILE_CODES, rawIn } from '../support/raw.ts';
import { MAX, madeUpRuns } from '../support/timing.ts';
import { family, line, slept, task, traceOf } from '../support/traces.ts';
import { diagnosisOf, failing, judgementOf, placeIn, verdictOf } from '../support/verdicts.ts';

/** So wide that nothing is wrapped. */
const LOOK = plainLook(10_000);
const OPTIONS = { platform: 'linux', commandFor: (pair: string) => pair } as const;

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc
    .array(fc.constantFrom(...HOSTILE_CODES), { maxLength: 6 })
    .map((codes) => codes.map((code) => String.fromCodePoint(code)).join('x')),
  fc.constantFrom('\x1B]52;c;AA==\x07', '\x1B[2J\x1B[H', '\x9B2J', '\x1B[32m✔\x1B[39m', 'a\rb'),
);

describe('a text made visible', () => {
  test('has no character that a terminal obeys, or that hides', () => {
    for (const code of HOSTILE_CODES) {
      const shown = visible(`a${String.fromCodePoint(code)}b`);
      expect(rawIn(shown)).toEqual([]);
      expect(shown).not.toContain('\n');
      expect(shown.length).toBeGreaterThan(2);
    }
  });

  test('shows pictures, or the numbers of what has none', () => {
    expect(visible('\x1B[31mred\r\n\0\t\x7F')).toBe('␛[31mred␍␊␀␉␡');
    expect(visible('\u202Ecod.exe\u2066 \x9B2J \u200B')).toBe(
      '<U+202E>cod.exe<U+2066> <U+009B>2J <U+200B>',
    );
    expect(visible('a\uD800b')).toBe('a<U+D800>b');
  });

  test('is as it was where all of it can be seen, also when it is made so again', () => {
    const text = '下载完成! é ñ 🎈 ✔ العربية עברית हिन्दी ⟨main.1⟩ “x”';
    expect(visible(text)).toBe(text);
    fc.assert(fc.property(hostile, (text) => visible(visible(text)) === visible(text)));
  });
});

describe('whatever a program says, everywhere in what is judged,', () => {
  /** The same verdict or trace, with other text in place of each of its own. */
  function poisoned<Value>(value: Value, text: string): Value {
    if (typeof value === 'string') return `${value}${text}` as Value;
    if (Array.isArray(value)) return value.map((each) => poisoned(each, text)) as Value;
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        FIXED.has(name) ? inner : poisoned(inner, text),
      ]),
    ) as Value;
  }
  /** What the harness itself decides by. */
  const FIXED = new Set(['type', 'kind', 'stream', 'clock', 'language', 'owner']);

  const trace: Trace = {
    ...traceOf([line(0, 'main', 'one'), line(1, 'main', 'two', 'stderr'), slept(0, 'main.1', 2)]),
    tasks: [...family('process'), { ...task('main.2', 'process'), command: 'sleep 5' }],
    ending: {
      ...{ kind: 'killed' as const, code: null, signal: 'SIGKILL', time: 1 },
      ...{ leftovers: ['sleep 1000'], detail: ['main waits'] },
    },
    uncontrolled: ['main waits for the network'],
  };
  const another = { ...trace, tasks: family(), events: [line(0, 'main', 'other')] };
  /** What shows each mistake: lines and tasks of the two programs, or what one of them says. */
  const seen = {
    output: madeUpRuns(MAX, trace, another),
    timing: madeUpRuns(MAX, trace, trace),
    tasks: madeUpRuns(MAX, trace, another),
    ending: madeUpRuns(MAX, trace, trace),
  };
  const witness = { owner: 'port' as const, trace, at: 1 };
  const verdicts = (text: string): Verdict[] =>
    [{ seen }, { seen, known: { reason: 'late', where: 'known.txt:3' } }].flatMap(
      ({ seen, ...known }) =>
        [seen, { ...seen, output: witness }].map((seen) =>
          poisoned(
            {
              ...verdictOf('02_two', failing('wrong'), ['it spins']),
              ...{ original: trace, port: trace, ok: false },
              checks: Object.fromEntries(
                CHECKS.map((name) => [
                  name,
                  { ...failing('wrong', seen[name]), ...known, again: trace },
                ]),
              ) as Verdict['checks'],
            },
            text,
          ),
        ),
    );

  /** Diagnosed, where something fails that is not expected to. */
  const diagnosed = (text: string): Verdict[] => {
    const evidence = { task: text, error: text, afterLines: false, missing: 0 };
    const places = [placeIn(`port.ts${text}`, 1, `x(); // ${text}`, 'x()')];
    const diagnosis = diagnosisOf('uncaught-error', evidence, { places, related: places });
    return verdicts(text)
      .slice(0, 1)
      .map((verdict) => ({ ...verdict, diagnosis }));
  };

  const judgements = (text: string) => verdicts(text).map((verdict) => judgementOf(verdict));

  test('no report has it raw', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const judged = [...verdicts(text), ...diagnosed(text)];
        const reports = [
          verdictText(judgements(text), LOOK, OPTIONS),
          ...judged.map((verdict) =>
            checkText([{ name: 'seed', verdict }], LOOK, { file: text, command: text }),
          ),
          timelineText(poisoned(trace, text), LOOK),
          junitXml({
            name: text,
            seconds: 1,
            suites: judged.map((verdict) => ({ name: text, file: text, seconds: 1, verdict })),
          }),
          visibleJson(judged),
          new LockstepError('UNKNOWN_PROGRAM', () => ({ what: text, why: text, next: text }))
            .message,
        ];
        for (const report of reports) expect(rawIn(report)).toEqual([]);
      }),
    );
  });

  test('it makes no row of a report', () => {
    const clean = verdictText(judgements(''), LOOK, OPTIONS).split('\n').length;
    const text = verdictText(judgements('\n✔ all is well'), LOOK, OPTIONS);
    expect(text.split('\n')).toHaveLength(clean);
  });

  test('JSON says the same', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.parse(visibleJson({ [text]: [text] }))).toEqual({ [text]: [text] });
      }),
    );
  });

  test('it is left raw by a value in which nothing is made visible', () => {
    expect(rawIn(timelineText(poisoned(trace, '\x1B'), LOOK, { raw: true }))).not.toEqual([]);
    expect(visibleIn({ a: ['\x1B', 1, null] })).toEqual({ a: ['␛', 1, null] });
  });
});
