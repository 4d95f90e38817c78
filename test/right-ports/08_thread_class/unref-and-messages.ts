// Style: three Workers of one file; the watcher is unref'd; a download's result is a message.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

interface Begin {
  task: 'watch' | 'download';
  name: string;
}

async function watch(name: string) {
  console.log(`${name}开始监视...`);
  await sleep(3_600_000);
  console.log('一个小时过去了.');
}

async function download(name: string) {
  console.log(`${name}开始下载...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${name}下载完成!`);
  parentPort?.postMessage(seconds);
}

const begin = (task: Begin['task'], name: string) =>
  new Worker(import.meta.filename, { workerData: { task, name } satisfies Begin });

async function main() {
  const start = Date.now();
  begin('watch', '守护线程').unref();
  const filenames = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  const results = filenames.map(async (filename) => {
    const worker = begin('download', `线程<${filename}>`);
    const [[seconds]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
    return `${filename}耗费了${seconds}秒`;
  });
  for (const line of await Promise.all(results)) console.log(line);
  console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
}

const { task, name }: Begin = workerData ?? {};
if (isMainThread) await main();
else await (task === 'watch' ? watch(name) : download(name));
