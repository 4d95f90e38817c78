import { format, print } from '../../../ts-ports/python/builtins.ts';
import { Process } from '../../../ts-ports/python/multiprocessing.ts';
import { getpid } from '../../../ts-ports/python/os.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

export function downloadTask(filename: string) {
  print(format('启动下载进程，进程号[%d].', getpid()));
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
}

export async function downloadBoth() {
  // The mistake: main should start both.
  const p2 = new Process({ target: downloadTask, args: ['Peking Hot.avi'] });
  p2.start();
  downloadTask('Python从入门到住院.pdf');
  await p2.join();
}

async function main() {
  const start = time();
  const p1 = new Process({ target: downloadBoth });
  p1.start();
  await p1.join();
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  await main();
}
