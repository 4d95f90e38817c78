import { type Said, text } from './messages/text.ts';

/** How many there are of something: `1 line`, `2 lines`. @param noun that has its plural by an `s` */
export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Equal commands as one, with how many there are: a fork bomb leaves a thousand processes behind. */
export function counted(commands: readonly Said[]): Said[] {
  return [...Map.groupBy(commands, String).values()].map((all) => {
    const [command] = all as [Said];
    return all.length === 1 ? command : text('processes', command, all.length);
  });
}
