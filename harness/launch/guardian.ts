import { spawn } from 'node:child_process';

/**
 * Waits until the harness has ended, however it ended; then ends the processes and removes the files
 * that it left. A harness that is killed cannot do so itself.
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

/**
 * Start the guardian of a folder, and of the control groups that belong to it.
 *
 * @returns ends it: there is nothing to guard any more
 */
export function startGuardian(folder: string, containers: readonly string[]): () => void {
  const guardian = spawn('sh', ['-c', SCRIPT, 'lockstep-guardian', folder, ...containers], {
    // A session of its own: Ctrl-C is for the harness.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  guardian.on('error', () => {}); // No sh: then only what the harness tidies itself is tidied.
  guardian.unref();
  (guardian.stdin as unknown as { unref: () => void }).unref();
  return () => {
    try {
      if (guardian.pid !== undefined) process.kill(-guardian.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  };
}
