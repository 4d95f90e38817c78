import { afterAll, describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { sandbox, run, tell } = useVirtualClock();

afterAll(() => {
  expect(sandbox.processes()).toEqual([]);
});

describe.concurrent.each(['py', 'ts'])('a program (.%s)', (language) => {
  test('ends at once if it does nothing', async () => {
    expect(await tell(`ends-at-once.${language}`)).toEqual(['0 end: exit code 0']);
  });

  test('keeps the lines that it printed before it was killed', async () => {
    expect(await tell(`is-killed.${language}`)).toEqual(['0 main: before', '0 end: SIGKILL']);
  });

  test('sleeps and prints to stderr after it has closed its stdout', async () => {
    expect(await tell(`closes-its-output.${language}`)).toEqual([
      '0 main: before',
      '3 main (stderr): after',
      '3 end: exit code 0',
    ]);
  });

  test('is reported if it writes bytes that are not UTF-8', async () => {
    expect(await tell(`prints-invalid-utf8.${language}`)).toEqual([
      '0 main: caf\uFFFD (invalid UTF-8)',
      '0 main: after',
      '0 end: exit code 0',
    ]);
  });

  test('may print a line of 10 MB', async () => {
    const [line, ...rest] = await tell(`prints-10-mb-in-one-line.${language}`);
    expect(line).toMatch(/^0 main: x+$/);
    expect(line).toHaveLength('0 main: '.length + 10_000_000);
    expect(rest).toEqual(['0 main: after', '0 end: exit code 0']);
  });

  test('is reported with the child that it leaves behind', async () => {
    const [, , ...rest] = await tell(`leaves-a-child-behind.${language}`);
    expect(rest).toContain('left behind: sleep 1000');
  });

  test('has its children observed, even if it clears its environment first', async () => {
    const trace = await run(`clears-its-environment.${language}`);
    expect(trace.uncontrolled).toEqual([]);
    const lines = trace.events.filter(({ type }) => type === 'line');
    expect(lines.map(({ time }) => time)).toEqual(lines.map((_, index) => index + 1));
    expect(lines).toHaveLength(language === 'py' ? 4 : 3);
  });
});

describe.concurrent('a program', () => {
  test('has its children observed, even if it changes its folder first', async () => {
    expect(await tell('changes-folder.py')).toEqual([
      '1 main.1: forked in /',
      '2 main.2: started in /',
      '2 end: exit code 0',
    ]);
    expect(await tell('changes-folder.ts')).toEqual([
      '1 main.1: started in /',
      '2 main: still in /',
      '2 end: exit code 0',
    ]);
  });

  test('leaves nothing behind if it forks and exits', async () => {
    const trace = await run('forks-and-exits.py');
    expect(trace.ending).toMatchObject({ kind: 'exited', code: 4, time: 0, leftovers: [] });
    expect(trace.events).toContainEqual(
      expect.objectContaining({ type: 'end', task: 'main.1', code: 3 }),
    );
  });

  test('leaves the children behind that outlive it when it is killed', async () => {
    expect(await tell('is-killed-among-its-children.py')).toEqual([
      '0.5 main.1: child',
      '1 end: SIGTERM',
      expect.stringMatching(/^left behind: .*is-killed-among-its-children\.py$/),
    ]);
  });
});
