// Style: Workers on one SharedArrayBuffer; the lock is the Web Locks API, navigator.locks.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

interface Begin {
  account: Int32Array<SharedArrayBuffer>;
  amount: number;
  locked: boolean;
}

async function deposit({ account, amount }: Begin) {
  const balance = Atomics.load(account, 0);
  await sleep(5000);
  Atomics.store(account, 0, balance + amount);
}

async function depositAll(locked: boolean) {
  const start = Date.now();
  const account = new Int32Array(new SharedArrayBuffer(4));
  const ends = [1, 10, 100].map((amount) => {
    const begin: Begin = { account, amount, locked };
    return once(new Worker(import.meta.filename, { workerData: begin }), 'exit');
  });
  await Promise.all(ends);
  const seconds = (Date.now() - start) / 1000;
  console.log(`账户余额: ${account[0]}元.`);
  console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
}

if (isMainThread) {
  await depositAll(false);
  await depositAll(true);
} else {
  const begin: Begin = workerData;
  parentPort?.ref(); // Who only waits for a lock is not kept alive by that.
  if (begin.locked) await navigator.locks.request('account', () => deposit(begin));
  else await deposit(begin);
  parentPort?.unref();
}
