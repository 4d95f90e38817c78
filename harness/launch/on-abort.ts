/** Call back when a signal is aborted, at once if it already is; until this is disposed of. */
export function onAbort(signal: AbortSignal | undefined, action: () => void): Disposable {
  signal?.addEventListener('abort', action, { once: true });
  if (signal?.aborted) action();
  return {
    [Symbol.dispose]: () => signal?.removeEventListener('abort', action),
  };
}
