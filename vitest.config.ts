import { defineConfig } from 'vitest/config';
import { SleepersFirst } from './test/support/sleepers-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: './test/support/find-python-once.ts',
    // Many files wait for programs: more of them at once than there are cores.
    maxWorkers: 4,
    sequence: { sequencer: SleepersFirst },
    // Milliseconds; no test is slow by itself. They end what hangs, on a busy machine too.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/support/tally-reporter.ts'],
  },
});
