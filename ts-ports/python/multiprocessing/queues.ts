// Python's multiprocessing.queues: what one process puts into a Queue, another gets, whole and in
// order. The items are at home in the process that made the queue (shared.ts); what a child puts
// or gets goes by messages. In Python they go through a pipe, which a thread of the queue feeds.
import type { ChildProcess } from 'node:child_process';
import { Shared } from './shared.ts';

export class Queue<Item> extends Shared {
  /** At home. */
  #items: Item[] = [];
  /** Who waits for an item: of all processes at home, of this one in a child. */
  #waiting: ((item: Item) => void)[] = [];

  constructor(id?: number) {
    super(import.meta.url, id);
  }

  /** Does not wait: there is always room. The item is copied. */
  put(item: Item) {
    if (this.isHome) this.#add(structuredClone(item));
    else this.tell({ item });
  }

  /** Waits until there is an item. Python blocks its thread meanwhile; here others go on. */
  get(): Promise<Item> {
    const answer = new Promise<Item>((resolve) => {
      if (this.isHome) this.#serve(resolve);
      else this.#waiting.push(resolve);
    });
    if (!this.isHome) this.tell({ get: true });
    return this.untilHeard(answer);
  }

  #add(item: Item) {
    const take = this.#waiting.shift();
    if (take) take(item);
    else this.#items.push(item);
  }

  #serve(take: (item: Item) => void) {
    if (this.#items.length > 0) take(this.#items.shift() as Item);
    else this.#waiting.push(take);
  }

  protected override hear(message: { item: Item } | { get: true }, child?: ChildProcess) {
    if ('item' in message) this.#add(message.item);
    else this.#serve((item) => this.tell({ item }, child));
  }
}
