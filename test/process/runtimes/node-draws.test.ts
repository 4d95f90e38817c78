import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { observedEnvironment } from '../../../harness/launch/environment.ts';
import type { Trace } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, runInRealTime, sandbox, tell } = useVirtualClock();

const drawsOf = ({ events }: Trace) =>
  events.flatMap((event) => (event.type === 'draw' ? [event] : []));

describe('random numbers of Node', () => {
  test('differ after the same line', async () => {
    const told = await tell('rolls-again-at-the-same-line.mjs');
    expect(told.slice(0, 5)).toEqual([...Array(4).fill('0 main: rolling'), '0 main: 4']);
    expect(told.slice(-2)).toEqual(['0 main: true', '0 end: exit code 0']);
    const draws = drawsOf(await run('rolls-again-at-the-same-line.mjs'));
    expect(draws.slice(0, 5).map(({ key }) => key)).toEqual([
      ...['0|rolling', '0#2|rolling', '0#3|rolling', '0#4|rolling'],
      '0|trying',
    ]);
  });

  test.each([
    ['virtual', () => run('draws-in-silence.mjs')],
    ['real', () => runInRealTime('draws-in-silence.mjs')],
  ])(
    'of a task that has printed nothing have the path of the trace as key, %s clock',
    async (_, runs) => {
      const trace = await runs();
      const draws = drawsOf(trace);
      expect(trace.tasks).toHaveLength(15);
      expect(draws).toHaveLength(2 * 15);
      expect(new Set(draws.map(({ value }) => value)).size).toBe(2 * 15);
      for (const { key, task } of draws) expect(key.replace(/^\d/, 'n')).toBe(`n|${task}`);
    },
  );

  test('of crypto are the same in every run with the same seed, and have the requested form', async () => {
    const [one, again, other] = [
      await tell('draws-by-crypto.mjs'),
      await tell('draws-by-crypto.mjs'),
      await tell('draws-by-crypto.mjs', { dice: { seed: 1 } }),
    ];
    expect(again).toEqual(one);
    expect(one.slice(-7)).toEqual([
      '0 main: 13 true',
      '0 main: only the middle',
      '0 main: 5 10',
      '0 main: ERR_INVALID_ARG_TYPE',
      '0 main: ERR_OUT_OF_RANGE',
      '0 main: ERR_OUT_OF_RANGE',
      '0 end: exit code 0',
    ]);
    for (const [index, line] of one.slice(0, 13).entries()) expect(line).not.toBe(other[index]);
  });

  test('stay the program’s own if the harness leaves them alone', async () => {
    const folder = join(sandbox.path, 'off');
    mkdirSync(folder);
    writeFileSync(join(folder, 'dice'), 'off\n');
    const observation = { folder, clock: 'real', sleeps: true } as const;
    const env = observedEnvironment(process.env, observation);
    const draw = () =>
      execa(process.execPath, [fixture('draws-by-crypto.mjs')], { env, extendEnv: false });
    const [one, other] = [await draw(), await draw()];
    expect(one.stdout).not.toBe(other.stdout);
    const messages = readFileSync(join(folder, 'messages'), 'utf8');
    expect(messages).toContain('"event":"line"');
    expect(messages).not.toContain('"event":"draw"');
  });
});
