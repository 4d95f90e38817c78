import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../harness/judge/verdict.ts';
import { findPython } from '../../../harness/launch/python.ts';
import { pairText } from '../../../harness/report/pair-text.ts';
import { run as runProgram } from '../../../harness/run.ts';
import { isOutput, type Trace } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { plainLook } from '../../support/look.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, sandbox } = useVirtualClock();

const LANGUAGES = ['py', 'ts'];
const said = ({ events }: Trace) =>
  events.filter(isOutput).map(({ time, task, text }) => `${time} ${task} ${text}`);

/** Arguments that a shell, an option parser or a path could misread. */
const ODD = ['a b', '--', '-x', '--json', '', '$HOME', '"', "it's", '*', '\\', '启动', '-'];

describe.concurrent.each(LANGUAGES)('a program (.%s)', (language) => {
  test('gets its arguments unchanged', async () => {
    const trace = await run(`given/repeats-its-arguments.${language}`, { given: { args: ODD } });
    expect(said(trace)).toEqual([`0 main ${JSON.stringify(ODD)}`]);
  });

  test('parses its arguments', async () => {
    const args = ['2', '--delay', '0.5'];
    const trace = await run(`given/ticks.${language}`, { given: { args } });
    expect(said(trace)).toEqual(['0.5 main tick 0', '1 main tick 1']);
  });

  test.each([
    ['greets', 'Ann\n', ['0 main name? ', `1 ${language === 'py' ? 'main.1' : 'main'} hello Ann`]],
    ['counts-lines', 'one\ntwo\n\n', ['1 main 3 lines']],
    ['counts-lines', '', ['1 main 0 lines']],
  ])('reads a file: %s, %j', async (name, content, lines) => {
    const file = join(sandbox.path, `${language}-${content.length}.txt`);
    writeFileSync(file, content);
    const trace = await run(`given/${name}.${language}`, { given: { input: { file } } });
    expect(said(trace)).toEqual(lines);
    expect(trace).not.toHaveProperty('notes');
  });

  test.each(['asks', 'greets', 'counts-lines'])(
    'has a note if it reads a closed standard input: %s',
    async (name) => {
      const { notes } = await run(`given/${name}.${language}`);
      expect(notes?.map(String)).toEqual([
        expect.stringMatching(/^main reads its standard input.*, which is closed here$/),
      ]);
    },
  );

  test('has no note if its child reads what the parent gives it', async () => {
    const trace = await run(`given/reads-by-a-child.${language}`);
    expect(said(trace)).toEqual(["0 main.1 'given'"]);
    expect(trace).not.toHaveProperty('notes');
  });
});

test('a Python program has the name by which it was started', async () => {
  const name = relative(process.cwd(), fixture('given/tells-its-name.py'));
  const python = await findPython(process.env, process.platform);
  const options = { python, clock: 'virtual', dice: { seed: 0 } } as const;
  expect(said(await runProgram(name, options))).toEqual([`0 main ['${name}'] True`]);
  const elsewhere = await runProgram(name, { ...options, given: { cwd: sandbox.path } });
  expect(said(elsewhere)).toEqual([`0 main ['${resolve(name)}'] True`]);
});

test('a verdict says which program reads a closed standard input', async () => {
  const [original, port] = await Promise.all(
    LANGUAGES.map(async (language) => ({ trace: await run(`given/counts-lines.${language}`) })),
  );
  if (original === undefined || port === undefined) throw new Error('Two programs ran.');
  const pair = { stem: 'made-up', law: { kind: 'max' }, total: /^no total (\d)$/ } as const;
  const text = pairText(judge(pair, original, port), plainLook(), {});
  expect(text).toContain(
    'note: in the original, main reads its standard input at counts-lines.py:4, which is closed here',
  );
  expect(text).toContain('note: in the port, main reads its standard input, which is closed here');
});
