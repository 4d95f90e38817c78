/** Lines that come one by one, and are waited for one by one. */
export function createAnswers() {
  /** Answers that came before they were waited for: two may come at once. */
  let early: string[] = [];
  let resolveNext: ((line: string) => void) | undefined;
  let rejectNext: ((error: Error) => void) | undefined;
  return {
    next: () =>
      new Promise<string>((resolve, reject) => {
        const first = early.shift();
        if (first !== undefined) return resolve(first);
        resolveNext = resolve;
        rejectNext = reject;
      }),
    give(line: string) {
      if (resolveNext === undefined) early.push(line);
      else resolveNext(line);
      resolveNext = undefined;
    },
    /** Nobody will answer what is waited for. */
    fail(error: Error) {
      rejectNext?.(error);
    },
    /** Another process will answer from here on. */
    restart() {
      early = [];
    },
    /** Failures are nobody's concern any more. */
    close() {
      rejectNext = undefined;
    },
  };
}
