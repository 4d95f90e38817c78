// Style: a pool of two processes by hand: who is free takes the next file from an array.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

async function downloadTask(filename: string) {
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
  return seconds;
}

/** Gives a worker one file after the other, until there are none; then lets it go. */
async function feed(worker: ChildProcess, files: string[]) {
  const times: number[] = [];
  await once(worker, 'message'); // It has begun.
  for (let file = files.shift(); file !== undefined; file = files.shift()) {
    worker.send(file);
    const [seconds] = await once(worker, 'message');
    times.push(seconds);
  }
  return times;
}

if (process.send) {
  process.on('message', async (file: string) => process.send?.(await downloadTask(file)));
  process.send('ready');
} else {
  const start = Date.now();
  const files = [
    'Python从入门到住院.pdf',
    'Peking Hot.avi',
    '算法图解.pdf',
    '课程录像.mp4',
    '习题答案.zip',
  ];
  const workers = [fork(import.meta.filename), fork(import.meta.filename)];
  const times = await Promise.all(workers.map((worker) => feed(worker, files)));
  const sum = times.flat().reduce((total, seconds) => total + seconds, 0);
  console.log(`五次下载加起来是${sum}秒.`);
  const ends = workers.map((worker) => once(worker, 'exit'));
  for (const worker of workers) worker.disconnect();
  await Promise.all(ends);
  console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
}
