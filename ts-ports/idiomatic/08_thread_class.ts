// A promise brings its result along, so there is no class to keep it. The watcher's timer is unref'd:
// it does not keep the program alive.
import { setTimeout as sleep } from 'node:timers/promises';

async function watch() {
  console.log('守护线程开始监视...');
  await sleep(3_600_000, undefined, { ref: false });
  console.log('一个小时过去了.');
}

async function download(filename: string) {
  console.log(`线程<${filename}>开始下载...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`线程<${filename}>下载完成!`);
  return { filename, seconds };
}

const start = performance.now();
watch();
const results = await Promise.all([download('Python从入门到住院.pdf'), download('Peking Hot.avi')]);
for (const { filename, seconds } of results) console.log(`${filename}耗费了${seconds}秒`);
const seconds = (performance.now() - start) / 1000;
console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
