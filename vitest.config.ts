import { defineConfig } from 'vitest/config';
import { SleepersFirst } from './test/support/sleepers-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: './test/support/find-python-once.ts',
    // Many files wait for programs: more of them at once than there are cores.
    maxWorkers: 4,
    // A process for each file would take half a second of two cores, 47 times.
    isolate: false,
    sequence: { sequencer: SleepersFirst },
    // Milliseconds; no test is slow by itself. They end what hangs, on a busy machine too.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/support/tally-reporter.ts'],
  },
});
