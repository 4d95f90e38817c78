import { format, print } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

// The mistake: Node strips types, and an enum is more than a type.
enum Files {
  book = 'Python从入门到住院.pdf',
  film = 'Peking Hot.avi',
}

function downloadTask(filename: string) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
}

function main() {
  const start = time();
  downloadTask(Files.book);
  downloadTask(Files.film);
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  main();
}
