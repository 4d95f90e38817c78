import { describe, expect, test } from 'vitest';
import { createTimedWaits, deadline } from '../../../harness/clock/timed-waits.ts';

const threads = new Map([
  ['one', 101],
  ['two', 102],
  ['other', 103],
]);
type Name = 'one' | 'two' | 'other';

/** A program of three threads, of which some wait; the others do something now and then. */
function program() {
  const waits = createTimedWaits();
  const turns = new Map([...threads.values()].map((tid) => [tid, 0]));
  const there = new Set<string>();
  const look = () => {
    const seen = [...turns].map(([tid, count]) => ({ tid, turns: String(count) }));
    waits.look(seen, (address) => threads.get(address));
  };
  const runs = (name: Name) => {
    const tid = threads.get(name) ?? 0;
    turns.set(tid, (turns.get(tid) ?? 0) + 1);
  };
  return {
    waits,
    /** These threads run; then all rest. */
    run(...names: Name[]) {
      names.forEach(runs);
      look();
    },
    ends(name: Name) {
      turns.delete(threads.get(name) ?? 0);
      look();
    },
    /** It looks for something in vain, and waits; or looks again. */
    wait(name: Name, id = 1, now = 0n, seconds = 5) {
      runs(name);
      there.add(name);
      return waits.enter(name, id, now, seconds);
    },
    /** Who is let look again, and so is not at its gate. */
    next() {
      const name = waits.next((address) => there.has(address));
      if (name !== undefined) there.delete(name);
      return name;
    },
  };
}

describe('a task that waits with a deadline', () => {
  test('looks again when another task has run', () => {
    const { wait, run, next } = program();
    wait('one');
    run();
    expect(next()).toBe('one'); // Others may have run before it began to wait.
    wait('one');
    run();
    expect(next()).toBeUndefined();
    run('other');
    expect(next()).toBe('one');
  });

  test('does not look again because it has run itself', () => {
    const { wait, run, next } = program();
    wait('two');
    wait('one');
    run();
    expect([next(), next()]).toEqual(['two', 'one']);
    wait('one', 2);
    run();
    expect(next()).toBeUndefined();
  });

  test('does not look again because another looked without success', () => {
    const { wait, run, next } = program();
    wait('one');
    wait('two');
    run();
    expect(next()).toBe('one');
    wait('one');
    run();
    expect(next()).toBe('two');
    wait('two');
    run();
    expect(next()).toBeUndefined();
  });

  test('looks again because another got what it waited for', () => {
    const { waits, wait, run, next } = program();
    wait('one');
    wait('two');
    run();
    next();
    wait('one');
    run();
    next();
    wait('two');
    run('other');
    expect(next()).toBe('one');
    waits.leave('one');
    run('one');
    expect(next()).toBe('two');
  });

  test('looks again because another has ended', () => {
    const { wait, run, ends, next } = program();
    wait('one');
    run();
    next();
    wait('one');
    run();
    ends('other');
    expect(next()).toBe('one');
  });

  test('looks again because another ended while nobody waited', () => {
    const { waits, wait, run, ends, next } = program();
    wait('one');
    run();
    waits.leave('one');
    run();
    wait('one', 2);
    ends('other');
    expect(next()).toBe('one');
  });

  test('looks before tasks that began to wait later', () => {
    const { wait, run, next } = program();
    wait('two');
    run();
    next();
    wait('two');
    wait('one');
    run('other');
    expect([next(), next(), next()]).toEqual(['two', 'one', undefined]);
  });

  test('keeps its deadline however often it looks', () => {
    const { wait } = program();
    expect(wait('one', 1, 1_000_000_000n, 5)).toEqual({ due: 6_000_000_000n, isNew: true });
    expect(wait('one', 1, 3_000_000_000n, 5)).toEqual({ due: 6_000_000_000n, isNew: false });
    expect(wait('one', 2, 3_000_000_000n, 5)).toEqual({ due: 8_000_000_000n, isNew: true });
  });
});

test('a deadline computed from a clock that moves by nanoseconds is at the full instant', () => {
  expect(deadline(2_000_000_000n, 4.999_999_996)).toBe(7_000_000_000n);
  expect(deadline(0n, 1e-9)).toBe(10_000n);
  expect(deadline(0n, 0.1)).toBe(100_000_000n);
});
