import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that wait for programs in real time, and compute little. */
const SLEEPERS = /(real-clock|in-real-time|terminal)(\.smoke)?\.test\.ts$/;

/** So many files from one of them to the next: if all waited at once, nobody would compute. */
const APART = 4;

/** Starts them early, so that others run while they wait. */
export class SleepersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSleeper = ({ moduleId }: TestSpecification) => SLEEPERS.test(moduleId);
    const sorted = await super.sort(files);
    const others = sorted.filter((file) => !isSleeper(file));
    return sorted
      .filter(isSleeper)
      .reduce((all, sleeper, index) => all.toSpliced(index * APART, 0, sleeper), others);
  }
}
