import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Most files wait for programs that sleep: more of them at once than there are cores.
    maxWorkers: 4,
    // Milliseconds; no test is slow by itself. They end what hangs, on a busy machine too.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/tally-reporter.ts'],
  },
});
