import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends the output with one line for scripts: `12 passed, 0 failed`. What fails outside of a test
 * (a file that cannot be loaded, a hook, an error that nobody caught) counts as failed.
 */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules
      .flatMap((module) => [module, ...module.children.allSuites()])
      .filter((suite) => suite.errors().length > 0);
    const passed = count('passed');
    const failed = count('failed') + broken.length + unhandled.length;
    const skipped = tests.length - passed - count('failed');
    console.log(tally({ passed, failed, skipped }));
  }
}

export function tally(counts: { passed: number; failed: number; skipped: number }): string {
  const { passed, failed, skipped } = counts;
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
