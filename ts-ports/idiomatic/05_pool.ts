// A pool of promises: at most so many at a time, the others queue. The package p-limit does the same.
import { setTimeout as sleep } from 'node:timers/promises';

function limit(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

async function download(filename: string) {
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
  return seconds;
}

const start = performance.now();
const pool = limit(2);
const files = [
  'Python从入门到住院.pdf',
  'Peking Hot.avi',
  '算法图解.pdf',
  '课程录像.mp4',
  '习题答案.zip',
];
const times = await Promise.all(files.map((file) => pool(() => download(file))));
const sum = times.reduce((total, time) => total + time, 0);
console.log(`五次下载加起来是${sum}秒.`);
const seconds = (performance.now() - start) / 1000;
console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
