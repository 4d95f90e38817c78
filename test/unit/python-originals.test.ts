import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const checkout = join(import.meta.dirname, '../..');
const folder = join(checkout, 'python-originals');

/** The programs of the chapter, and the SHA-256 of each: they are never edited. */
const ORIGINALS = {
  '01_sequential.py': '645e340ed76689885eedd2e9bb248b15352ee738451e369b76676f8ba9bec25e',
  '02_processes.py': 'def29c9743b0e29ffe4a6d0d6dff51892b4ed4eb491036a649c6e46cb190b8d7',
  '03_threads.py': '354943ed58649378c9f2c934d27841eaaffb1e44e03e4bea6df56ebe1d474191',
};

test.each(Object.entries(ORIGINALS))('%s is the chapter’s, byte for byte', (name, sha256) => {
  const bytes = readFileSync(join(folder, name));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
});

// The chapter lies next to the checkout where this project was made, and nowhere else.
const chapter = join(checkout, '../shared/source/000_a04e4227ac3befbd.txt');
const chapters = existsSync(chapter) ? [readFileSync(chapter, 'utf8')] : [];

test('the originals are the code blocks of the chapter, in its order', () => {
  const originals = Object.keys(ORIGINALS).map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const text of chapters) {
    const blocks = [...text.matchAll(/^```\$xslt\n(.*?)^```/gms)].map(([, code]) => code);
    expect(blocks).toEqual(originals);
  }
});
