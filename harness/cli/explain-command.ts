import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LockstepError } from '../errors.ts';
import { CHECKS } from '../judge/check-names.ts';
import { en } from '../messages/en/index.ts';
import type { Messages } from '../messages/messages.ts';
import { nearest } from '../nearest.ts';
import { lookOf } from '../report/look.ts';
import { visibleJson } from '../visible.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exit-code.ts';
import { print } from './print.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Explains one kind of mistake, or lists all; as JSON in English. */
export async function explainCommand(
  id: string | undefined,
  { json = false }: { json?: boolean },
  { messages }: Pick<CommandContext, 'messages'>,
): Promise<number> {
  const look = lookOf(process.stdout, messages);
  const { mistakesText, pageText } = await import('../report/explain-text.ts');
  if (id === undefined) {
    const mistakes = all(en);
    await print(json ? document({ mistakes }) : mistakesText(look));
    return EXIT.ok;
  }
  const mistake = all(en).find((each) => each.id === id);
  if (mistake === undefined) throw unknown(id);
  const markdown = await pageOf(id, json ? en : messages);
  await print(json ? document({ ...mistake, markdown }) : pageText(markdown, look));
  return EXIT.ok;
}

const all = ({ titles }: Messages) =>
  CHECKS.flatMap((check) =>
    Object.entries(titles[check]).map(([id, title]) => ({ id, check, title })),
  );

/** Without what stands before its heading, which is for tests. */
async function pageOf(id: string, { explain }: Messages): Promise<string> {
  const text = await readFile(join(ROOT, explain.folder, `${id}.md`), 'utf8');
  return text.replace(/^---\n.*?\n---\n\s*/s, '');
}

const document = (value: object) => `${visibleJson({ version: 1, ...value })}\n`;

function unknown(id: string): LockstepError {
  const [similar] = nearest(
    id,
    all(en).map((each) => each.id),
  );
  return new LockstepError('UNKNOWN_MISTAKE', ({ explain }) => ({
    what: explain.unknown(id),
    next: similar === undefined ? explain.list : explain.didYouMean(similar),
  }));
}
