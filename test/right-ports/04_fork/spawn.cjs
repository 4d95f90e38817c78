// Style: CommonJS; spawn with the filename in the environment; the child blocks, then exits with 0.
'use strict';

const { spawn } = require('node:child_process');
const { writeSync } = require('node:fs');

/** @param {string} filename */
function downloadTask(filename) {
  writeSync(1, `子进程[${process.pid}]开始下载${filename}...\n`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  writeSync(1, `${filename}下载完成! 耗费了${seconds}秒, 告诉父进程[${process.ppid}].\n`);
  process.exit(0);
}

async function main() {
  const start = Date.now();
  const children = ['Python从入门到住院.pdf', 'Peking Hot.avi'].map((FILE) => {
    const env = { ...process.env, FILE };
    const child = spawn(process.execPath, [__filename], { env, stdio: 'inherit' });
    const { promise, resolve } = Promise.withResolvers();
    child.on('close', resolve);
    return { pid: child.pid, end: promise };
  });
  for (const { pid, end } of children) {
    console.log('子进程[%d]结束了, 状态%d.', pid, await end);
  }
  console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
}

if (process.env.FILE === undefined) main();
else downloadTask(process.env.FILE);
