// A stream is Node's queue: its buffer lets the next file be downloaded while this one is saved.
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const draw = () => 5 + Math.floor(Math.random() * 6);

async function downloadAll(queue: PassThrough) {
  for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi', '北京地图.png']) {
    console.log(`开始下载${filename}...`);
    const seconds = draw();
    await sleep(seconds * 1000);
    console.log(`${filename}下载完成! 耗费了${seconds}秒`);
    queue.write(filename);
  }
  queue.end();
}

async function saveAll(queue: PassThrough) {
  for await (const filename of queue) {
    console.log(`开始保存${filename}...`);
    const seconds = draw();
    await sleep(seconds * 1000);
    console.log(`${filename}保存完成! 耗费了${seconds}秒`);
  }
}

const start = performance.now();
const queue = new PassThrough({ objectMode: true });
await Promise.all([downloadAll(queue), saveAll(queue)]);
const seconds = (performance.now() - start) / 1000;
console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
