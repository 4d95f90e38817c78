// What threads wait for each other with: Python's Lock, Event and Condition.
//
// Each is a number in memory that all threads share, and a thread that waits sleeps at it until
// another says that it has changed. All block their thread, as Python does.
import { RuntimeError } from '../builtins.ts';

/** A number that all threads see, at first 0. Each thread has an object of its own on it. */
const sharedNumber = () => new Int32Array(new SharedArrayBuffer(4));

/** Only one thread at a time holds it; the others wait in acquire() until it is released. */
export class Lock {
  /** 1 while a thread holds it. */
  readonly held = sharedNumber();

  acquire() {
    while (Atomics.compareExchange(this.held, 0, 0, 1) !== 0) Atomics.wait(this.held, 0, 1);
  }

  release() {
    if (Atomics.exchange(this.held, 0, 0) === 0) throw new RuntimeError('release unlocked lock');
    Atomics.notify(this.held, 0, 1);
  }

  locked(): boolean {
    return Atomics.load(this.held, 0) === 1;
  }
}

/** Something that happens once, and that threads can wait for. */
export class Event {
  /** 1 when it has happened. */
  readonly happened = sharedNumber();

  set() {
    Atomics.store(this.happened, 0, 1);
    Atomics.notify(this.happened, 0);
  }

  clear() {
    Atomics.store(this.happened, 0, 0);
  }

  isSet(): boolean {
    return Atomics.load(this.happened, 0) === 1;
  }

  /** Returns whether it has happened: false only when so many seconds are over before. */
  wait(seconds = Number.POSITIVE_INFINITY): boolean {
    return Atomics.wait(this.happened, 0, 0, seconds * 1000) !== 'timed-out';
  }
}

/** A lock under which threads wait until another, which has changed something, tells them to look. */
export class Condition {
  readonly lock: Lock;
  /** How often it was notified. */
  readonly notified = sharedNumber();

  /** Python makes one that its holder may acquire twice; this one blocks then. */
  constructor(lock = new Lock()) {
    this.lock = lock;
  }

  acquire() {
    this.lock.acquire();
  }

  release() {
    this.lock.release();
  }

  /**
   * Gives the lock away until it is notified, or so many seconds are over: then it returns false.
   * It may wake though another was meant, which Python's documentation does not rule out either.
   */
  wait(seconds = Number.POSITIVE_INFINITY): boolean {
    if (!this.lock.locked()) throw new RuntimeError('cannot wait on un-acquired lock');
    const seen = Atomics.load(this.notified, 0); // Who notifies needs the lock: we miss nothing.
    this.lock.release();
    const outcome = Atomics.wait(this.notified, 0, seen, seconds * 1000);
    this.lock.acquire();
    return outcome !== 'timed-out';
  }

  /** Waits until it is so, or so many seconds are over. Returns what the predicate said last. */
  waitFor<T>(predicate: () => T, seconds = Number.POSITIVE_INFINITY): T {
    const end = performance.now() / 1000 + seconds;
    let result = predicate();
    while (!result) {
      const left = end - performance.now() / 1000;
      if (left <= 0) break;
      this.wait(left);
      result = predicate();
    }
    return result;
  }

  notify(count = 1) {
    if (!this.lock.locked()) throw new RuntimeError('cannot notify on un-acquired lock');
    Atomics.add(this.notified, 0, 1);
    Atomics.notify(this.notified, 0, count);
  }

  notifyAll() {
    this.notify(Number.POSITIVE_INFINITY);
  }
}
