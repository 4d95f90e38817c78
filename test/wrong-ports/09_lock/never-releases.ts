import { format, print } from '../../../ts-ports/python/builtins.ts';
import { Lock, Thread } from '../../../ts-ports/python/threading.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

export class Account {
  // Threads share no variables in Node: what all shall see is in shared memory.
  memory = new Int32Array(new SharedArrayBuffer(4));

  get balance() {
    return Atomics.load(this.memory, 0);
  }

  set balance(value: number) {
    Atomics.store(this.memory, 0, value);
  }
}

export function deposit(account: Account, amount: number) {
  const balance = account.balance;
  sleep(5);
  account.balance = balance + amount;
}

export function depositWithLock(account: Account, amount: number, lock: Lock) {
  lock.acquire(); // The mistake: nobody releases it, so the second waits for ever.
  deposit(account, amount);
}

async function depositAll(target: typeof deposit | typeof depositWithLock, ...more: Lock[]) {
  const start = time();
  const account = new Account();
  const threads = [1, 10, 100].map(
    (amount) => new Thread({ target, args: [account, amount, ...more] }),
  );
  for (const t of threads) t.start();
  for (const t of threads) await t.join();
  const end = time();
  print(format('账户余额: %d元.', account.balance));
  print(format('总共耗费了%.2f秒.', end - start));
}

async function main() {
  await depositAll(deposit);
  await depositAll(depositWithLock, new Lock());
}

if (import.meta.main) {
  await main();
}
