// Style: an async generator gives out the durations; `scheduler.wait` waits, util.format formats.
import { scheduler } from 'node:timers/promises';
import { format } from 'node:util';

async function* downloads(...filenames: string[]) {
  for (const filename of filenames) {
    console.log('开始下载%s...', filename);
    const seconds = 5 + Math.floor(Math.random() * 6);
    await scheduler.wait(seconds * 1000);
    yield { filename, seconds };
  }
}

const start = performance.now();
for await (const { filename, seconds } of downloads('Python从入门到住院.pdf', 'Peking Hot.avi')) {
  process.stdout.write(format('%s下载完成! 耗费了%d秒\n', filename, seconds));
}
console.log(`总共耗费了${((performance.now() - start) / 1000).toFixed(2)}秒.`);
