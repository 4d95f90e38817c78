// Style: CommonJS, fork and messages by callbacks; disconnect is the end of the file.
'use strict';

const { fork } = require('node:child_process');

function downloadTask() {
  process.on('message', (filename) => {
    console.log(`开始下载${filename}...`);
    const seconds = 5 + Math.floor(Math.random() * 6);
    setTimeout(() => process.send?.(seconds), seconds * 1000);
  });
  process.on('disconnect', () => console.log('没有文件要下载了.'));
}

function main() {
  const start = Date.now();
  const child = fork(__filename, ['child']);
  const files = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  const ask = () => {
    if (files.length === 0) return child.disconnect();
    console.log(`请下载${files[0]}.`);
    child.send(String(files[0]));
  };
  child.on('message', (seconds) => {
    console.log(`${files.shift()}下载完成! 耗费了${seconds}秒`);
    ask();
  });
  child.on('exit', () => {
    console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
  });
  ask();
}

if (process.argv[2] === 'child') downloadTask();
else main();
