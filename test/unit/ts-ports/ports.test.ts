import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { expect, test } from 'vitest';
import { portOf } from '../../../harness/pairs.ts';
import { strayIn } from '../../support/pair-rule.ts';

const checkout = join(import.meta.dirname, '../../..');
const original = (stem: string) =>
  readFileSync(join(checkout, 'python-originals', `${stem}.py`), 'utf8');
const port = (stem: string) => readFileSync(join(checkout, 'ts-ports', `${stem}.ts`), 'utf8');

const files = (folder: string) =>
  readdirSync(join(checkout, folder)).filter((name) => /^\d\d_/.test(name));
/** What lacks one of its files is told so by pairs.test.ts. */
const stems = files('python-originals')
  .map((name) => parse(name).name)
  .filter((stem) => existsSync(portOf({ stem })));

const toCamelCase = (name: string) =>
  name.replace(/(?<=\w)_([a-z])/g, (_, letter) => letter.toUpperCase());

/** The string literals with Chinese text, in order. */
const chineseStrings = (code: string) =>
  [...code.matchAll(/'[^'\n]*'/g)]
    .map(([text]) => text)
    .filter((text) => /\p{Script=Han}/u.test(text));

/**
 * What is imported from which package. The port has one more, Python's built-ins; and where the
 * original imports from a package, the port may name the file in it.
 */
const importsOfOriginal = (code: string) =>
  imports(code.matchAll(/^from (?<from>\w+)[\w.]* import (?<names>.*)$/gm));
const importsOfPort = (code: string) =>
  imports(
    code.matchAll(/^import \{(?<names>[^}]*)\} from '\.\/python\/(?<from>\w+)[\w/]*\.ts';$/gm),
  ).filter((each) => !each.startsWith('builtins: '));
const imports = (found: Iterable<RegExpExecArray>) => {
  const byPackage = new Map<string, string[]>();
  for (const { groups } of found) {
    const { from = '', names = '' } = groups ?? {};
    const own = names.split(',').filter((name) => name.trim() && !name.includes('type '));
    byPackage.set(from, [...(byPackage.get(from) ?? []), ...own.map((n) => toCamelCase(n.trim()))]);
  }
  return [...byPackage].map(([from, names]) => `${from}: ${names.sort().join(', ')}`);
};

/** What only the grammar of one language needs. */
const GRAMMAR = new Set(['if', 'for', 'while', 'catch', 'in', 'await', 'format', '.map']);

/** What is defined, assigned and called, in order, but for what only the port's language needs. */
const names = (code: string) => {
  const plain = toCamelCase(code.replace(/'[^'\n]*'/g, "''"))
    // How a class is written differs too much; what is done with it does not.
    .replace(/^(export )?class [\s\S]*?(?=^(export |async )?(def|function) )/m, '')
    .replace(/with (\w+):((\n {8}.*)+)/g, '$1.acquire()$2\n$1.release()')
    .replace(/(?<=\w)<[^>()]*>(?=\()/g, '')
    .replace(/: \w+(?= = )/g, '')
    .replace(/\[([\w, ]+)\](?= = )/g, '$1');
  return [...plain.matchAll(/[\w.]+(?= = | ?\()/g)]
    .map(([name]) => name)
    .filter((name) => !GRAMMAR.has(name));
};

/** Both programs of a pair have the same, in the same order. */
function expectAlike(
  stem: string,
  noun: string,
  listOf: (code: string) => string[],
  listOfPort = listOf,
): void {
  const lists = { port: listOfPort(port(stem)), original: listOf(original(stem)) };
  expect(lists.port, strayIn(stem, noun, lists)).toEqual(lists.original);
}

const inChinese = stems.filter((stem) => chineseStrings(original(stem)).length > 0);

test.each(inChinese)('%s has the strings of the original', (stem) => {
  expectAlike(stem, 'string', chineseStrings);
});

test.each(stems)('%s has the imports of the original, in its order', (stem) => {
  expectAlike(stem, 'import', importsOfOriginal, importsOfPort);
});

test.each(stems)('%s has the statements of the original, in its order', (stem) => {
  expectAlike(stem, 'statement', names);
});

test.each(stems)('%s runs main only where the original does', (stem) => {
  expect(original(stem)).toMatch(/\nif __name__ == '__main__':\n {4}(main\(\)|run\(main\(\)\))\n$/);
  expect(port(stem)).toMatch(
    /\nif \(import\.meta\.main\) \{\n {2}((await )?main\(\)|await run\(main\(\)\));\n\}\n$/,
  );
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
