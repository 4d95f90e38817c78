import { describe, expect, test } from 'vitest';
import { lockstep } from '../../../harness/cli/program.ts';
import { wrongUsage } from '../../../harness/cli/wrong-usage.ts';
import { en } from '../../../harness/messages/en/index.ts';
import type { Messages } from '../../../harness/messages/messages.ts';
import { zh } from '../../../harness/messages/zh/index.ts';

const { signal } = new AbortController();

/** What the parser says of a command line; `raw`: in its own words. */
async function saidOf(line: string, messages: Messages, raw = false): Promise<string> {
  const program = lockstep({ signal, messages }, () => {});
  let said = '';
  for (const command of [program, ...program.commands]) {
    command.showHelpAfterError(false).configureOutput({
      writeErr: () => {},
      outputError(text) {
        said += raw ? text : wrongUsage(text, messages);
      },
    });
  }
  await program.parseAsync(line.split(' '), { from: 'user' }).catch(() => {});
  return said;
}

const WRONG = [
  'run',
  'check 02',
  'run x.py --seed',
  'run x.py --seed -1',
  'run x.py --until x',
  'run x.py --durations 7,x',
  'run x.py --replay first',
  'run x.py --patience 0',
  'run x.py --limit cpu',
  'run x.py --stdin -',
  'verify --clock sundial',
  'verify --sed 7',
  'verify --frob',
  'explain one two',
];

describe('a wrong command line', () => {
  test.each(WRONG)('is told in English in the words of the parser: %s', async (line) => {
    const said = await saidOf(line, en);
    expect(said).toMatch(/^error: /);
    expect(said).toBe(await saidOf(line, en, true));
  });

  test.each(WRONG)('is told in Chinese: %s', async (line) => {
    const said = await saidOf(line, zh);
    expect(said).toMatch(/^错误：/);
    expect(said).not.toMatch(/\b(?:error|argument|option|Give|Use|Allowed|Did)\b/);
  });
});

test('what the parser says in words that are not known stays as it is', () => {
  expect(wrongUsage('error: something else\n', zh)).toBe('error: something else\n');
});
