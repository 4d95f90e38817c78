// Style: Workers that send messages, and clear their timers when they get one; main blocks nowhere.
import { EventEmitter, on, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const say = (text: string) => process.stdout.write(`${text}\n`);
const start = (task: object) => new Worker(import.meta.filename, { workerData: task });

async function download(filename: string) {
  say(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  await sleep(seconds * 1000);
  say(`${filename}下载完成! 耗费了${seconds}秒`);
  parentPort?.postMessage('done');
}

function remind(after: number, text: string) {
  const timer = setTimeout(() => {
    say(text);
    parentPort?.close();
  }, after * 1000);
  parentPort?.once('message', () => clearTimeout(timer));
}

async function main() {
  const began = Date.now();
  const done = new EventEmitter();
  const files = ['Python从入门到住院.pdf', 'Peking Hot.avi'];
  for (const filename of files) start({ filename }).on('message', () => done.emit('done'));
  const [first] = [once(done, 'done'), start({ after: 3, text: '已经等了3秒...' })];
  const alarm = start({ after: 60, text: '已经等了一分钟!' });
  const [all, cut] = [on(done, 'done'), new AbortController()];
  const late = sleep(7500, true, { signal: cut.signal }).catch(() => true);
  const inTime = !(await Promise.race([late, first.then(() => false)]));
  cut.abort();
  say(inTime ? '7.5秒之内有文件下载完了.' : '7.5秒之内没有文件下载完.');
  for (const _ of files) await all.next();
  alarm.postMessage('cancel');
  say(`总共耗费了${((Date.now() - began) / 1000).toFixed(2)}秒.`);
}

if (isMainThread) await main();
else if (workerData.filename) await download(workerData.filename);
else remind(workerData.after, workerData.text);
