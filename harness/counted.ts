/** How many there are of something: `1 line`, `2 lines`. @param noun that has its plural by an `s` */
export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Equal texts as one, with how many there are: a fork bomb leaves a thousand processes behind. */
export function counted(texts: readonly string[], things: string): string[] {
  return [...Map.groupBy(texts, (text) => text)].map(([text, { length }]) =>
    length === 1 ? text : `${text} (${length} ${things})`,
  );
}
