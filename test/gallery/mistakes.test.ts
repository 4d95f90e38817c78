import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test as plain } from 'vitest';
import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { decisive } from '../../harness/app/trials.ts';
import { guarded } from '../../harness/launch/guardian.ts';
import { mistakes } from '../../harness/messages/en/mistakes/index.ts';
import { test } from '../support/judge.ts';
import { judgedBy, pageNames, readPage } from '../support/mistake-pages.ts';
import { only } from '../support/only.ts';

const IDS = Object.keys(mistakes);

/** In this order they are read, in both languages. */
const BLOCKS = ['python', 'ts wrong', 'ts right'];

/** Enough for each schedule of the examples’ originals that an order of lines depends on. */
const WRONG = { ...CONFORMANCE, limits: { cpu: 1, starts: 0 } };

/** The pairs of the gallery are tried in every order; here one run each shows enough. */
const RIGHT = { ...CONFORMANCE, runs: 0, otherDraws: false };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(guarded().folder, 'mistakes-'));
  symlinkSync(join(import.meta.dirname, '../../ts-ports/python'), join(folder, 'python'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, code: string | undefined): string {
  if (code === undefined) throw new RangeError(`no code for ${name}`);
  const file = join(folder, name);
  writeFileSync(file, code);
  return file;
}

plain('every mistake has a page in English and in Chinese, and no page is without a mistake', () => {
  expect(pageNames('en').sort()).toEqual([...IDS].sort());
  expect(pageNames('zh').sort()).toEqual([...IDS].sort());
});

describe.each(IDS)('the page of %s', (id) => {
  plain('has the same examples in both languages, and links only to other pages', () => {
    const [en, zh] = [readPage(id, 'en'), readPage(id, 'zh')];
    expect(Object.keys(en.code)).toEqual(BLOCKS);
    expect(zh.code).toEqual(en.code);
    expect(zh.front).toBe(en.front);
    for (const { title, headings, links } of [en, zh]) {
      expect(title).toBe(id);
      expect(headings).toHaveLength(5);
      expect(links.length).toBeGreaterThan(0);
      expect(IDS).toEqual(expect.arrayContaining(links));
      expect(links).not.toContain(id);
    }
    expect(zh.links).toEqual(en.links);
  });

  test.concurrent('shows a port with this mistake, and the same port without it', async ({ judge }) => {
    const page = readPage(id, 'en');
    const pair = judgedBy(id, page);
    const original = written(`${id}.py`, page.code.python);
    const wrong = written(`${id}-wrong.ts`, page.code['ts wrong']);
    const right = written(`${id}-right.ts`, page.code['ts right']);
    const verdicts = await Promise.all([
      judge([{ pair, original, port: wrong }], WRONG),
      judge([{ pair, original, port: right }], RIGHT),
    ]);
    const [bad, good] = verdicts.map((judgements) => decisive(only(judgements)).verdict);
    expect(bad?.diagnosis?.mistake.id).toBe(id);
    expect(good).toMatchObject({ outcome: 'conforms', diagnosis: undefined, inconclusive: [] });
  });
});
