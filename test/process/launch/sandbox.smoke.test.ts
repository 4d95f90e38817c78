import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findPython, type Python } from '../../../harness/launch/python.ts';
import { openSandbox, type Sandbox } from '../../../harness/launch/sandbox.ts';
import { type RunOptions, run } from '../../../harness/run.ts';
import { isLine, type Trace } from '../../../harness/trace/trace.ts';
import { noBubblewrap, unlessLeftOut } from '../../support/bubblewrap.ts';
import { fixture } from '../../support/fixture.ts';
import { CHECKOUT } from '../../support/lockstep.ts';
import { useSandbox } from '../../support/sandbox.ts';

const { path: folder } = useSandbox();
const HOME = join(folder, 'home');
const PORTS = join(folder, 'ports');

let python: Python;
let sandbox: Sandbox;

/** A port that prints what comes of each of these expressions, or its error. */
function port(name: string, ...expressions: string[]): string {
  const file = join(PORTS, `${name}.ts`);
  const tries = expressions.map((expression) => `await attempt(() => ${expression});`);
  writeFileSync(file, [PRELUDE, ...tries, ''].join('\n'));
  return file;
}

const PRELUDE = `
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';

async function attempt(action: () => unknown) {
  try {
    console.log(String(await action()));
  } catch (error) {
    console.log((error as { code: string }).code);
  }
}

const connected = (to: net.NetConnectOpts) =>
  new Promise((resolve, reject) => {
    const socket = net.connect(to, () => resolve(socket.destroy() && 'connected'));
    socket.on('error', reject);
  });

function written(file: string) {
  fs.writeFileSync(file, '');
  return 'written';
}
`;

const start = (program: string, options: Partial<RunOptions> = {}) =>
  run(program, { python, clock: 'virtual', dice: { seed: 1 }, ...options });
const lines = ({ events }: Trace) => events.filter(isLine).map(({ text }) => text);

/** What a port prints by itself, and what in the sandbox. */
async function both(program: string) {
  return {
    outside: lines(await start(program)),
    inside: lines(await start(program, { sandbox })),
  };
}

beforeAll(async () => {
  for (const path of [HOME, PORTS]) mkdirSync(path);
  writeFileSync(join(HOME, 'secret'), 'of mine');
  vi.stubEnv('HOME', HOME);
  vi.stubEnv('API_TOKEN', 'of mine');
  python = await findPython(process.env, process.platform);
  if (noBubblewrap === undefined) {
    sandbox = await openSandbox(python, process.env, process.platform);
  }
});

