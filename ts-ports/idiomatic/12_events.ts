// An event is an EventEmitter's, and a condition that others bring about is a promise of all they do.
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const downloads = new EventEmitter();

async function download(filename: string) {
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
  downloads.emit('done');
}

const start = performance.now();
const files = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
const all = Promise.all(files.map(download));
setTimeout(() => console.log('已经等了3秒...'), 3000);
const alarm = setTimeout(() => console.log('已经等了一分钟!'), 60_000);
try {
  await once(downloads, 'done', { signal: AbortSignal.timeout(7500) });
  console.log('7.5秒之内有文件下载完了.');
} catch (error) {
  if ((error as Error).name !== 'AbortError') throw error;
  console.log('7.5秒之内没有文件下载完.');
}
await all;
clearTimeout(alarm);
const seconds = (performance.now() - start) / 1000;
console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
