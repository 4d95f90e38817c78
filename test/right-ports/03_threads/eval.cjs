// Style: CommonJS; the Worker's code is a string (eval), which blocks its thread in Atomics.wait.
'use strict';

const { Worker } = require('node:worker_threads');

const code = `
  const { workerData } = require('node:worker_threads');
  console.log('开始下载%s...', workerData);
  const seconds = 5 + Math.floor(Math.random() * 6);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  console.log('%s下载完成! 耗费了%d秒', workerData, seconds);
`;

/** @param {string} filename */
const download = (filename) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true, workerData: filename });
    worker.on('error', reject);
    worker.on('exit', resolve);
  });

const start = Date.now();
Promise.all([download('Python从入门到住院.pdf'), download('Peking Hot.avi')]).then(() => {
  console.log('总共耗费了%s秒', ((Date.now() - start) / 1000).toFixed(3));
});
