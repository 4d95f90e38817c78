import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const randint = (a: number, b: number) => a + Math.floor(Math.random() * (b - a + 1));
const print = (text: string) => writeSync(1, `${text}\n`);

async function download(filename: string) {
  print(`开始下载${filename}...`);
  const timeToDownload = randint(5, 10);
  await sleep(timeToDownload * 1000);
  print(`${filename}下载完成! 耗费了${timeToDownload}秒`);
}

if (isMainThread) {
  const done = new Int32Array(new SharedArrayBuffer(4));
  const start = Date.now();
  const files = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  for (const file of files) new Worker(import.meta.filename, { workerData: { file, done } });
  for (let n = 0; n < 2; n = Atomics.load(done, 0)) Atomics.wait(done, 0, n);
  const end = Date.now();
  print(`总共耗费了${((end - start) / 1000).toFixed(3)}秒`);
} else {
  await download(workerData.file);
  Atomics.add(workerData.done, 0, 1); // The mistake: no Atomics.notify, so main sleeps on.
}
