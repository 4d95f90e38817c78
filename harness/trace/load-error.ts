import { dirname, relative } from 'node:path';

type Why = 'syntax' | 'types' | 'module' | 'export' | 'CommonJS' | 'node_modules' | 'other';

const WHY: readonly [Why, RegExp][] = [
  ['types', /strip-only mode/],
  ['module', /^Cannot find |^Directory import/],
  ['export', /does not provide an export/],
  ['CommonJS', /outside a module|module format/],
  ['node_modules', /under node_modules/],
  ['syntax', /^SyntaxError/],
];

/** Node's words without its codes and advice, and with a path as an import has it. */
function shortened(text: string): string {
  const [, importer] = / imported from (\/.+)$/.exec(text) ?? [];
  const imported = (path: string) =>
    importer ? relative(dirname(importer), path).replace(/^(?!\.)/, './') : path;
  return text
    .replace(/^(\w+) \[\w+\]: /, '$1: ')
    .replace(/^Error: /, '')
    .replace(/,? (?:imported from|for) "?\/.+$|[.,] (?:If the code is|you can use) .+$/, '')
    .replace(/'(\/[^']+)'/, (_, path: string) => `'${imported(path)}'`);
}

/** Why Node does not load a file, by its own words. */
export function loadErrorOf(text: string): { error: string; why: Why } {
  const error = shortened(text);
  return { error, why: WHY.find(([, pattern]) => pattern.test(error))?.[0] ?? 'other' };
}
