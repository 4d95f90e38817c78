import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReportFile } from '../../../harness/report/report-file.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

test('a pipe is written into, and stays one', () => {
  const file = join(sandbox.path, 'pipe');
  execFileSync('mkfifo', [file]);
  const reader = openSync(file, 'r+');
  openReportFile(file).write('new');
  const buffer = Buffer.alloc(100);
  expect(buffer.toString('utf8', 0, readSync(reader, buffer))).toBe('new');
  closeSync(reader);
  expect(readdirSync(sandbox.path)).toEqual(['pipe']);
});
