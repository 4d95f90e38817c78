import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { en } from '../../harness/messages/en/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(join(ROOT, 'docs')).flatMap((file) =>
    file.endsWith('.md') ? `docs/${file}` : [],
  ),
];

test('docs/mistakes.md lists every mistake with its title', () => {
  const text = readFileSync(join(ROOT, 'docs/mistakes.md'), 'utf8');
  const rows = [...text.matchAll(/^\| \[([\w-]+)\]\(mistakes\/\1\.md\) \| (.*) \|$/gm)];
  const titles = Object.values(en.titles).flatMap((check) => Object.entries(check));
  expect(rows.map(([, id, title]) => [id, title])).toEqual(titles);
});

test.each(PAGES)('%s links to files that exist', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link);
  const missing = links.filter((link) => !existsSync(join(ROOT, dirname(page), link ?? '')));
  expect(missing).toEqual([]);
});
