import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { orFolderError } from '../environment-error.ts';
import type { ClockName } from '../observe/trace.ts';
import { type Dice, diceFile } from '../schedule/dice.ts';
import { createLane, type Lane } from '../schedule/lane.ts';
import { type Container, createContainer } from './container.ts';
import { createForkServer, type ForkServer } from './fork-server.ts';
import { guarded } from './guardian.ts';
import { watchSpace } from './space.ts';

/** A folder through which a program speaks to the harness. Serves one run after the other. */
export interface Workspace extends AsyncDisposable {
  path: string;
  /** Where the observers append their messages. */
  messages: string;
  /** The way back to the tasks, under the virtual clock. */
  lane: Lane | undefined;
  /** Which no program that is started here can leave; undefined where none is available. */
  container: Container | undefined;
  /** Starts programs faster than anybody else, where many are started. */
  forkServer: ForkServer | undefined;
  /**
   * Make ready for the next run.
   *
   * @throws LockstepError NO_FOLDER
   */
  prepare: (dice: Dice) => void;
  /**
   * Make sure that the last run could write down all that it did.
   *
   * @returns what it did to the folder itself, for a reader
   * @throws LockstepError NO_FOLDER
   */
  verify: () => string[];
  /** Whether no program has removed what the next run needs. */
  isWhole: () => boolean;
}

/**
 * @param server a Python by which a fork server starts the programs; without, each is started directly
 * @param containers in which its own is made; none: its programs are held by a parent (parent.py)
 */
export function createWorkspace(
  clock: ClockName,
  server?: string,
  containers?: readonly string[],
): Workspace {
  return orFolderError(() => makeWorkspace(clock, server, containers));
}

function makeWorkspace(
  clock: ClockName,
  server: string | undefined,
  containers = guarded().containers,
): Workspace {
  const { folder } = guarded();
  // A program can have removed it, with whatever else it may write to.
  mkdirSync(folder, { recursive: true });
  const path = mkdtempSync(join(folder, 'run-'));
  const container = createContainer(containers, basename(path));
  const messages = join(path, 'messages');
  const lane = clock === 'virtual' ? createLane(path) : undefined;
  const forkServer =
    lane && server !== undefined ? createForkServer(path, server, container) : undefined;
  const space = watchSpace(path);
  let thrown: string | undefined;
  return {
    path,
    messages,
    lane,
    container,
    forkServer,
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
      forkServer?.[Symbol.dispose]();
      await container?.[Symbol.asyncDispose]();
      lane?.[Symbol.dispose]();
      // Retries: Windows cannot remove what a process that is just ending still holds open.
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
    },
  };
}
