import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const randint = (a: number, b: number) => a + Math.floor(Math.random() * (b - a + 1));

async function downloadTask(filename: string) {
  console.log(`启动下载进程，进程号[${process.pid}].`);
  console.log(`开始下载${filename}...`);
  const timeToDownload = randint(5, 10);
  await sleep(timeToDownload * 1000);
  console.log(`${filename}下载完成! 耗费了${timeToDownload}秒`);
}

const [filename] = process.argv.slice(2);
if (filename) {
  await downloadTask(filename);
} else {
  const start = Date.now();
  const files = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  // The mistake: execFile hands over the output when all of it is there.
  const run = promisify(execFile);
  const ends = files.map((file) => run(process.execPath, [import.meta.filename, file]));
  for (const { stdout } of await Promise.all(ends)) process.stdout.write(stdout);
  const end = Date.now();
  console.log(`总共耗费了${((end - start) / 1000).toFixed(2)}秒.`);
}
