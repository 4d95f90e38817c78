import { format, print } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { Condition, Event, Thread, Timer } from '../../../ts-ports/python/threading.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

export class Shelf {
  // Threads share no variables in Node: what all shall see is in shared memory.
  memory = new Int32Array(new SharedArrayBuffer(4));

  get files() {
    return Atomics.load(this.memory, 0);
  }

  set files(value: number) {
    Atomics.store(this.memory, 0, value);
  }
}

export function downloadTask(filename: string, first: Event, shelf: Shelf, condition: Condition) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
  first.set();
  condition.acquire();
  try {
    shelf.files += 1;
    condition.notify();
  } finally {
    condition.release();
  }
}

export function remind(message: string) {
  print(message);
}

function main() {
  const start = time();
  const [first, shelf, condition] = [new Event(), new Shelf(), new Condition()];
  for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi']) {
    new Thread({ target: downloadTask, args: [filename, first, shelf, condition] }).start();
  }
  sleep(3);
  remind('已经等了3秒...'); // The mistake: main waits and reminds itself, and starts no thread.
  const alarm = new Timer(60, remind, ['已经等了一分钟!']);
  alarm.start();
  if (first.wait(7.5)) {
    print('7.5秒之内有文件下载完了.');
  } else {
    print('7.5秒之内没有文件下载完.');
  }
  condition.acquire();
  try {
    condition.waitFor(() => shelf.files === 2);
  } finally {
    condition.release();
  }
  alarm.cancel();
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  main();
}
