import { execa } from 'execa';
import { expect, test } from 'vitest';
import { isLine, type Trace } from '../../../harness/trace/trace.ts';
import { noBubblewrap, unlessLeftOut } from '../../support/bubblewrap.ts';
import { fixture } from '../../support/fixture.ts';
import { CHECKOUT, COMMAND } from '../../support/lockstep.ts';

const COUNTED = Array.from({ length: 101 }, (_, percent) => `已下载${percent}%`);
const IN_A_CONTAINER = ['--dev-bind', '/', '/', '--unshare-user', '--unshare-pid'];

// In a container a program's process id is a small number that it may print as a count. Skipped, with
// the reason in its name, on a machine without namespaces, which has no such containers.
test.skipIf(noBubblewrap !== undefined).each(['py', 'ts'])(
  `in a container, where process ids begin at 1, a number is no id (%s)${unlessLeftOut}`,
  async (language) => {
    const program = fixture(`counts-to-a-hundred.${language}`);
    const harness = [process.execPath, COMMAND, 'run', program, '--json'];
    const { stdout } = await execa('bwrap', [...IN_A_CONTAINER, '--proc', '/proc', ...harness], {
      cwd: CHECKOUT,
    });
    const { events } = JSON.parse(stdout) as Trace;
    expect(events.filter(isLine).map(({ text }) => text)).toEqual([...COUNTED, '进程号[⟨main⟩]']);
  },
);