// Left out, with the reason in its name, only where this machine can have no sandbox.
describe.skipIf(noBubblewrap !== undefined)(`a port in a sandbox${unlessLeftOut}`, () => {
  test('can end its children at their deadlines, with process ids of its own', async () => {
    const { outside, inside } = await both(fixture('times-out-a-child.ts'));
    expect({ outside, inside }).toEqual({
      outside: ['SIGTERM ETIMEDOUT'],
      inside: ['SIGTERM ETIMEDOUT'],
    });
  });

  test('cannot read the user’s files', async () => {
    const secret = JSON.stringify(join(HOME, 'secret'));
    const program = port(
      'reads',
      `fs.readFileSync(${secret})`,
      'process.env.API_TOKEN',
      `fs.readFileSync('/etc/hostname') && 'read'`,
      'fs.readFileSync(import.meta.filename).length > 0',
    );
    expect(await both(program)).toEqual({
      outside: ['of mine', 'of mine', 'read', 'true'],
      inside: ['ENOENT', 'undefined', 'ENOENT', 'true'],
    });
  });

  test('sees only itself if it lies in the home folder', async () => {
    const secret = `fs.readFileSync(${JSON.stringify(join(HOME, 'secret'))})`;
    const program = port('../home/lies-at-home', secret, 'fs.readdirSync(import.meta.dirname)');
    expect((await both(program)).inside).toEqual(['ENOENT', 'lies-at-home.ts']);
  });

  describe('beside a server', () => {
    const servers: Server[] = [];
    const listen = async (at: { port: 0 } | { path: string }) => {
      const server = createServer((socket) => socket.on('error', () => {}));
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(at, resolve));
      return server.address();
    };
    afterAll(() => {
      for (const server of servers) server.close();
    });

    test('cannot connect', async () => {
      const path = join(folder, 'socket');
      const abstract = `\0lockstep-${process.pid}`;
      const tcp = (await listen({ port: 0 })) as { port: number };
      await listen({ path });
      await listen({ path: abstract });
      const program = port(
        'connects',
        `connected({ host: '127.0.0.1', port: ${tcp.port} })`,
        `connected({ path: ${JSON.stringify(path)} })`,
        `connected({ path: ${JSON.stringify(abstract)} })`,
        `Object.values(os.networkInterfaces()).flat().every((one) => one?.internal)`,
      );
      const { outside, inside } = await both(program);
      expect(outside.slice(0, 3)).toEqual(['connected', 'connected', 'connected']);
      expect(inside).toEqual(['ECONNREFUSED', 'ENOENT', 'ECONNREFUSED', 'true']);
    });
  });

  test('can write only to a temporary folder of its own', async () => {
    const inProject = join(CHECKOUT, 'test', `written-${process.pid}`);
    const program = port(
      'writes',
      `written(${JSON.stringify(inProject)})`,
      `written(import.meta.dirname + '/beside')`,
      `written(process.env.LOCKSTEP_RUN + '/another')`,
      `written(os.tmpdir() + '/own')`,
      `written(os.homedir() + '/own')`,
    );
    try {
      expect(await both(program)).toEqual({
        outside: ['written', 'written', 'written', 'written', 'written'],
        inside: ['EROFS', 'EROFS', 'EROFS', 'written', 'written'],
      });
    } finally {
      rmSync(inProject, { force: true });
    }
    const rest = port('writes-to-the-rest', `written('/own')`, `written('/dev/own')`);
    expect(lines(await start(rest, { sandbox }))).toEqual(['EROFS', 'EROFS']);
    // What the next run finds there is not what this one left.
    const next = port('looks', `fs.readdirSync(os.tmpdir()).join()`);
    expect(lines(await start(next, { sandbox }))).not.toContain('own');
  });

  test('neither sees nor signals another process', async () => {
    const program = port(
      'looks-around',
      `fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).length > 2`,
      `process.kill(${process.pid}, 0)`,
      `process.kill(-${process.pid}, 0) && 'group reached'`,
    );
    const { outside, inside } = await both(program);
    expect(outside.slice(0, 2)).toEqual(['true', 'true']);
    expect(inside).toEqual(['false', 'ESRCH', 'ESRCH']);
  });

  test('has no rights, and cannot end the process that watches it', async () => {
    const rights = `fs.readFileSync('/proc/self/status', 'utf8').match(/^Cap(Prm|Eff|Amb):.*[^0\\s]/m)`;
    const names = ['SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP'];
    const program = port(
      'signals-process-1',
      rights,
      `fs.readlinkSync('/proc/1/root')`,
      `${JSON.stringify(names)}.every((name) => process.kill(1, name))`,
    );
    const trace = await start(program, { sandbox });
    expect(lines(trace)).toEqual(['null', 'EACCES', 'true']);
    expect(trace.ending).toMatchObject({ kind: 'exited', code: 0, leftovers: [] });
  });

  test.each([
    ['ends-at-once.ts', { kind: 'exited', code: 0, signal: null }],
    ['is-killed.ts', { kind: 'killed', code: null, signal: 'SIGKILL' }],
    ['exits-with-137.ts', { kind: 'exited', code: 137, signal: null }],
  ])('ends as it would without a sandbox: %s', async (name, ending) => {
    expect((await start(fixture(name), { sandbox })).ending).toMatchObject(ending);
  });
});
