import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openReportFile } from '../../../harness/report/report-file.ts';
import { createSandbox, useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

/** A file in a folder of its own, which alone should be in it. */
function fileInFolder(name = 'report.xml') {
  const folder = createSandbox(sandbox.path).path;
  return { folder, file: join(folder, name), names: () => readdirSync(folder) };
}

test('a report is written all at once, and nothing before', () => {
  const { file, names } = fileInFolder();
  const report = openReportFile(file);
  expect(names()).toEqual([]);
  report.write('new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(names()).toEqual(['report.xml']);
});

test('who has an older report open reads it to its end', () => {
  const { file, names } = fileInFolder();
  writeFileSync(file, 'older and longer');
  const descriptor = openSync(file, 'r');
  openReportFile(file).write('new');
  const buffer = Buffer.alloc(100);
  expect(buffer.toString('utf8', 0, readSync(descriptor, buffer))).toBe('older and longer');
  closeSync(descriptor);
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(names()).toEqual(['report.xml']);
});

test('where it cannot be finished the older one stays, and nothing else', () => {
  const { file, names } = fileInFolder();
  const report = openReportFile(file);
  // Meanwhile somebody made a folder of that name.
  mkdirSync(file);
  expect(() => report.write('new')).toThrow(/^Cannot write a report to .*report\.xml\.\n.*EISDIR/);
  expect(names()).toEqual(['report.xml']);
});

test('a name may be as long as the file system has it', () => {
  const { file, names } = fileInFolder('x'.repeat(255));
  openReportFile(file).write('new');
  expect(names()).toEqual(['x'.repeat(255)]);
});

test('a link stays one', () => {
  const { folder, file, names } = fileInFolder('link.xml');
  writeFileSync(join(folder, 'target.xml'), 'old');
  symlinkSync('target.xml', file);
  openReportFile(file).write('new');
  expect(readFileSync(join(folder, 'target.xml'), 'utf8')).toBe('new');
  expect(names()).toEqual(['link.xml', 'target.xml']);
});

test.skipIf(!existsSync('/dev/full'))('a full device is refused before it is needed', () => {
  expect(() => openReportFile('/dev/full')).toThrow(/^Cannot write a report to .*\nENOSPC/);
});

test.each([
  ['a folder', '.', /It is a folder\./],
  ['in a folder that is not there', 'none/report.xml', /ENOENT/],
  ['in what is no folder', 'file/report.xml', /ENOTDIR|ENOENT/],
  ['in a folder that cannot be written', '/proc/report.xml', /EACCES|ENOENT/],
  ['of a name that is too long', 'x'.repeat(300), /ENAMETOOLONG/],
])('is refused before it is needed: %s', (_, name, why) => {
  const { folder, names } = fileInFolder();
  writeFileSync(join(folder, 'file'), '');
  const open = () => openReportFile(resolve(folder, name));
  expect(open).toThrow(/^Cannot write a report to .*\n.*\nName a file in a folder that exists/);
  expect(open).toThrow(why);
  expect(names()).toEqual(['file']);
});
