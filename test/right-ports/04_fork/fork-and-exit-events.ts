// Style: child_process.fork of this file with an argument; waitpid is a promise of the exit event.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

async function downloadTask(filename: string) {
  console.log(`子进程[${process.pid}]开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  console.log(`${filename}下载完成! 耗费了${seconds}秒, 告诉父进程[${process.ppid}].`);
}

const waitpid = async (child: ChildProcess) => {
  const [code] = await once(child, 'exit');
  return `子进程[${child.pid}]结束了, 状态${code}.`;
};

const [, , filename] = process.argv;
if (filename === undefined) {
  const start = Date.now();
  const files = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  const ends = files.map((file) => waitpid(fork(import.meta.filename, [file])));
  for (const end of ends) console.log(await end);
  console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
} else {
  await downloadTask(filename);
}
