import type { Messages } from '../messages/messages.ts';
import { type Styles, stylesFor } from './style.ts';

/** How a report is printed: in which language and colours, and how wide. */
export interface Look {
  messages: Messages;
  styles: Styles;
  /** Cells of a line. */
  width: number;
}

/** Cells of a line where there is no terminal; the least and the most that are used of one. */
const WIDTH = { elsewhere: 100, least: 40, most: 120 };

export function lookOf(stream: NodeJS.WriteStream, messages: Messages): Look {
  const { elsewhere, least, most } = WIDTH;
  const columns = stream.isTTY && stream.columns > 0 ? stream.columns : elsewhere;
  return {
    messages,
    styles: stylesFor(stream),
    width: Math.min(most, Math.max(least, columns)),
  };
}
