// Style: spawn of Node itself with the filename as an argument, output inherited; promise chains.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);

/** @param {string} filename */
function downloadTask(filename) {
  console.log('启动下载进程，进程号[%d].', process.pid);
  console.log('开始下载%s...', filename);
  const seconds = 5 + Math.floor(Math.random() * 6);
  setTimeout(() => console.log('%s下载完成! 耗费了%d秒', filename, seconds), seconds * 1000);
}

/** @param {string} filename */
const start = (filename) =>
  new Promise((resolve, reject) => {
    spawn(process.execPath, [self, filename], { stdio: 'inherit' })
      .once('error', reject)
      .once('close', resolve);
  });

const [, , filename] = process.argv;
if (filename !== undefined) {
  downloadTask(filename);
} else {
  const began = Date.now();
  const p1 = start('Python从入门到住院.pdf');
  const p2 = start('Peking Hot.avi');
  p1.then(() => p2).then(() => {
    console.log(`总共耗费了${((Date.now() - began) / 1000).toFixed(2)}秒.`);
  });
}
