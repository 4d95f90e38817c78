import { setTimeout } from 'node:timers/promises';
import { OUTLIVING, PORT_LIMITS } from '../limits.ts';
import { FORKING_LOOKS, LEFTOVER_GRACE, LONGEST_LOOK } from '../looks.ts';
import { type Said, text } from '../messages/text.ts';
import { type BareStart, cpuLimit } from './cpu-limit.ts';
import type { Driver } from './driver.ts';
import { effortMeter } from './effort.ts';
import { type Membership, survivors } from './members.ts';
import { isPopulated } from './populated.ts';
import { processesIn, survivorsAmong } from './processes.ts';
import type { Root } from './start.ts';

/** Reported for processes that live for less time than a look takes. */
const UNSEEN = text('fleetingProcesses');

/** Milliseconds before the first look at what is left; each pause is twice the one before. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = LONGEST_LOOK / 2;

/** Look for a crowd of processes until a promise settles. */
export async function endCrowdUntil(
  over: Promise<unknown> | undefined,
  run: Membership,
  root: Root,
): Promise<Said[] | undefined> {
  let isOver = over === undefined;
  const end = () => {
    isOver = true;
  };
  over?.then(end, end);
  for (;;) {
    const crowd = await endCrowd(run, root);
    if (crowd !== undefined || isOver) return crowd;
    await Promise.race([over, setTimeout(LONGEST_PAUSE, undefined, { ref: false })]).catch(
      () => {},
    );
  }
}

/**
 * End a fork bomb that a program has left. A thousand forking processes leave the harness a hundredth
 * of a processor, and the kernel blocks readers of a process that forks: to look at each took 81 s.
 * So the crowd is only counted, then frozen, looked at and ended. Needs a container.
 *
 * @returns the command lines of a crowd that did not become smaller; undefined if there is none
 */
async function endCrowd(run: Membership, { proc }: Root): Promise<Said[] | undefined> {
  const { container, spared } = run;
  if (container === undefined) return undefined;
  let least = Number.POSITIVE_INFINITY;
  let looks = 0;
  for (let pause = FIRST_PAUSE; looks <= FORKING_LOOKS; pause = longer(pause)) {
    const count = container.pids().length;
    if (count <= PORT_LIMITS.processes) return undefined;
    // Processes that are about to end are soon gone.
    looks = count < least ? 0 : looks + 1;
    least = Math.min(least, count);
    await setTimeout(pause);
  }
  return container.whileFrozen(async () => {
    const left = commandsOf(await look(run, proc));
    await container.end(spared);
    return left.length === 0 ? [UNSEEN] : left;
  });
}

const longer = (pause: number) => Math.min(pause * 2, LONGEST_PAUSE);

/** A process that is just ending has no command line any more. */
const commandsOf = (alive: readonly { command: string }[]) =>
  alive.map(({ command }) => command).filter(Boolean);

async function look(run: Membership, proc: string, driver?: Driver) {
  // Every process in its sandbox is its own.
  if (run.keepers !== undefined) return survivorsAmong(processesIn(proc), proc);
  // Under the virtual clock every process is known, and looking at these costs little.
  return driver === undefined || driver.foreign() || isPopulated(run)
    ? survivors(run)
    : survivorsAmong(driver.processes());
}

/**
 * The command lines of processes that live on when the program has ended. A process that still works
 * may be about to end, and may use some CPU time for that. When none works any more, those that sleep
 * are left behind.
 */
export async function leftBehind(
  run: Membership,
  root: Root,
  driver: Driver | undefined,
  bareStart: BareStart,
): Promise<Said[]> {
  const { proc } = root;
  let alive = await look(run, proc, driver);
  const isAnyLeft = () => alive.length > 0 || isPopulated(run);
  const seen = new Set(alive.map(({ pid }) => pid));
  let forks = 0;
  const meter = effortMeter(() => alive.map(({ pid }) => pid), proc);
  const isTooMuch = cpuLimit(OUTLIVING, bareStart);
  let asleep = 0;
  let last = performance.now();
  // A look reads about every process of the machine, so it comes less and less often.
  for (let pause = FIRST_PAUSE; isAnyLeft(); pause = longer(pause)) {
    const { seconds, isAtWork } = meter.look();
    asleep = isAtWork ? 0 : asleep + Math.min(performance.now() - last, LONGEST_LOOK);
    last = performance.now();
    if (asleep >= LEFTOVER_GRACE * 1000 || isTooMuch(seconds) !== undefined) break;
    if (forks > FORKING_LOOKS) break;
    await setTimeout(pause);
    const crowd = await endCrowd(run, root);
    if (crowd !== undefined) return crowd;
    alive = await look(run, proc, driver);
    // Processes that were not seen before live for less time than a look. A crowd is a fork bomb.
    const isCrowd = alive.length > PORT_LIMITS.processes;
    if (alive.length === 0 || isCrowd || alive.some(({ pid }) => !seen.has(pid))) forks += 1;
    for (const { pid } of alive) seen.add(pid);
  }
  const { container, spared } = run;
  // A list of processes can miss a chain in which each starts the next and ends.
  const mayHide = (container?.count() ?? 0) > (spared === undefined ? 0 : 1);
  if (!isAnyLeft() && !mayHide) return [];
  const frozen = await container?.whileFrozen(async () => ({
    left: commandsOf(await look(run, proc, driver)),
    isAny: isPopulated(run),
  }));
  const left = frozen?.left ?? commandsOf(alive);
  return left.length === 0 && (frozen?.isAny ?? isPopulated(run)) ? [UNSEEN] : left;
}
