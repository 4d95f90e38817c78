// Style: node:cluster, which forks this file; the filename comes in the environment.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

if (cluster.isPrimary) {
  const start = Date.now();
  const filenames = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  const workers = filenames.map((FILENAME) => cluster.fork({ FILENAME }));
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
} else {
  const filename = process.env.FILENAME;
  console.log(`启动下载进程，进程号[${process.pid}].`);
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
  cluster.worker?.disconnect();
}
