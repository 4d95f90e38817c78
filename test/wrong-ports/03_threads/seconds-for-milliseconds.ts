import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const randint = (a: number, b: number) => a + Math.floor(Math.random() * (b - a + 1));
const print = (text: string) => writeSync(1, `${text}\n`);

async function download(filename: string) {
  print(`开始下载${filename}...`);
  const timeToDownload = randint(5, 10);
  await sleep(timeToDownload); // The mistake: Node's timers take milliseconds.
  print(`${filename}下载完成! 耗费了${timeToDownload}秒`);
}

if (isMainThread) {
  const start = Date.now();
  const files = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  const threads = files.map((workerData) => new Worker(import.meta.filename, { workerData }));
  await Promise.all(threads.map((thread) => once(thread, 'exit')));
  const end = Date.now();
  print(`总共耗费了${((end - start) / 1000).toFixed(3)}秒`);
} else {
  await download(workerData);
}
