const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborts when the command is told to end. The first telling lets it end its programs and tidy
 * up; the second ends it at once (what runs is then ended by the last resort on `exit`).
 */
export function onEndSignal(): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const handle = () => {
    if (controller.signal.aborted) process.exit(130);
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
