import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test as plain } from 'vitest';
import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { decisive } from '../../harness/app/trials.ts';
import { mistakes } from '../../harness/messages/en/mistakes/index.ts';
import { test } from '../support/judge.ts';
import { judgedBy, pageNames, readPage } from '../support/mistake-pages.ts';
import { only } from '../support/only.ts';

const IDS = Object.keys(mistakes);

const BLOCKS = ['python', 'ts wrong', 'ts right'];

/** Where the mistake is the original's, it is mended, too. */
const BLOCKS_OF_BOTH = ['python wrong', 'ts wrong', 'python', 'ts right'];

/** As `lockstep check` judges, but that what runs without end is stopped sooner. */
const WRONG = { ...CONFORMANCE, limits: { cpu: 2, starts: 0, memory: 512 * 1024 ** 2 } };

/** One run of each: the examples of orders alone have more than one. */
const RIGHT = { ...CONFORMANCE, runs: 0, otherDraws: false };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-mistakes-'));
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

plain('each mistake has a page in English and in Chinese, and each page has its mistake', () => {
  expect(pageNames('en').sort()).toEqual([...IDS].sort());
  expect(pageNames('zh').sort()).toEqual([...IDS].sort());
});

describe('the page of', () => {
  plain.each(IDS)('%s has the same example and links in both languages', (id) => {
    const [en, zh] = [readPage(id, 'en'), readPage(id, 'zh')];
    expect([BLOCKS, BLOCKS_OF_BOTH]).toContainEqual(Object.keys(en.code));
    expect({ code: zh.code, front: zh.front, links: zh.links }).toEqual({
      code: en.code,
      front: en.front,
      links: en.links,
    });
    for (const { title, headings, links } of [en, zh]) {
      expect(title).toBe(id);
      expect(headings).toHaveLength(5);
      expect(IDS.filter((other) => other !== id)).toEqual(expect.arrayContaining(links));
    }
  });

  test.concurrent.for(IDS)('%s shows a port with it, and one without', async (id, { judge }) => {
    const page = readPage(id, 'en');
    const pair = judgedBy(id, page);
    const original = written(`${id}.py`, page.code.python);
    const bad = page.code['python wrong'];
    const copied = bad === undefined ? original : written(`${id}-wrong.py`, bad);
    const wrong = written(`${id}-wrong.ts`, page.code['ts wrong']);
    const right = written(`${id}-right.ts`, page.code['ts right']);
    const [failing, passing] = await Promise.all([
      judge([{ pair, original: copied, port: wrong }], WRONG),
      judge([{ pair, original, port: right }], RIGHT),
    ]);
    expect(decisive(only(failing)).verdict.diagnosis?.mistake.id).toBe(id);
    expect(decisive(only(passing)).verdict).toMatchObject({
      outcome: 'conforms',
      inconclusive: [],
    });
  });
});
