import { format, print } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

function downloadTask(filename: string) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload * 1000); // The mistake: Python's sleep takes seconds.
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
}

function main() {
  const start = time();
  downloadTask('Python从入门到住院.pdf');
  downloadTask('Peking Hot.avi');
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  main();
}
