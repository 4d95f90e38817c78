import { format, print, sum } from '../../../ts-ports/python/builtins.ts';
import { Pool } from '../../../ts-ports/python/multiprocessing/pool.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

export function downloadTask(filename: string) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
  return timeToDownload;
}

async function main() {
  const start = time();
  const pool = new Pool(2);
  const result = pool.applyAsync(downloadTask, ['Python从入门到住院.pdf']);
  const files = ['Peking Hot.avi', '算法图解.pdf', '课程录像.mp4', '习题答案.zip'];
  const times = await pool.map(downloadTask, files);
  await result.get(); // The mistake: its result is asked for, and lost.
  print(format('五次下载加起来是%d秒.', sum(times)));
  pool.close();
  await pool.join();
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  await main();
}
