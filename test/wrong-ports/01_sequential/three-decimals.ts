import { format, print } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

function downloadTask(filename: string) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
}

function main() {
  const start = time();
  downloadTask('Python从入门到住院.pdf');
  downloadTask('Peking Hot.avi');
  const end = time();
  print(format('总共耗费了%.3f秒.', end - start)); // The mistake: %.3f for %.2f.
}

if (import.meta.main) {
  main();
}
