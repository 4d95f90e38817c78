import { setTimeout as sleep } from 'node:timers/promises';
import { format, print, sum } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { time } from '../../../ts-ports/python/time.ts';

async function downloadTask(filename: string) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  await sleep(timeToDownload * 1000);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
  return timeToDownload;
}

const start = time();
const files = ['Peking Hot.avi', '算法图解.pdf', '课程录像.mp4', '习题答案.zip'];
const left = ['Python从入门到住院.pdf', ...files];
const times: number[] = [];

async function work() {
  for (let file = left.shift(); file; file = left.shift()) times.push(await downloadTask(file));
}
// The mistake: two at a time, as a pool of two has it, but all in this one process.
await Promise.all([work(), work()]);
print(format('五次下载加起来是%d秒.', sum(times)));
const end = time();
print(format('总共耗费了%.2f秒.', end - start));
