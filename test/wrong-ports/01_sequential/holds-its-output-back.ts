import { format, print } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

const lines: string[] = [];

function downloadTask(filename: string) {
  lines.push(format('开始下载%s...', filename)); // The mistake: kept until the end.
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  lines.push(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
}

function main() {
  const start = time();
  downloadTask('Python从入门到住院.pdf');
  downloadTask('Peking Hot.avi');
  const end = time();
  lines.push(format('总共耗费了%.2f秒.', end - start));
  print(lines.join('\n'));
}

if (import.meta.main) {
  main();
}
