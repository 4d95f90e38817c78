import { format, print } from '../../../ts-ports/python/builtins.ts';
import {
  asCompleted,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
} from '../../../ts-ports/python/concurrent/futures.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

export function downloadTask(filename: string) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  return format('%s下载完成! 耗费了%d秒', filename, timeToDownload);
}

async function main() {
  let start = time();
  const first = new ProcessPoolExecutor(2); // The mistake: the pools have changed places.
  const f1 = first.submit(downloadTask, 'Python从入门到住院.pdf');
  const f2 = first.submit(downloadTask, 'Peking Hot.avi');
  const f3 = first.submit(downloadTask, '算法图解.pdf');
  for await (const future of asCompleted([f1, f2, f3])) {
    print(await future.result());
  }
  await first.shutdown();
  let end = time();
  print(format('总共耗费了%.2f秒.', end - start));
  start = time();
  const second = new ThreadPoolExecutor(2);
  const files = ['安装说明.txt', '习题答案.zip', '参考书目.txt'];
  for await (const message of second.map(downloadTask, files)) {
    print(message);
  }
  await second.shutdown();
  end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  await main();
}
