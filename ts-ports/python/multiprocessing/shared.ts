// What several processes have together: a Queue, or a Connection. Python lays a pipe of the
// operating system between them, and Node has none to lay. So the thing is at home in the process
// that made it, and a child to which it is given exchanges messages with that process, over the
// channel that comes with every process that Node forks.
//
// Where Node differs: its home must be awake to read messages, so while that process is in a
// sleep(), nothing comes from or between its children. And a child cannot give it to its own
// children. If all others have ended, who waits in vain waits for ever in Python; Node ends.
import type { ChildProcess } from 'node:child_process';
import { RuntimeError } from '../builtins.ts';
import type { Handle } from '../multiprocessing.ts';

type Message = Record<string, unknown>;

let count = 0;
let waiting = 0;

export abstract class Shared {
  readonly isHome: boolean;
  readonly #module: string;
  readonly #id: number;

  /** At home without an id; in a child with the id that it was told. */
  constructor(module: string, id?: number) {
    this.isHome = id === undefined;
    this.#module = module;
    this.#id = id ?? ++count;
    if (this.isHome) return;
    process.on('message', this.#listener());
    process.channel?.unref(); // It does not keep a child alive; who waits does, in untilHeard.
  }

  /** A message has come: at home, from a child; in a child, from home. */
  protected abstract hear(message: Message, child?: ChildProcess): void;

  /** At home: a child has got a copy. */
  protected welcome(_child: ChildProcess) {}

  /** At home: a child has ended, and every message of its has been heard. */
  protected forget(_child: ChildProcess) {}

  /** By this a child makes a copy that speaks with this one. */
  get handle(): Handle {
    if (!this.isHome) throw new RuntimeError('what a process was given it cannot give on');
    return { module: this.#module, name: this.constructor.name, id: this.#id };
  }

  /** A function of the object's own, so that none can be copied by mistake, as a part of another. */
  readonly giveTo = (child: ChildProcess) => {
    child.on('message', this.#listener(child));
    child.once('disconnect', () => this.forget(child));
    this.welcome(child);
  };

  /** To a child; in a child, home. Who has ended gets no message, and that is no error. */
  protected tell(message: Message, child?: ChildProcess) {
    const sent = { ...message, id: this.#id };
    if (child) child.send(sent, () => {});
    else process.send?.(sent, undefined, undefined, () => {});
  }

  #listener(child?: ChildProcess) {
    return (message: Message) => {
      if (message.id === this.#id) this.hear(message, child);
    };
  }

  /** Keeps a child alive meanwhile. */
  protected async untilHeard<Value>(answer: Promise<Value>): Promise<Value> {
    if (++waiting === 1) process.channel?.ref();
    try {
      return await answer;
    } finally {
      if (--waiting === 0) process.channel?.unref();
    }
  }
}
