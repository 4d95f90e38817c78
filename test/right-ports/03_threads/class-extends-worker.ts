// Style: a class that extends Worker; each has start-up data, a `join` and its sleep by callback.
import { once } from 'node:events';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

class DownloadThread extends Worker {
  readonly #end = once(this, 'exit');

  constructor(filename: string) {
    super(import.meta.filename, { workerData: { filename } });
  }

  async join() {
    await this.#end;
  }
}

function download({ filename }: { filename: string }) {
  process.stdout.write('开始下载');
  process.stdout.write(filename);
  process.stdout.write('...\n');
  const seconds = 5 + Math.floor(Math.random() * 6);
  setTimeout(() => {
    process.stdout.write(`${filename}下载完成! `);
    process.stdout.write(`耗费了${seconds}秒\n`);
  }, 1000 * seconds);
}

if (isMainThread) {
  const start = Date.now();
  const t1 = new DownloadThread('Python从入门到住院.pdf');
  const t2 = new DownloadThread('Peking Hot.avi');
  await t1.join();
  await t2.join();
  process.stdout.write(`总共耗费了${((Date.now() - start) / 1000).toFixed(3)}秒\n`);
} else {
  download(workerData);
}
