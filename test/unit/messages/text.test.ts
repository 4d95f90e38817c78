import { describe, expect, test } from 'vitest';
import { en } from '../../../harness/messages/en/index.ts';
import { distinct, inLanguage, messagesOf, text } from '../../../harness/messages/text.ts';
import { zh } from '../../../harness/messages/zh/index.ts';
import { visibleIn } from '../../../harness/visible.ts';

const WAIT = text('waitsFor', 'main', 'lock', 'futex');

describe('a text of the catalogue', () => {
  test('is English as a string and in a document, and Chinese for a Chinese reader', () => {
    expect(`${WAIT}`).toBe('main waits for a lock (futex)');
    expect(JSON.stringify([WAIT])).toBe('["main waits for a lock (futex)"]');
    expect(inLanguage(WAIT, zh)).toBe('main 在等锁（futex）');
  });

  test('may hold another, alone or in a list', () => {
    const alone = text('inRealTime', WAIT, 'a.py:3');
    expect(alone.in(zh)).toBe('main 在等锁（futex），按真实时间，位于 a.py:3');
    const listed = text('cutShort', 'port', 'idle', [WAIT, 'as it was printed']);
    expect(listed.in(en)).toBe(
      'the port waits for something from outside: main waits for a lock (futex); as it was printed',
    );
    expect(listed.in(zh)).toBe(
      '移植程序在等程序之外的东西：main 在等锁（futex）；as it was printed',
    );
  });

  test('is told once, whoever tells it again', () => {
    expect(distinct([WAIT, text('waitsFor', 'main', 'lock', 'futex'), 'other'])).toHaveLength(2);
  });

  test('shows no character that a terminal obeys, in no language', () => {
    const { hostile } = visibleIn({ hostile: text('lineUnobserved', '\x1B[2J') });
    for (const messages of [en, zh]) expect(hostile.in(messages)).toContain('“␛[2J”');
    expect(JSON.stringify(hostile)).toContain('␛');
  });
});

test('what a mistake shows may be a text, too', () => {
  const evidence = { what: 'memory', detail: text('tooMuchMemory', 1025, 1024) } as const;
  const { message } = messagesOf({ id: 'exceeds-limit', evidence }, zh);
  expect(message(evidence)).toMatch(/：1025 MB；限制是 1024 MB/);
});
