// Style: the child's program is a string for `node -e`; the parent waits with util.promisify.
import { spawn } from 'node:child_process';
import { promisify } from 'node:util';

const task = `
  const filename = process.argv[1];
  console.log('启动下载进程，进程号[%d].', process.pid);
  console.log('开始下载%s...', filename);
  const seconds = 5 + Math.floor(Math.random() * 6);
  const done = () => console.log('%s下载完成! 耗费了%d秒', filename, seconds);
  require('node:timers/promises').setTimeout(seconds * 1000).then(done);
`;

const download = promisify(
  /**
   * @param {string} filename
   * @param {(error: null) => void} callback
   */
  (filename, callback) => {
    const child = spawn(process.execPath, ['-e', task, filename], { stdio: 'inherit' });
    child.once('close', () => callback(null));
  },
);

const start = new Date();
await Promise.all(
  ['Python从入门到住院.pdf', 'Peking Hot.avi'].map((filename) => download(filename)),
);
const seconds = (Date.now() - start.getTime()) / 1000;
console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
