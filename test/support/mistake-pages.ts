import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judged } from '../../harness/judge/runs.ts';
import type { Law, SimpleLaw } from '../../harness/law/law.ts';
import { en } from '../../harness/messages/en/index.ts';
import { zh } from '../../harness/messages/zh/index.ts';

const LANGUAGES = { en, zh };

type Language = keyof typeof LANGUAGES;

/** Where `lockstep explain` finds the pages. */
const folderOf = (language: Language) =>
  join(import.meta.dirname, '../..', LANGUAGES[language].explain.folder);

/** A page about one kind of mistake: docs/mistakes/ID.md. */
export interface Page {
  /** By the words after its three backticks: `python`, `ts wrong`, `ts right`. */
  code: Record<string, string>;
  /** The ids that it links to. */
  links: string[];
  /** What is above its first heading: how its example is judged. */
  front: string;
  title: string | undefined;
  /** Its second-level headings. */
  headings: string[];
}

const TOTAL = /^总共耗费了(\d+\.\d+)秒\.$/;

export function pageNames(language: Language): string[] {
  return readdirSync(folderOf(language))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length));
}

export function readPage(id: string, language: Language): Page {
  const text = readFileSync(join(folderOf(language), `${id}.md`), 'utf8');
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const blocks = [...body.matchAll(/^```([^\n]+)\n(.*?\n)```$/gms)];
  const prose = body.replaceAll(/^```.*?^```$/gms, '');
  return {
    code: Object.fromEntries(blocks.map(([, name, code]) => [name, code as string])),
    links: [...prose.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, id]) => id as string),
    front,
    title: /^# (.*)$/m.exec(prose)?.[1],
    headings: [...prose.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading as string),
  };
}

/** What the example of a page is judged by. */
export function judgedBy(id: string, { front }: Page): Judged {
  const fields = new Map(
    front.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
  );
  const luck = fields.get('luck');
  return {
    stem: id,
    law: lawFrom(fields.get('law') ?? ''),
    total: TOTAL,
    idiomatic: fields.get('idiomatic') === 'true',
    ...(luck !== undefined && { luck: new RegExp(luck) }),
  };
}

/** `max`, `pool 2`; several phases: `sum, then max`. */
function lawFrom(text: string): Law {
  const [first, ...others] = text.split(', then ').map(simpleLaw) as [SimpleLaw, ...SimpleLaw[]];
  return others.length === 0 ? first : { kind: 'phases', laws: [first, ...others] };
}

function simpleLaw(text: string): SimpleLaw {
  const [kind = '', workers] = text.split(' ');
  if (kind === 'pool') return { kind, workers: Number(workers) };
  if (kind === 'sum' || kind === 'max' || kind === 'min' || kind === 'pipeline') return { kind };
  throw new RangeError(`unknown law: ${text}`);
}
