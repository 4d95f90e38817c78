// Style: CommonJS and events; the child blocks in Atomics.wait and writes in pieces.
'use strict';

const { fork } = require('node:child_process');

/** @param {string} filename */
function downloadTask(filename) {
  process.stdout.write('启动下载进程，进程号[');
  process.stdout.write(`${process.pid}].\n开始下载`);
  process.stdout.write(`${filename}...\n`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  process.stdout.write(`${filename}下载完成! `);
  process.stdout.write(`耗费了${seconds}秒\n`);
}

function main() {
  const start = process.hrtime.bigint();
  const filenames = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  let running = filenames.length;
  for (const filename of filenames) {
    fork(__filename, [filename]).on('exit', () => {
      running -= 1;
      if (running > 0) return;
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
    });
  }
}

const [, , filename] = process.argv;
if (filename === undefined) main();
else downloadTask(filename);
