import { createLogUpdate } from 'log-update';

/** Milliseconds between two looks at what goes on. */
const FRAME = { terminal: 250, elsewhere: 30_000 };

export interface StatusLine {
  /** Lines that stay. */
  print: (text: string) => void;
  stop: () => void;
}

/** At a terminal one line that is always the last; elsewhere a line now and then. */
export function showStatus(
  stream: NodeJS.WriteStream,
  status: () => string,
  isTerminal = stream.isTTY,
): StatusLine {
  const draw = isTerminal ? createLogUpdate(stream) : undefined;
  const print = (text: string) => {
    draw?.clear();
    stream.write(`${text}\n`);
  };
  const look = () => (draw === undefined ? print(status()) : draw(status()));
  const timer = setInterval(look, isTerminal ? FRAME.terminal : FRAME.elsewhere);
  timer.unref();
  return {
    print,
    stop() {
      clearInterval(timer);
      draw?.clear();
      draw?.done();
    },
  };
}
