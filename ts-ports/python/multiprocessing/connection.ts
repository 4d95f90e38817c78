// Python's multiprocessing.connection: a Pipe has two ends, and what is sent at one end is received
// at the other, whole and in order. Both ends are at home in the process that made them (shared.ts).
//
// An end is closed when every process that has it has closed it or has ended: only then the other
// end gets an EOFError. So give the other end to a child, and close it here.
//
// Where Node differs: an end is received from in one process alone, the last to which it was given;
// at home, if it was given to none but the sender. And an end that nobody refers to any more is not
// closed by itself.
import type { ChildProcess } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { BrokenPipeError, EOFError, OSError } from '../builtins.ts';
import { Shared } from './shared.ts';

interface Receiver {
  resolve: (item: unknown) => void;
  reject: (error: Error) => void;
}

type News = { item: unknown } | { closed: true };

export function Pipe(): [Connection, Connection] {
  return Connection.pair();
}

export class Connection extends Shared {
  /** What has arrived in this process, and who waits in it. */
  #items: unknown[] = [];
  #receivers: Receiver[] = [];
  #isOpen = true;
  #isOtherClosed = false;
  /** At home: the other end, and the children that have this one. */
  #other!: Connection;
  #children = new Set<ChildProcess>();

  constructor(id?: number) {
    super(import.meta.url, id);
  }

  static pair(): [Connection, Connection] {
    const [one, other] = [new Connection(), new Connection()];
    one.#other = other;
    other.#other = one;
    return [one, other];
  }

  /** Does not wait. That the other end is closed is known only after an `await`. */
  send(item: unknown) {
    this.#check();
    if (this.#isOtherClosed) throw new BrokenPipeError('[Errno 32] Broken pipe');
    if (this.isHome) this.#other.#pass(structuredClone(item));
    else this.tell({ item });
  }

  /** Waits until something has come. Python blocks its thread meanwhile; here others go on. */
  async recv<Item>(): Promise<Item> {
    this.#check();
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#receivers.push({ resolve, reject });
    });
    this.#serve();
    return (await this.untilHeard(answer)) as Item;
  }

  /** Whether recv would not wait. */
  async poll(): Promise<boolean> {
    this.#check();
    await turn(); // to read what has come
    return this.#items.length > 0 || this.#isOtherClosed;
  }

  close() {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.isHome) this.#tellIfClosed();
    else this.tell({ closed: true });
  }

  #check() {
    if (!this.#isOpen) throw new OSError('handle is closed');
  }

  #serve() {
    while (this.#receivers.length > 0 && (this.#items.length > 0 || this.#isOtherClosed)) {
      const { resolve, reject } = this.#receivers.shift() as Receiver;
      if (this.#items.length > 0) resolve(this.#items.shift());
      else reject(new EOFError());
    }
  }

  #arrive(news: News) {
    if ('item' in news) this.#items.push(news.item);
    else this.#isOtherClosed = true;
    this.#serve();
  }

  /** At home: takes what was sent to this end to the process that receives from it. */
  #pass(item: unknown, sender?: ChildProcess) {
    const child = [...this.#children].findLast((holder) => holder !== sender);
    if (child) this.tell({ item }, child);
    else this.#arrive({ item });
  }

  /** At home: once this end is closed everywhere, all who have the other are told. */
  #tellIfClosed() {
    if (this.#isOpen || this.#children.size > 0) return;
    const news = { closed: true } as const;
    for (const child of this.#other.#children) this.#other.tell(news, child);
    this.#other.#arrive(news);
  }

  protected override hear(news: News, child?: ChildProcess) {
    if (child === undefined) this.#arrive(news);
    else if ('item' in news) this.#other.#pass(news.item, child);
    else this.forget(child);
  }

  protected override welcome(child: ChildProcess) {
    this.#children.add(child);
    for (const item of this.#items.splice(0)) this.tell({ item }, child);
    if (this.#isOtherClosed) this.tell({ closed: true }, child);
  }

  protected override forget(child: ChildProcess) {
    if (this.#children.delete(child)) this.#tellIfClosed();
  }
}
