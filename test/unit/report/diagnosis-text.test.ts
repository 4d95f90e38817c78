import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../../harness/judge/diagnosis.ts';
import { LANGUAGES, messagesIn } from '../../../harness/messages/language.ts';
import { diagnosisText } from '../../../harness/report/diagnosis-text.ts';
import { plainLook } from '../../support/look.ts';
import { diagnosisOf, placeIn } from '../../support/verdicts.ts';

const JOIN = placeIn('my-port.ts', 19, '  await p1.join();', 'await p1.join();');
const START = placeIn('my-port.ts', 21, '  p2.start();', 'p2.start()');

const IN_SEQUENCE = {
  ran: { formula: { kind: 'sum' as const, pieces: [7, 6] }, total: 13 },
  expected: { formula: { kind: 'max' as const, pieces: [7, 6] }, total: 7 },
  next: 'main.2',
  isOneTask: false,
};
const TOO_EARLY = {
  ...diagnosisOf('printed-too-early', {
    ...{ text: 'Python从入门到住院.pdf下载完成! 耗费了7秒', original: 7, port: 6 },
    task: 'main.1',
  }),
  check: 'output' as const,
};
const TOTAL = diagnosisOf('wrong-total', { found: 13, wanted: 7 });

/** What the tests below look at, each for its own reason. */
const SCREENS: Record<string, Diagnosis> = {
  'a root with its consequences': diagnosisOf('ran-in-sequence', IN_SEQUENCE, {
    places: [JOIN],
    related: [START],
    consequences: [TOO_EARLY, TOTAL],
  }),
  'two mistakes': diagnosisOf('ran-in-sequence', IN_SEQUENCE, {
    places: [JOIN],
    others: [{ ...TOO_EARLY, located: { places: [START], related: [] } }],
  }),
  'several places': diagnosisOf(
    'deadlock',
    { waiting: ['main.1', 'main.2'], for: 'message' },
    {
      places: [3, 14, 159, 265].map((line) =>
        placeIn('my-port.ts', line, '    const item = await queue.get();', 'queue.get()'),
      ),
    },
  ),
  'no place': diagnosisOf('exceeds-limit', { what: 'memory' }),
  'a long line of Chinese': diagnosisOf(
    'wrong-text',
    {
      found: '开始下载Python从入门到住院.pdf......',
      wanted: '开始下载Python从入门到住院.pdf...',
      differs: 'punctuation',
      piece: { found: '...', wanted: '' },
    },
    {
      places: [
        placeIn(
          'ports/of-a-learner/second-attempt/02_processes.ts',
          7,
          "  /* 打印开始下载的消息，包括文件的名字 */ print(format('开始下载%s......', filename)); // 然后等待一段随机的时间，模拟下载的过程",
          "print(format('开始下载%s......', filename))",
        ),
      ],
    },
  ),
};

const screenOf = async (language: (typeof LANGUAGES)[number], width: number) => {
  const look = plainLook(width, await messagesIn(language));
  return Object.entries(SCREENS).flatMap(([name, diagnosis]) => [
    `-- ${name}`,
    ...diagnosisText(diagnosis, look, { all: true }),
    '',
  ]);
};

describe.each(LANGUAGES)('a diagnosis in the language %s', (language) => {
  test.each([80, 120])('at %i columns', async (width) => {
    const text = (await screenOf(language, width)).join('\n');
    await expect(text).toMatchFileSnapshot(`screens/diagnosis.${language}.${width}.txt`);
  });

  test.each([40, 60, 80, 100, 120])('fits %i columns', async (width) => {
    const widest = Math.max(...(await screenOf(language, width)).map((line) => stringWidth(line)));
    expect(widest).toBeLessThanOrEqual(width);
  });
});

test('a consequence that is found twice is told once', () => {
  const diagnosis = diagnosisOf('ran-in-sequence', IN_SEQUENCE, { consequences: [TOTAL, TOTAL] });
  expect(diagnosisText(diagnosis, plainLook()).at(-1)).toBe(
    '  also: total 13.00 s instead of 7.00 s (follows from this)',
  );
});

test('of many consequences the first three are told, and how many more there are', () => {
  const consequences = [5, 6, 7, 8, 9].map((found) =>
    diagnosisOf('wrong-total', { found, wanted: 1 }),
  );
  const diagnosis = diagnosisOf('ran-in-sequence', IN_SEQUENCE, { consequences });
  expect(diagnosisText(diagnosis, plainLook(200)).at(-1)).toMatch(
    / 7\.00 s .*, 2 more \(all follow/,
  );
});
