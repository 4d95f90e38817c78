import { styleText } from 'node:util';

export interface Styles {
  good: (text: string) => string;
  bad: (text: string) => string;
  strong: (text: string) => string;
  faint: (text: string) => string;
}

/** Colours where the stream is a terminal that has them, and NO_COLOR does not forbid them. */
export function stylesFor(stream: NodeJS.WriteStream): Styles {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    styleText(format, text, { stream });
  return {
    good: style('green'),
    bad: style('red'),
    strong: style('bold'),
    faint: style('dim'),
  };
}
