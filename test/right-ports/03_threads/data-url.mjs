// Style: the Worker is a data: URL, made from a function's own text; the filename is an argument.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

async function download() {
  const { scheduler } = await import('node:timers/promises');
  const filename = process.argv.at(-1);
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await scheduler.wait(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
}

const url = new URL(`data:text/javascript,await (${encodeURIComponent(String(download))})();`);
const start = performance.now();
const t1 = new Worker(url, { argv: ['Python从入门到住院.pdf'] });
const t2 = new Worker(url, { argv: ['Peking Hot.avi'] });
await Promise.all([once(t1, 'exit'), once(t2, 'exit')]);
console.log(`总共耗费了${((performance.now() - start) / 1000).toFixed(3)}秒`);
