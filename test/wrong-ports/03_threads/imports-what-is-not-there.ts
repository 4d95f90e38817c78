import { format } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { Thread } from '../../../ts-ports/python/threading.ts';
import { print, sleep, time } from '../../../ts-ports/python/time.ts'; // The mistake: print is a builtin.

export function download(filename: string) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
}

async function main() {
  const start = time();
  const t1 = new Thread({ target: download, args: ['Python从入门到住院.pdf'] });
  t1.start();
  const t2 = new Thread({ target: download, args: ['Peking Hot.avi'] });
  t2.start();
  await t1.join();
  await t2.join();
  const end = time();
  print(format('总共耗费了%.3f秒', end - start));
}

if (import.meta.main) {
  await main();
}
