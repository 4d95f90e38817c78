import { setTimeout as sleep } from 'node:timers/promises';

async function download(filename: string) {
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
}

const start = performance.now();
await download('Python从入门到住院.pdf');
await download('Peking Hot.avi');
const seconds = (performance.now() - start) / 1000;
console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
