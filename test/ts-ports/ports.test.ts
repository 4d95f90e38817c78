import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { expect, test } from 'vitest';

const checkout = join(import.meta.dirname, '../..');
const original = (stem: string) =>
  readFileSync(join(checkout, 'python-originals', `${stem}.py`), 'utf8');
const port = (stem: string) => readFileSync(join(checkout, 'ts-ports', `${stem}.ts`), 'utf8');

const files = (folder: string) =>
  readdirSync(join(checkout, folder)).filter((name) => /^\d\d_/.test(name));
const stems = files('python-originals').map((name) => parse(name).name);

const toCamelCase = (name: string) =>
  name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** The string literals with Chinese text, in order. */
const chineseStrings = (code: string) =>
  [...code.matchAll(/'[^'\n]*'/g)]
    .map(([text]) => text)
    .filter((text) => /\p{Script=Han}/u.test(text));

/** What is imported from where, line by line. The port has one import more: Python's built-ins. */
const importsOfOriginal = (code: string) =>
  [...code.matchAll(/^from (\w+) import (.*)$/gm)].map(([, from, names]) => [from, sorted(names)]);
const importsOfPort = (code: string) =>
  [...code.matchAll(/^import \{ (.*) \} from '\.\/python\/(\w+)\.ts';$/gm)]
    .map(([, names, from]) => [from, sorted(names)])
    .filter(([from]) => from !== 'builtins');
const sorted = (names = '') => names.split(', ').sort();

/** What is defined, assigned and called, in order, but for what only the port's language needs. */
const names = (code: string) =>
  [...toCamelCase(code.replace(/'[^'\n]*'/g, "''")).matchAll(/[\w.]+(?= = | ?\()/g)]
    .map(([name]) => name)
    .filter((name) => name !== 'if' && name !== 'format');

test('every original has its port', () => {
  expect(files('ts-ports').map((name) => parse(name).name)).toEqual(stems);
});

test.each(stems)('%s has the strings of the original', (stem) => {
  expect(chineseStrings(original(stem)).length).toBeGreaterThan(0);
  expect(chineseStrings(port(stem))).toEqual(chineseStrings(original(stem)));
});

test.each(stems)('%s has the imports of the original, in its order', (stem) => {
  expect(importsOfPort(port(stem))).toEqual(importsOfOriginal(original(stem)));
});

test.each(stems)('%s has the statements of the original, in its order', (stem) => {
  expect(names(port(stem))).toEqual(names(original(stem)));
});

test.each(stems)('%s runs main only where the original does', (stem) => {
  expect(original(stem)).toMatch(/\nif __name__ == '__main__':\n {4}main\(\)\n$/);
  expect(port(stem)).toMatch(/\nif \(import\.meta\.main\) \{\n {2}(await )?main\(\);\n\}\n$/);
});

test('a port that joins before it starts the second process is found out', () => {
  const wrong = port('02_processes')
    .replace('  await p1.join();\n', '')
    .replace('  p1.start();\n', '  p1.start();\n  await p1.join();\n');
  expect(names(wrong)).not.toEqual(names(original('02_processes')));
  expect(names(wrong).sort()).toEqual(names(original('02_processes')).sort());
});

test.each(stems)('%s holds no word of the harness', (stem) => {
  expect(port(stem)).not.toMatch(/harness|lockstep|trace|gate|schedule/i);
});
