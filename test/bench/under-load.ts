// `npm run under-load -- [LOAD…] -- COMMAND`: runs a command under loads, one after the other, and
// says what each came to. The suite must come to the same under all of them.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Processes that compute without end. */
const BUSY = 8;

/** The part of one processor that `quota` leaves. */
const QUOTA = 0.3;

/** Milliseconds. A guardian takes 0.1 s of CPU to end. */
const TIDYING = 10_000;

/** What is started before the command, and how the command is started. */
interface Load extends Disposable {
  prefix: string[];
}

const LOADS: Record<string, () => Load> = {
  'one-core': () => ({ prefix: ['taskset', '-c', '0'], [Symbol.dispose]() {} }),
  busy: () => busy([]),
  'one-core-busy': () => busy(['taskset', '-c', '0']),
  quota,
};

const at = process.argv.indexOf('--', 2);
const command = at === -1 ? process.argv.slice(2) : process.argv.slice(at + 1);
const names = at === -1 ? [] : process.argv.slice(2, at);
const unknown = names.filter((name) => !(name in LOADS));
if (command.length === 0 || unknown.length > 0) {
  console.error(
    `Usage: npm run under-load -- [LOAD…] -- COMMAND\nLoads: ${Object.keys(LOADS).join(', ')} (default: all)`,
  );
  process.exit(2);
}

const results: string[] = [];
for (const name of names.length === 0 ? Object.keys(LOADS) : names) {
  console.log(`\n=== ${name}: ${command.join(' ')}\n`);
  const { code, seconds } = await runUnder(LOADS[name] as () => Load);
  results.push(`${name.padEnd(14)} exit code ${code}  ${seconds.toFixed(0)} s`);
  if (code !== 0) process.exitCode = 1;
}
console.log(`\n${results.join('\n')}`);

async function runUnder(begin: () => Load): Promise<{ code: number | null; seconds: number }> {
  using load = begin();
  const [file = '', ...args] = [...load.prefix, ...command];
  const begun = performance.now();
  const child = spawn(file, args, { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  return { code, seconds: (performance.now() - begun) / 1000 };
}

function busy(prefix: string[]): Load {
  const [file = '', ...args] = [...prefix, process.execPath, '-e', 'for (;;);'];
  const hogs: ChildProcess[] = Array.from({ length: BUSY }, () =>
    spawn(file, args, { stdio: 'ignore' }),
  );
  return {
    prefix,
    [Symbol.dispose]() {
      for (const hog of hogs) hog.kill('SIGKILL');
    },
  };
}

/** A control group of its own, of either version; only root may make one. */
function quota(): Load {
  const period = 100_000; // microseconds
  const share = QUOTA * period;
  const isFirst = existsSync('/sys/fs/cgroup/cpu/cgroup.procs');
  const root = isFirst ? '/sys/fs/cgroup/cpu' : '/sys/fs/cgroup';
  const group = join(root, `under-load-${process.pid}`);
  mkdirSync(group);
  if (isFirst) {
    writeFileSync(join(group, 'cpu.cfs_period_us'), String(period));
    writeFileSync(join(group, 'cpu.cfs_quota_us'), String(share));
  } else {
    writeFileSync(join(group, 'cpu.max'), `${share} ${period}`);
  }
  const enter = `echo $$ > ${join(group, 'cgroup.procs')} && exec "$@"`;
  return {
    prefix: ['sh', '-c', enter, 'sh'],
    [Symbol.dispose]() {
      // What tidies up after the command may end a little later.
      const until = performance.now() + TIDYING;
      while (
        readFileSync(join(group, 'cgroup.procs'), 'utf8') !== '' &&
        performance.now() < until
      ) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      }
      rmdirSync(group);
    },
  };
}
