// Style: the Worker is told its file by a message and says when it is done; callbacks throughout.
import { writeSync } from 'node:fs';
import { parentPort, Worker } from 'node:worker_threads';

const print = (...pieces: string[]) => {
  for (const piece of pieces) writeSync(1, piece);
};

parentPort?.once('message', (filename: string) => {
  print('开始下载', filename, '...\n');
  const seconds = 5 + Math.floor(Math.random() * 6);
  setTimeout(() => {
    print(filename, '下载完成! 耗费了', String(seconds), '秒', '\n');
    parentPort?.postMessage('done');
  }, seconds * 1000);
});

if (!parentPort) {
  const start = Date.now();
  const filenames = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  let left = filenames.length;
  for (const filename of filenames) {
    const worker = new Worker(import.meta.filename);
    worker.postMessage(filename);
    worker.once('message', () => {
      left -= 1;
      if (left === 0) print('总共耗费了', ((Date.now() - start) / 1000).toFixed(3), '秒\n');
    });
  }
}
