import { expect } from 'vitest';
import type { Trial } from '../../harness/app/trials.ts';

/**
 * How many orders each pair can speak in, worked out by hand. With durations that differ only
 * who comes first at one instant is open: 6 ways to print two times two lines, 2 to begin two
 * downloads, or to go on with two files, 6 to begin three threads, 3 threads that may write the
 * account last; in 10_executor 2 to begin in threads, 2 in processes, and 2 for whether the first
 * result is printed before the next job begins. Coroutines take turns as their event loop has it.
 */
export const ORDERS: Readonly<Record<string, number>> = {
  '01_sequential': 1,
  '02_processes': 6,
  '03_threads': 2,
  '04_fork': 2,
  '05_pool': 2,
  '06_queue': 2,
  '07_pipe': 1,
  '08_thread_class': 6,
  '09_lock': 3,
  '10_executor': 8,
  '11_asyncio': 1,
  '12_events': 2,
};

/** Their ports have more schedules than are tried here. test/gallery/orders.test.ts tries all. */
export const PARTLY_TRIED: ReadonlySet<string> = new Set([
  '02_processes',
  '08_thread_class',
  '10_executor',
  '12_events',
]);

/** The trial in orders found as many as there are; under the real clock there is none. */
export function expectOrders({ name, verdict: { pair, checks, coverage } }: Trial): void {
  const orders = ORDERS[pair];
  if (name !== 'orders' || orders === undefined) return;
  expect(String(checks.output.sentence)).toMatch(
    orders === 1 ? 'the same one order' : `the same ${orders} orders`,
  );
  if (!PARTLY_TRIED.has(pair)) expect(String(coverage)).not.toMatch(/sampled/);
}
