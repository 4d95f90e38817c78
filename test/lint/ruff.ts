/**
 * Lints the Python parts and checks their format, by Ruff as WebAssembly: npm is all that it needs.
 * Which rules, and which folders: runtimes/python/pyproject.toml. `--write` formats the files.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Diagnostic, PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { parse } from 'smol-toml';

interface Project {
  tool: { ruff: object; pyright: { include: string[] } };
}

const root = join(import.meta.dirname, '..', '..');
const project = join(root, 'runtimes', 'python');
const isToWrite = process.argv.includes('--write');

const { tool } = parse(readFileSync(join(project, 'pyproject.toml'), 'utf8')) as unknown as Project;
const ruff = new Workspace(tool.ruff, PositionEncoding.Utf16);
const files = tool.pyright.include
  .flatMap((folder) => globSync(join(project, folder, '**', '*.py')))
  .sort();
if (files.length === 0) throw new Error('found no Python files');

let mistakes = 0;
const report = (file: string, place: string, text: string) => {
  mistakes += 1;
  console.error(`${relative(root, file)}${place}  ${text}`);
};
for (const file of files) {
  const source = readFileSync(file, 'utf8');
  for (const { code, message, start_location: at } of ruff.check(source) as Diagnostic[]) {
    report(file, `:${at.row}:${at.column}`, `${code ?? 'syntax'}  ${message}`);
  }
  const formatted = ruff.format(source);
  if (formatted === source) continue;
  if (isToWrite) writeFileSync(file, formatted);
  else report(file, '', 'not formatted: run `npm run format`');
}
console.log(`Ruff checked ${files.length} Python files. ${mistakes} mistakes.`);
process.exitCode = mistakes === 0 ? 0 : 1;
