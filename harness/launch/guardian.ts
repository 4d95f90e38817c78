import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { folderError } from '../environment-error.ts';
import { PROC } from '../proc/files.ts';
import { requireOwnProc } from '../proc/soundness.ts';
import { closeContainers, openContainers } from './container-roots.ts';
import { killTreeNow } from './kill-tree.ts';

/**
 * Waits until the harness is gone, however it went; then ends what it left running and removes
 * what it left lying. A kill gives the harness no chance to do so itself.
 */
const SCRIPT = `
root=$1
shift
cat > /dev/null
for group; do
  echo 1 > "$group/cgroup.kill"
  [ -e "$group/freezer.state" ] || continue
  echo FROZEN > "$group/freezer.state"
  cat "$group"/*/cgroup.procs | xargs kill -9
  echo THAWED > "$group/freezer.state"
done 2> /dev/null
tries=0
while [ $tries -lt 50 ]; do
  if [ -d /proc/self ]; then
    pids=$(grep -alsF "LOCKSTEP_RUN=$root/" /proc/[0-9]*/environ | cut -d/ -f3)
  else
    pids=$(ps -axEww -o pid=,command= | grep -F "LOCKSTEP_RUN=$root/" | grep -v grep | awk '{print $1}')
  fi
  [ -z "$pids" ] && break
  kill -9 $pids 2> /dev/null
  tries=$((tries + 1))
done
rm -rf "$root"
tries=0
while [ $# -gt 0 ] && [ $tries -lt 50 ]; do
  [ -d "$1" ] || [ -d "\${2:-$1}" ] || break
  for group; do find "$group" -depth -type d -exec rmdir {} +; done 2> /dev/null
  sleep 0.1
  tries=$((tries + 1))
done
`;

/** Where a harness keeps everything. */
interface Guarded {
  folder: string;
  /** The control groups in which its runs have theirs. */
  containers: readonly string[];
}

/** By the temporary folder in which each lies: a test may have one of its own. */
const roots = new Map<string, Guarded>();

/**
 * The folders under which this harness keeps everything; made at the first call, and watched by a
 * guardian from then on (on Windows by nobody).
 */
export function guarded(): Guarded {
  const parent = tmpdir();
  const root = roots.get(parent);
  if (root !== undefined) return root;
  if (process.platform === 'linux') requireOwnProc(PROC);
  const made = makeFolder(parent);
  const containers = openContainers(basename(made), process.platform);
  const own = { folder: made, containers };
  if (roots.size === 0) process.once('exit', tidyAll);
  roots.set(parent, own);
  if (process.platform !== 'win32') {
    const guardian = spawn('sh', ['-c', SCRIPT, 'lockstep-guardian', made, ...containers], {
      // A session of its own: Ctrl-C is for the harness.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    });
    guardian.on('error', () => {}); // No sh: then only what the harness tidies itself is tidied.
    guardian.unref();
    (guardian.stdin as unknown as { unref: () => void }).unref();
  }
  return own;
}

function tidyAll(): void {
  for (const { folder, containers } of roots.values()) {
    closeContainers(containers);
    // Empty where all runs are over. What a run left there has this folder in its environment.
    if (process.platform === 'linux' && !isEmpty(folder)) {
      killTreeNow({ root: NOBODY, folder, known: [] });
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The id of no process. */
const NOBODY = -1;

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false; // It was removed, or nobody may read it.
  }
}

function makeFolder(parent: string): string {
  try {
    // Where it is missing it is not made: a name that was mistyped would be a folder of its own.
    return mkdtempSync(join(parent, 'lockstep-'));
  } catch (error) {
    throw folderError(error);
  }
}
