import { setTimeout as sleep } from 'node:timers/promises';
import { format, print } from '../../../ts-ports/python/builtins.ts';
import { getpid } from '../../../ts-ports/python/os.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { time } from '../../../ts-ports/python/time.ts';

async function downloadTask(filename: string) {
  print(format('启动下载进程，进程号[%d].', getpid()));
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  await sleep(timeToDownload * 1000);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
}

const start = time();
// The mistake: a promise is no process. Both downloads run in this one.
await Promise.all([downloadTask('Python从入门到住院.pdf'), downloadTask('Peking Hot.avi')]);
const end = time();
print(format('总共耗费了%.2f秒.', end - start));
