import { arrangement, firstApart, mostAtOnce, ranAs } from '../../law/arrangement.ts';
import { beginnings } from '../../law/law.ts';
import { expectedOf, type Phase } from '../../law/phase.ts';
import type { Mistake, Mistakes } from '../../messages/mistakes.ts';
import type { Sleep } from '../../trace/sleeps.ts';
import type { Detector } from '../detector.ts';
import { ROUNDING } from '../tolerance.ts';
import type { TimingRuns } from './timing-runs.ts';

const ORDER_IDS = [
  'ran-in-sequence',
  'ran-in-parallel',
  'missing-lock',
  'lock-too-wide',
  'wrong-pool-size',
  'worker-left-idle',
  'passed-on-too-late',
  'passed-on-too-early',
  'timeout-not-cancelled',
] as const;
type OrderId = (typeof ORDER_IDS)[number];

/** What is wrong with when the sleeps of a phase began: of each kind at most one applies. */
type Problem = Mistake<OrderId>;

const problem = <Id extends OrderId>(id: Id, evidence: Mistakes[Id]) =>
  ({ id, evidence }) as Problem;

/** The first phase whose sleeps did not begin when its law says. */
function orderProblem(runs: TimingRuns): Problem | undefined {
  for (const phase of runs.phases) {
    const found = problemOf(phase, runs);
    if (found !== undefined) return found;
  }
  return undefined;
}

function problemOf(phase: Phase, runs: TimingRuns): Problem | undefined {
  const { law, sleeps } = phase;
  if (sleeps.length < 2) return undefined;
  if (law.kind === 'pool' || law.kind === 'pipeline') return misplaced(phase, runs);
  const order = arrangement(sleeps);
  const expected = expectedOf(phase);
  if (law.kind === 'sum') {
    if (order === 'sum') return undefined;
    const id = tasksOf(sleeps).size === 1 ? 'ran-in-parallel' : 'missing-lock';
    return problem(id, { ...ranAs(phase), expected });
  }
  if (law.kind === 'min' && order === 'max') {
    const whole = sleeps.find(({ seconds, to }) => Number.isFinite(to) && seconds > expected.total);
    return whole && problem('timeout-not-cancelled', { task: whole.task, seconds: whole.seconds });
  }
  if (order === 'max' || beganTogether(sleeps, runs.tolerance.starts)) return undefined;
  const [one, next] = firstApart(sleeps);
  const ran = { ...ranAs(phase), expected };
  const start = runs.port.trace.events.find(
    ({ type, task }) => type === 'start' && task === next.task,
  );
  return one.task !== next.task && start !== undefined && start.time < one.to
    ? problem('lock-too-wide', { ...ran, waiting: next.task, holder: one.task })
    : problem('ran-in-sequence', { ...ran, next: next.task, isOneTask: one.task === next.task });
}

/** In a pool or a pipeline: the first sleep that did not begin when it was due. */
function misplaced(phase: Phase, { tolerance }: TimingRuns): Problem | undefined {
  const { law, sleeps } = phase;
  const origin = (sleeps[0] as Sleep).from;
  const starts = beginnings(law, sleeps, (index) => (sleeps[index] as Sleep).to - origin);
  const at = starts.findIndex((start, index) => {
    const found = (sleeps[index] as Sleep).from - origin;
    return found < start - ROUNDING || found > start + tolerance.overhead + ROUNDING;
  });
  if (at === -1) return undefined;
  const { task, seconds, from } = sleeps[at] as Sleep;
  const due = (starts[at] as number) + origin;
  const expected = expectedOf(phase);
  if (law.kind === 'pipeline') {
    return from < due
      ? problem('passed-on-too-early', { task, seconds, from, due, expected })
      : problem('passed-on-too-late', { ...ranAs(phase), expected, task, from, due });
  }
  const wanted = law.kind === 'pool' ? law.workers : 0;
  const workers = mostAtOnce(sleeps);
  const isInSequence = arrangement(sleeps) === 'sum';
  const size = tasksOf(sleeps).size;
  // Coroutines are workers too, all in one task: whether an `await` or a worker is missing, nobody sees.
  const isOneTask = size === 1 && task === 'main';
  if (from < due && isOneTask) return problem('ran-in-parallel', { ...ranAs(phase), expected });
  const isSmall = size < wanted && !isOneTask;
  if (from < due || isSmall) return problem('wrong-pool-size', { workers, wanted, expected });
  if (!isInSequence) return problem('worker-left-idle', { seconds, from, due, expected });
  const [, { task: next }] = firstApart(sleeps);
  return problem('ran-in-sequence', { ...ranAs(phase), expected, next, isOneTask });
}

const tasksOf = (sleeps: readonly Sleep[]) => new Set(sleeps.map(({ task }) => task));

/** Whether a machine that made them so late may be all that kept them apart. */
const beganTogether = (sleeps: readonly Sleep[], late: number) =>
  late > 0 && Math.max(...sleeps.map(({ from }) => from)) - (sleeps[0] as Sleep).from <= late;

const ofOrder = (id: OrderId) =>
  ({
    id,
    find(runs) {
      const found = orderProblem(runs);
      return found?.id === id ? found.evidence : undefined;
    },
  }) as Detector<TimingRuns>;

/** When the sleeps of each phase began, by what they followed. */
export const ORDER_DETECTORS = ORDER_IDS.map(ofOrder);
