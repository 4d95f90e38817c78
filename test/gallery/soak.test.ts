import { execa } from 'execa';
import { expect, test } from 'vitest';

/** Some seconds of what `npm run soak -- 10000` does for minutes: the same, under load. */
const RUNS = 12;

test(`${RUNS} runs of mixed pairs under load do not differ, and leave nothing`, async () => {
  const { stdout } = await execa(process.execPath, ['test/bench/soak.ts', String(RUNS)]);
  expect(stdout).toMatch(`runs: ${RUNS}`);
  expect(stdout).toMatch('differing traces: 0');
  expect(stdout).toMatch('leftover processes: 0');
  expect(stdout).toMatch('files left: 0');
});
