import { defineConfig } from 'vitest/config';
import { ORIGINALS, pairFiles } from './test/conformance/pair-files.ts';

import { patience } from './test/support/patience.ts';
import { SleepersFirst } from './test/support/sleepers-first.ts';

/** Milliseconds. No test takes a tenth of it: it ends what hangs, and decides nothing. */
const HANGS = patience(300);

const room = (name: string, include: string[], setupFiles: string[] = []) => ({
  extends: true as const,
  test: { name, include, setupFiles },
});

export default defineConfig({
  plugins: [pairFiles()],
  test: {
    projects: [
      room('conformance', [ORIGINALS, 'test/conformance/*.test.ts']),
      room('unit', ['test/unit/**/*.test.ts'], ['./test/support/starts-no-process.ts']),
      room('process', ['test/process/**/*.test.ts']),
      room('gallery', ['test/gallery/**/*.test.ts']),
    ],
    environment: 'node',
    // What the command prints is in English, whoever runs the tests.
    env: { LC_ALL: 'C.UTF-8' },
    globalSetup: './test/support/find-python-once.ts',
    // Many files wait for programs: more of them at once than there are cores.
    maxWorkers: 4,
    // A process for each file would take half a second of two cores, 80 times.
    isolate: false,
    testTimeout: HANGS,
    hookTimeout: HANGS,
    reporters: ['./test/support/reporter/conformance-reporter.ts'],
    sequence: { sequencer: SleepersFirst },
  },
});
