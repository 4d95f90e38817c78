import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeCall } from '../../../../ts-ports/python/target.ts';

const folder = mkdtempSync(join(tmpdir(), 'target-'));
const program = join(folder, 'program.ts');
const [, ownProgram = ''] = process.argv;

beforeAll(() => {
  process.argv[1] = program;
});
afterAll(() => {
  process.argv[1] = ownProgram;
  rmSync(folder, { recursive: true });
});

function work() {}
function 下载() {}

test.each([
  ['export function work() {}', work],
  ['export async function work() {}', work],
  ['export const work = () => {};', work],
  ['function work() {}\nexport { other, work };', work],
  ['function work() {}\nexport {\n  other,\n  work,\n};', work],
  ['export function 下载() {}', 下载],
])('%j exports the target', (code, target) => {
  writeFileSync(program, code);
  const { name } = target;
  expect(describeCall('Task-1', target, [1])).toEqual({
    name: 'Task-1',
    program,
    target: name,
    args: [1],
  });
});

test.each([
  'function work() {}',
  'export function worker() {}',
  'export function main() {\n  work();\n}',
  '// export function work() {}',
])('%j does not export the target', (code) => {
  writeFileSync(program, code);
  expect(() => describeCall('Task-1', work, [])).toThrow('Write: export function work(…)');
});

test('a target that was called already is told from one that is not exported', () => {
  const called = work() as unknown as typeof work;
  expect(() => describeCall('Task-1', called, [])).toThrow('`target: f()` calls f here');
});
