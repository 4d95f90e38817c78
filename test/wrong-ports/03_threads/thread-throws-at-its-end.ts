import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

async function download(filename: string) {
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
}

if (isMainThread) {
  const start = Date.now();
  const [t1, t2] = ['Python从入门到住院.pdf', 'Peking Hot.avi'].map(
    (filename) => new Worker(new URL(import.meta.url), { workerData: filename }),
  ) as [Worker, Worker];
  await Promise.all([once(t1, 'exit'), once(t2, 'exit')]);
  console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(3)}秒`);
} else {
  await download(workerData);
  throw new RangeError(`${workerData}未保存`); // The mistake: nobody catches it in the thread.
}
