import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { askPython } from './ask-python.ts';
import { sparseEnvironment } from './environment.ts';
import type { Input } from './input.ts';
import { killAtExit, killTree } from './kill-tree.ts';
import type { Python } from './python.ts';
import { noSandbox } from './sandbox-error.ts';
import { startSandboxed } from './sandbox-start.ts';
import { runtimeIn, sandboxView, TEMPORARY } from './sandbox-view.ts';
import type { Start } from './start.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** Starts programs with bubblewrap so that they can do no harm; Linux only. */
export interface Sandbox {
  /** What the programs in it may know of the user's environment. */
  environment: NodeJS.ProcessEnv;
  /** Starts programs that speak to the harness through this workspace. */
  startIn: (workspace: Workspace) => Start;
}

/**
 * Open a sandbox, after a trial start of Node in one.
 *
 * @param python runs process 1 of each sandbox; the judged program runs in Node
 * @throws LockstepError NO_SANDBOX
 */
export async function openSandbox(
  python: Python,
  base: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Promise<Sandbox> {
  if (platform !== 'linux') throw noSandbox((m) => m.errors.whyEnvironment.notLinux(), 'elsewhere');
  const home = homedir();
  const { executable, prefix } = await homeOf(python, base);
  const runtimes = [
    ...runtimeIn(prefix, executable, home),
    ...runtimeIn(dirname(dirname(process.execPath)), process.execPath, home),
  ];
  const startShowing = (
    program: string,
    { path, messages }: Workspace,
    command: readonly string[],
    environment: NodeJS.ProcessEnv,
    input: Input = 'closed',
  ) => {
    const view = sandboxView({ workspace: path, messages, program, runtimes, home });
    return startSandboxed({ view, python: executable, command, environment, input });
  };

  const environment = sparseEnvironment(base, TEMPORARY);
  await using workspace = createWorkspace('real');
  workspace.prepare({ seed: 0 });
  const command = [process.execPath, '--version'];
  const trial = await startShowing(import.meta.filename, workspace, command, environment);
  let words = '';
  trial.onOutput((_, chunk) => {
    words += chunk;
  });
  const { pid: root, keepers } = trial;
  const tree = { root, keepers, folder: workspace.path, known: [] };
  using _lastResort = killAtExit(tree);
  const { code } = await trial.exited;
  await killTree(tree);
  await trial.drained();
  if (code !== 0) {
    throw noSandbox((m) => m.errors.whyEnvironment.nodeFails(words.trim()), 'failing');
  }

  return {
    environment,
    startIn: (workspace) => (command, given) => {
      const { executable, args, input } = command;
      const [program = ''] = args;
      return startShowing(program, workspace, [executable, ...args], given, input);
    },
  };
}

/** Where an interpreter, or the one behind its virtual environment, has its library. */
async function homeOf(
  python: Python,
  environment: NodeJS.ProcessEnv,
): Promise<{ executable: string; prefix: string }> {
  const answer = await askPython(python.executable, environment, ['-I']);
  if (typeof answer !== 'object') {
    throw noSandbox((m) => m.errors.whyEnvironment.noLibrary(python.executable), 'failing');
  }
  const { base: executable, prefix } = answer;
  return { executable, prefix };
}
