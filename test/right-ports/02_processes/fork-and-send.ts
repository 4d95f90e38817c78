// Style: child_process.fork of this very file; the filename comes by process.send.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

async function downloadTask(filename: string) {
  console.log(`启动下载进程，进程号[${process.pid}].`);
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
}

function start(filename: string) {
  const child = fork(import.meta.filename);
  child.send(filename);
  return once(child, 'exit');
}

if (process.send) {
  const [filename] = await once(process, 'message');
  await downloadTask(filename);
} else {
  const began = Date.now();
  await Promise.all([start('Python从入门到住院.pdf'), start('Peking Hot.avi')]);
  console.log(`总共耗费了${((Date.now() - began) / 1000).toFixed(2)}秒.`);
}
