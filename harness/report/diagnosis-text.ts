import cliTruncate from 'cli-truncate';
import type { Diagnosis } from '../judge/diagnosis.ts';
import type { Finding } from '../judge/finding.ts';
import type { Seen } from '../messages/evidence/values.ts';
import type { Messages } from '../messages/messages.ts';
import { messagesOf } from '../messages/text.ts';
import type { Place } from '../source/find.ts';
import { visible } from '../visible.ts';
import { bareLine, excerpts, placeName } from './excerpt.ts';
import type { Look } from './look.ts';
import { wrap } from './wrap.ts';

const INDENT = '  ';

/** So many places that may be meant are shown, and so many consequences. */
const MOST_PLACES = 3;
const MOST_CONSEQUENCES = 3;
/** Cells of one of them: it may quote a line. */
const LONGEST_ALSO = 60;

/**
 * The root mistake with its place and its hint, what follows from it in one line, and each mistake
 * that does not follow from it in one more.
 *
 * @param all also show the lines that explain the place
 */
export function diagnosisText(
  diagnosis: Diagnosis,
  look: Look,
  { all = false }: { all?: boolean } = {},
): string[] {
  const { messages, styles } = look;
  const { report } = messages;
  const { mistake, consequences, others } = diagnosis;
  const hint = visible(messagesOf(mistake, messages).hint(mistake.evidence));
  const also = alsoOf(consequences, messages);
  return [
    ...errorText(diagnosis, look),
    ...placesText(diagnosis, look),
    ...(all ? relatedText(diagnosis, look) : []),
    ...labelled(report.hint, hint, look, styles.good),
    ...(also.length > 0 ? labelled(report.also, report.follows(also), look, styles.faint) : []),
    ...others.flatMap((other) => ['', ...errorText(other, look, placeOf(other))]),
  ];
}

/** The first of the consequences, each once and in few words, and how many more there are. */
export function alsoOf(consequences: readonly Finding[], messages: Messages): string[] {
  const words = consequences.map(({ mistake }) =>
    cliTruncate(visible(messagesOf(mistake, messages).also(mistake.evidence)), LONGEST_ALSO),
  );
  const all = [...new Set(words)];
  const more = all.length - MOST_CONSEQUENCES;
  // One more takes no more room than to say so.
  if (more <= 1) return all;
  return [...all.slice(0, MOST_CONSEQUENCES), messages.report.moreConsequences(more)];
}

/** `error[id]: message`, with a place where it is told in one line. */
function errorText({ mistake }: Finding, look: Look, place?: string): string[] {
  const { report } = look.messages;
  const message = visible(messagesOf(mistake, look.messages).message(mistake.evidence));
  const text = place === undefined ? message : report.at(message, place);
  return labelled(report.error(mistake.id), text, look, look.styles.bad, look.styles.strong);
}

function placeOf({ located }: Finding): string | undefined {
  const [place] = located?.places ?? [];
  return place && placeName(place);
}

function placesText({ mistake, located }: Finding, look: Look): string[] {
  const { messages, styles } = look;
  const { places = [], related = [] } = located ?? {};
  const shown = places.slice(0, MOST_PLACES);
  const [first] = shown;
  if (first === undefined) return [];
  const seen = seenAt(first, related[0]);
  const label = visible(messagesOf(mistake, messages).label(mistake.evidence, seen));
  const more = places.length - shown.length;
  const told = (text: string) => `${INDENT}${INDENT}${styles.faint(text)}`;
  return [
    ...(shown.length > 1 ? [told(messages.report.oneOf)] : []),
    ...excerpts(shown, label, look),
    ...(more > 0 ? [told(messages.report.morePlaces(more))] : []),
  ];
}

/** A start as its source has it. */
const START = /^([\w$]+)\.start\(/;

function seenAt({ line }: Place, related?: Place): Seen {
  if (related === undefined) return { line };
  const { source, column, length } = related;
  const [, started] = START.exec(source.slice(column - 1, column - 1 + length)) ?? [];
  return { line, related: related.line, ...(started !== undefined && { started }) };
}

function relatedText({ located }: Finding, look: Look): string[] {
  const related = located?.related ?? [];
  if (related.length === 0) return [];
  const { messages, styles } = look;
  return [
    `${INDENT}${INDENT}${styles.faint(messages.report.seeAlso)}`,
    ...related.slice(0, MOST_PLACES).map((place) => bareLine(place, look)),
  ];
}

type Style = (text: string) => string;

/** A text after a coloured label. */
function labelled(
  label: string,
  text: string,
  { width }: Look,
  style: Style,
  rest: Style = (text) => text,
): string[] {
  const head = INDENT + label;
  const [first = '', ...others] = wrap(head + text, width, INDENT.length * 2);
  return [INDENT + style(label) + rest(first.slice(head.length)), ...others.map(rest)];
}
