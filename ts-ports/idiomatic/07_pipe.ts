// Question and answer within one process: an async generator. `next` asks, `yield` answers.
import { setTimeout as sleep } from 'node:timers/promises';

async function* downloader(): AsyncGenerator<number, void, string> {
  let seconds = 0;
  try {
    while (true) {
      const filename = yield seconds;
      console.log(`开始下载${filename}...`);
      seconds = 5 + Math.floor(Math.random() * 6);
      await sleep(seconds * 1000);
    }
  } finally {
    console.log('没有文件要下载了.');
  }
}

const start = performance.now();
const downloads = downloader();
await downloads.next(''); // Up to the first question.
for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi']) {
  console.log(`请下载${filename}.`);
  const { value: seconds } = await downloads.next(filename);
  console.log(`${filename}下载完成! 耗费了${seconds}秒`);
}
await downloads.return();
const seconds = (performance.now() - start) / 1000;
console.log(`总共耗费了${seconds.toFixed(2)}秒.`);
