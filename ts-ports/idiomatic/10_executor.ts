// A pool of promises, at most two at a time: one function serves for both executors.
// `then` prints each result as it comes; a loop over the promises prints them in their order.
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
  return `${filename}下载完成! 耗费了${seconds}秒`;
}

function downloadAll(filenames: string[]) {
  const pool = limit(2);
  return filenames.map((filename) => pool(() => download(filename)));
}

let start = performance.now();
const printTotal = () =>
  console.log(`总共耗费了${((performance.now() - start) / 1000).toFixed(2)}秒.`);
const files = ['Python从入门到住院.pdf', 'Peking Hot.avi', '算法图解.pdf'];
await Promise.all(downloadAll(files).map((message) => message.then(console.log)));
printTotal();
start = performance.now();
for (const message of downloadAll(['安装说明.txt', '习题答案.zip', '参考书目.txt'])) {
  console.log(await message);
}
printTotal();
