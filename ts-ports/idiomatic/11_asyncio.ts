// Node needs no library for this: an AbortSignal that a timer sets off, and a stream for a queue.
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const draw = () => 5 + Math.floor(Math.random() * 6);

async function download(filename: string, signal?: AbortSignal) {
  console.log(`开始下载${filename}...`);
  const seconds = draw();
  await sleep(seconds * 1000, undefined, { signal });
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
}

async function downloadAll(queue: PassThrough) {
  for await (const filename of queue.iterator({ destroyOnReturn: false })) await download(filename);
}

async function measure(work: () => Promise<unknown>) {
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
}

await measure(() => Promise.all([download('Python从入门到住院.pdf'), download('Peking Hot.avi')]));
await measure(async () => {
  const queue = new PassThrough({ objectMode: true });
  const downloads = Promise.all([downloadAll(queue), downloadAll(queue)]);
  for (const filename of ['算法图解.pdf', '课程录像.mp4', '参考书目.txt']) queue.write(filename);
  queue.end();
  await downloads;
});
await measure(async () => {
  try {
    await download('北京地图.png', AbortSignal.timeout(7500));
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
    console.log('7.5秒之内没有下载完.');
  }
});
