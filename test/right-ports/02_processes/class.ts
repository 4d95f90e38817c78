// Style: a class with start and join, written by hand; fs.writeSync prints.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { scheduler } from 'node:timers/promises';

const print = (text: string) => writeSync(1, `${text}\n`);

class Download {
  readonly filename: string;
  #child: ChildProcess | undefined;

  constructor(filename: string) {
    this.filename = filename;
  }

  start() {
    const env = { ...process.env, DOWNLOAD: this.filename };
    this.#child = spawn(process.execPath, [import.meta.filename], { env, stdio: 'inherit' });
  }

  async join() {
    if (this.#child?.exitCode === null) await once(this.#child, 'exit');
  }

  async run() {
    print(`启动下载进程，进程号[${process.pid}].`);
    print(`开始下载${this.filename}...`);
    const seconds = 5 + Math.floor(Math.random() * 6);
    await scheduler.wait(seconds * 1000);
    print(`${this.filename}下载完成! 耗费了${seconds}秒`);
  }
}

if (process.env.DOWNLOAD !== undefined) {
  await new Download(process.env.DOWNLOAD).run();
} else {
  const start = performance.now();
  const downloads = ['Python从入门到住院.pdf', 'Peking Hot.avi'].map((name) => new Download(name));
  for (const download of downloads) download.start();
  for (const download of downloads) await download.join();
  print(`总共耗费了${((performance.now() - start) / 1000).toFixed(2)}秒.`);
}
