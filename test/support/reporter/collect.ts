import type { TestCase, TestModule, TestSuite } from 'vitest/node';
import { add, type Counts, NONE, type PairResult } from './results.ts';

/** Puts an error into words, with its place in the tests. */
export type Words = (where: string, error: unknown) => string;

/** Tests of a module, and what failed outside of them: a hook, or a file that cannot be loaded. */
export function countsOf(modules: readonly TestModule[]): Counts {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const failed = modules.flatMap(brokenIn).length;
  return add([...tests.map(countOf), { ...NONE, failed }]);
}

/** One for each test that failed, and for each that could not begin. */
export function errorsOf(module: TestModule, words: Words): string[] {
  const path = module.relativeModuleId;
  return [
    ...brokenIn(module).flatMap((suite) =>
      suite.errors().map((error) => words([path, nameOf(suite)].join(' '), error)),
    ),
    ...[...module.children.allTests('failed')].flatMap((test) =>
      failuresOf(test).map((error) => words(`${path} › ${test.fullName}`, error)),
    ),
  ];
}

/** The results of the pairs' tests of a module, each a suite by its pair's name. */
export function pairResult(stem: string, module: TestModule, words: Words): PairResult {
  const tests = [...module.children.allTests()];
  const judged = tests.map((test) => test.meta().judged).find((each) => each !== undefined);
  return { stem, judged, errors: errorsOf(module, words), ...countsOf([module]) };
}

/** As `pairResult`, where one module has a test for each pair. */
export function pairResultsByTest(module: TestModule, words: Words): PairResult[] {
  return [...module.children.allTests()].map((test) => {
    const judged = test.meta().judged;
    const errors = failuresOf(test).map((error) => words(test.fullName, error));
    const stem = judged?.verdict.pair ?? test.name;
    return { stem, judged, errors, ...countOf(test) };
  });
}

function countOf(test: TestCase): Counts {
  const { state } = test.result();
  return {
    passed: state === 'passed' ? 1 : 0,
    failed: state === 'failed' ? 1 : 0,
    skipped: state === 'skipped' || state === 'pending' ? 1 : 0,
  };
}

function brokenIn(module: TestModule): (TestModule | TestSuite)[] {
  return [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
}

const nameOf = (suite: TestModule | TestSuite) => (suite.type === 'module' ? '' : suite.fullName);

/** A verdict is told by the reporter itself. */
function failuresOf(test: TestCase) {
  return (test.result().errors ?? []).filter(({ name }) => name !== 'DoesNotConform');
}
