import type { Messages } from '../../../../harness/messages/messages.ts';
import type { MistakeId, Mistakes } from '../../../../harness/messages/mistakes.ts';

/** What each kind of mistake may show: each way in which it is told, once. */
export type MistakeSamples<Kinds> = { [Id in keyof Kinds]: readonly Kinds[Id][] };

type Words = string | { readonly [name: string]: Words };

/** Arguments for each message of a section that takes any. */
export type Samples<Section> = {
  [Key in keyof Section as Section[Key] extends Words ? never : Key]: Section[Key] extends (
    ...args: infer Args
  ) => unknown
    ? readonly Args[]
    : Samples<Section[Key]>;
};

/** Of every section but that of mistakes. */
export type SectionSamples = Samples<Omit<Messages, 'mistakes'>>;

/** A text, and where it stands in the catalogue: `mistakes.deadlock.hint`. */
export interface Spoken {
  path: string;
  text: string;
}

/** Every text of the mistakes. */
export function mistakeTexts({ mistakes }: Messages, samples: MistakeSamples<Mistakes>): Spoken[] {
  return (Object.keys(samples) as MistakeId[]).flatMap((id) => {
    const { message, hint, also, label } = mistakes[id] as (typeof mistakes)['wrong-total'];
    const all = (samples[id] as readonly Mistakes['wrong-total'][]).flatMap((evidence) => [
      { path: `mistakes.${id}.message`, text: message(evidence) },
      { path: `mistakes.${id}.hint`, text: hint(evidence) },
      { path: `mistakes.${id}.also`, text: also(evidence) },
      { path: `mistakes.${id}.label`, text: label(evidence, { line: 19 }) },
      { path: `mistakes.${id}.label`, text: label(evidence, { line: 19, related: 21 }) },
    ]);
    return unique(all);
  });
}

/** Every text of all else: of an error, its lines. */
export function sectionTexts(section: unknown, samples: unknown, path: string): Spoken[] {
  if (typeof section === 'string') return [{ path, text: section }];
  if (typeof section === 'function') {
    if (!Array.isArray(samples) || samples.length === 0) throw new Error(`no sample of ${path}`);
    const told = samples.flatMap((args) => textsIn(section(...args), path));
    return unique(told);
  }
  return Object.entries(section as object).flatMap(([key, inner]) =>
    sectionTexts(inner, (samples as Record<string, unknown> | undefined)?.[key], `${path}.${key}`),
  );
}

const textsIn = (told: string | object, path: string): Spoken[] =>
  typeof told === 'string'
    ? [{ path, text: told }]
    : Object.entries(told).flatMap(([part, text]) =>
        text === undefined ? [] : [{ path: `${path}.${part}`, text: String(text) }],
      );

const unique = (all: readonly Spoken[]): Spoken[] => [
  ...new Map(all.map((one) => [`${one.path} ${one.text}`, one])).values(),
];
