/** Equal texts as one, with how many there are: a fork bomb leaves a thousand processes behind. */
export function counted(texts: readonly string[], things: string): string[] {
  return [...Map.groupBy(texts, (text) => text)].map(([text, { length }]) =>
    length === 1 ? text : `${text} (${length} ${things})`,
  );
}
