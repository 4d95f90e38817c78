/** Until it is disposed of, an abort calls back; at once if it came before. */
export function onAbort(signal: AbortSignal | undefined, action: () => void): Disposable {
  signal?.addEventListener('abort', action, { once: true });
  if (signal?.aborted) action();
  return {
    [Symbol.dispose]: () => signal?.removeEventListener('abort', action),
  };
}
