// One thread, and still an update is lost: each `await` between reading and writing lets others in.
// A chain of promises is the lock: each deposit waits for the one before it.
import { setTimeout as sleep } from 'node:timers/promises';

class Account {
  balance = 0;
  #last: Promise<void> = Promise.resolve();

  async deposit(amount: number) {
    const { balance } = this;
    await sleep(5000);
    this.balance = balance + amount;
  }

  depositInTurn(amount: number) {
    this.#last = this.#last.then(() => this.deposit(amount));
    return this.#last;
  }
}

async function depositAll(method: 'deposit' | 'depositInTurn') {
  const start = performance.now();
  const account = new Account();
  await Promise.all([1, 10, 100].map((amount) => account[method](amount)));
  const seconds = (performance.now() - start) / 1000;
  console.log(`账户余额: ${account.balance}元.`);
  console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
}

await depositAll('deposit');
await depositAll('depositInTurn');
