import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Dice, diceFile } from '../draws/dice.ts';
import { orFolderError } from '../environment-error.ts';
import type { Said } from '../messages/text.ts';
import type { ClockName } from '../trace/trace.ts';
import { type Container, createContainer } from './container.ts';
import { createFindings, type Findings } from './findings.ts';
import { type Guard, openGuard } from './guard.ts';
import { createLane, type Lane, makeFifos } from './lane.ts';
import { watchSpace } from './space.ts';
import { type Start, startHere } from './start.ts';
import { createStarter, type Starter } from './starter.ts';
import { streamsIn } from './streams.ts';

/** A folder through which a program and the harness communicate. Serves one run after the other. */
export interface Workspace extends AsyncDisposable {
  path: string;
  /** Where the observers append their messages. */
  messages: string;
  /** The way back to the tasks, under the virtual clock. */
  lane: Lane | undefined;
  /** Ends its runs when the harness ends. */
  guard: Guard;
  /** What its runs find out, shared with other workspaces. */
  findings: Findings;
  /** A control group that no program started here can leave; undefined if none is available. */
  container: Container | undefined;
  /**
   * Starts the programs of its runs.
   *
   * @param python runs the process that starts them
   */
  startBy: (python: string) => Start;
  /** That process, which is not part of any run; undefined before the first start, or if there is none. */
  readonly starter: number | undefined;
  /**
   * Prepare the next run.
   *
   * @throws LockstepError NO_FOLDER
   */
  prepare: (dice: Dice) => void;
  /**
   * Make sure that the last run could write all its messages.
   *
   * @returns what it did to the folder itself, for a reader
   * @throws LockstepError NO_FOLDER
   */
  verify: () => Said[];
  /** Whether no program has removed what the next run needs. */
  isWhole: () => boolean;
}

/** What workspaces share. */
export interface Shared {
  /** Without, a workspace has one of its own. */
  guard?: Guard;
  findings?: Findings;
  /** Control groups in which a workspace makes its own; none: the starter holds the programs. */
  containers?: readonly string[];
}

/**
 * @param server a Python that runs a warm starter; without it, programs are started bare
 * @throws LockstepError NO_FOLDER, NO_PROC
 */
export function createWorkspace(clock: ClockName, server?: string, shared: Shared = {}): Workspace {
  return orFolderError(() => makeWorkspace(clock, server, shared));
}

function makeWorkspace(clock: ClockName, server: string | undefined, shared: Shared): Workspace {
  const guard = shared.guard ?? openGuard();
  const { containers = guard.containers, findings = createFindings() } = shared;
  // A program may have removed it.
  mkdirSync(guard.folder, { recursive: true });
  const path = mkdtempSync(join(guard.folder, 'run-'));
  const container = createContainer(containers, basename(path));
  const messages = join(path, 'messages');
  const isStarted = process.platform === 'linux';
  const outputs = isStarted ? streamsIn(path) : [];
  const lane = clock === 'virtual' ? createLane(path, outputs) : undefined;
  if (lane === undefined && isStarted) makeFifos(outputs);
  const kind = lane && server !== undefined ? 'warm' : 'bare';
  let starter: Starter | undefined;
  const space = watchSpace(path);
  let thrown: string | undefined;
  return {
    path,
    messages,
    lane,
    guard,
    findings,
    container,
    startBy(python) {
      if (!isStarted) return startHere;
      starter ??= createStarter(path, { interpreter: server ?? python, kind, container });
      return starter.start;
    },
    get starter() {
      return starter?.pid;
    },
    prepare(dice) {
      orFolderError(() => {
        space.before();
        writeFileSync(messages, '');
        if (thrown !== undefined) lane?.reset();
        const text = diceFile(dice);
        if (text !== thrown) writeFileSync(join(path, 'dice'), text);
        thrown = text;
      });
    },
    verify: space.after,
    isWhole: space.isWhole,
    async [Symbol.asyncDispose]() {
      space[Symbol.dispose]();
      await starter?.[Symbol.asyncDispose]();
      await container?.[Symbol.asyncDispose]();
      lane?.[Symbol.dispose]();
      // Retries: Windows cannot remove files that an ending process still holds open.
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
      if (shared.guard === undefined) guard[Symbol.dispose]();
    },
  };
}
