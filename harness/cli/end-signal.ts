import { getEventListeners } from 'node:events';
import { interrupted } from '../app/programs.ts';
import { EXIT } from './exit-code.ts';
import { type Telling, tellFailure } from './failure.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * How long programs may take to end after a signal, in milliseconds. On two cores they take 50 to
 * 200, and 500 at most beside 16 busy processes.
 */
const PATIENCE = 1000;

/**
 * Aborts when the command is told to end. The first signal lets it end its programs and tidy up;
 * a second one, or the end of its patience, ends it at once (the last resort on `exit` then ends
 * what runs). So does the first while nothing waits for it: before programs run, and afterwards.
 */
export function onEndSignal(telling: Telling): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  /** Whoever disposes of this has told what ended the command. */
  let isTold = false;
  const endNow = () =>
    process.exit(isTold ? EXIT.interrupted : tellFailure(interrupted(), telling));
  const handle = () => {
    const { signal } = controller;
    if (signal.aborted || getEventListeners(signal, 'abort').length === 0) endNow();
    setTimeout(endNow, PATIENCE).unref();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      isTold = true;
      for (const name of SIGNALS) process.removeListener(name, handle);
    },
  };
}
