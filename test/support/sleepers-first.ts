import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that wait for programs in real time, and compute little. */
const SLEEPERS = /(real-clock|in-real-time|terminal)(\.smoke)?\.test\.ts$/;

/** Starts them first, so that all others run while they wait; then the pairs. */
export class SleepersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (SLEEPERS.test(moduleId) ? 0 : 1);
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
