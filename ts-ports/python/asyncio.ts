// Python's asyncio: Node's own way of waiting, so there is little to add. A coroutine is an async
// function, and the event loop runs already.
//
// Where Node differs: a coroutine begins when somebody awaits it, an async function when it is
// called. And Python ends a coroutine from outside, by an error at its await. A promise cannot be
// ended: who wants to cut it off hands it a signal, and what it awaits must listen to that.
import { setTimeout as wait } from 'node:timers/promises';

/** What is thrown in a coroutine that is cut off, where it waits. */
export class CancelledError extends Error {
  override name = 'CancelledError';
}

export class TimeoutError extends Error {
  override name = 'TimeoutError';
}

/** Node's event loop needs no start: it ends when nothing is left to wait for. */
export function run<T>(main: Promise<T>): Promise<T> {
  return main;
}

/** Waits for all, which go on side by side. What they return is in their order. */
export function gather<T>(...coroutines: Promise<T>[]): Promise<T[]> {
  return Promise.all(coroutines);
}

/** Lets others go on meanwhile. @throws {CancelledError} when the signal comes first */
export async function sleep(seconds: number, signal?: AbortSignal) {
  try {
    await wait(seconds * 1000, undefined, { signal });
  } catch (error) {
    throw signal?.aborted ? new CancelledError() : error;
  }
}

/**
 * Cuts the coroutine off after so many seconds. It is called here, and not before, so that it gets
 * the signal.
 *
 * @throws {TimeoutError} when it was cut off
 */
export async function waitFor<T>(
  coroutine: (signal: AbortSignal) => Promise<T>,
  seconds: number,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), seconds * 1000);
  try {
    return await coroutine(controller.signal);
  } catch (error) {
    const wasCutOff = controller.signal.aborted && error instanceof CancelledError;
    throw wasCutOff ? new TimeoutError() : error;
  } finally {
    clearTimeout(timer); // Node would not end before it.
  }
}

/** What one coroutine puts into it, another gets, in order. */
export class Queue<Item> {
  #items: Item[] = [];
  #waiting: ((item: Item) => void)[] = [];

  /** Never waits: there is always room. */
  async put(item: Item) {
    const take = this.#waiting.shift();
    if (take) take(item);
    else this.#items.push(item);
  }

  /** Waits until there is an item. */
  async get(): Promise<Item> {
    if (this.#items.length > 0) return this.#items.shift() as Item;
    return await new Promise((resolve) => this.#waiting.push(resolve));
  }
}
