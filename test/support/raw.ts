/** Everything that a terminal obeys or a reader cannot see, each by its code. */
export const HOSTILE_CODES: readonly number[] = [
  ...range(0x00, 0x1f),
  ...range(0x7f, 0x9f),
  ...[0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x3164, 0xfeff, 0xffa0],
  ...range(0x200b, 0x200f),
  ...range(0x2028, 0x202e),
  ...range(0x2060, 0x206f),
  ...range(0xfe00, 0xfe0f),
  ...range(0xfff9, 0xfffb),
  ...[0xd800, 0xdbff, 0xdc00, 0xdfff, 0xfffe, 0xffff, 0xe0001, 0xe0020, 0xe007f, 0xe0100],
];

const codes = new Set(HOSTILE_CODES.filter((code) => code !== 0x0a));

/** Such characters in a report, but line feeds; found without the harness's own expression. */
export function rawIn(text: string): string[] {
  return [...text].filter((character) => codes.has(character.codePointAt(0) as number));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
