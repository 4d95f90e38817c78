import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Test files that wait for programs in real time, and compute little; the longest first: one runs on a
 * machine that is slowed down to a tenth, and takes 90 s by itself.
 */
const SLEEPERS = ['slow-machine', 'in-real-time', 'real-clock', 'terminal'].map(
  (name) => new RegExp(`${name}(\\.smoke)?\\.test\\.ts$`),
);

/** So many files from one of them to the next: if all waited at once, nobody would compute. */
const APART = 4;

/** Starts them early, so that others run while they wait. */
export class SleepersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const sleepers = SLEEPERS.flatMap((name) =>
      sorted.filter(({ moduleId }) => name.test(moduleId)),
    );
    const others = sorted.filter((file) => !sleepers.includes(file));
    return sleepers.reduce(
      (all, sleeper, index) => all.toSpliced(index * APART, 0, sleeper),
      others,
    );
  }
}
