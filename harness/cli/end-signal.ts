const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * How long programs may take to end after a signal, in milliseconds. They take 60 to 300 on an idle machine
 * and 500 at most beside eight busy processes on two cores.
 */
const PATIENCE = 1500;

/**
 * Aborts when the command is told to end. The first signal lets it end its programs and tidy up;
 * a second one, or the end of its patience, ends it at once (the last resort on `exit` then ends
 * what runs).
 */
export function onEndSignal(): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const handle = () => {
    if (controller.signal.aborted) process.exit(130);
    setTimeout(() => process.exit(130), PATIENCE).unref();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of SIGNALS) process.removeListener(name, handle);
    },
  };
}
