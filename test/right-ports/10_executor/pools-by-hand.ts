// Style: one pool by hand, for Workers and for forked processes alike, on promises and messages.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, Worker } from 'node:worker_threads';

async function downloadTask(filename: string) {
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  return `${filename}下载完成! 耗费了${seconds}秒`;
}

const give = (worker: Worker | ChildProcess, message: string) =>
  worker instanceof Worker ? worker.postMessage(message) : worker.send(message);

class Pool<W extends Worker | ChildProcess> {
  #jobs: { filename: string; resolve: (message: string) => void }[] = [];
  #workers: W[] = [];
  #ends: Promise<unknown>[] = [];
  #make: () => W;

  constructor(make: () => W) {
    this.#make = make;
  }

  submit(filename: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#jobs.push({ filename, resolve });
    if (this.#workers.length < 2) this.#start();
    return promise;
  }

  async shutdown() {
    for (const worker of this.#workers) give(worker, '');
    await Promise.all(this.#ends);
  }

  async #start() {
    const worker = this.#make();
    this.#workers.push(worker);
    this.#ends.push(once(worker, 'exit'));
    await once(worker, 'message'); // It has begun.
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      give(worker, job.filename);
      const [message] = await once(worker, 'message');
      job.resolve(message);
    }
  }
}

async function main() {
  let start = Date.now();
  const total = () => console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
  const threads = new Pool(() => new Worker(import.meta.filename));
  const files = ['Python从入门到住院.pdf', 'Peking Hot.avi', '算法图解.pdf'];
  await Promise.all(files.map((file) => threads.submit(file).then(console.log)));
  await threads.shutdown();
  total();
  start = Date.now();
  const processes = new Pool(() => fork(import.meta.filename));
  const more = ['安装说明.txt', '习题答案.zip', '参考书目.txt'];
  const messages = more.map((file) => processes.submit(file));
  for (const message of messages) console.log(await message);
  await processes.shutdown();
  total();
}

/** In a worker: does what it is told until it is told nothing. */
async function serve(filename: string, tell: (message: string) => void, end: () => void) {
  if (filename === '') end();
  else tell(await downloadTask(filename));
}

const port = parentPort;
const send = process.send?.bind(process);
if (port) {
  const tell = (message: string) => port.postMessage(message);
  port.on('message', (filename) => serve(filename, tell, () => port.close()));
  tell('ready');
} else if (send) {
  const tell = (message: string) => send(message);
  process.on('message', (filename: string) => serve(filename, tell, () => process.disconnect?.()));
  tell('ready');
} else {
  await main();
}
