// Style: main blocks, too: it waits in Atomics.wait until each thread has marked shared memory.
import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

function download(filename: string) {
  writeSync(1, `开始下载${filename}...\n`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  writeSync(1, `${filename}下载完成! 耗费了${seconds}秒\n`);
}

if (isMainThread) {
  const start = Date.now();
  const flags = ['Python从入门到住院.pdf', 'Peking Hot.avi'].map((filename) => {
    const done = new Int32Array(new SharedArrayBuffer(4));
    new Worker(import.meta.filename, { workerData: { filename, done } });
    return done;
  });
  for (const done of flags) Atomics.wait(done, 0, 0);
  writeSync(1, `总共耗费了${((Date.now() - start) / 1000).toFixed(3)}秒\n`);
} else {
  const { filename, done } = workerData;
  download(filename);
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}
