import { format, print } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { currentThread, Thread } from '../../../ts-ports/python/threading.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

export class DownloadThread extends Thread {
  filename: string;
  seconds: number;

  constructor(filename: string) {
    super({ name: format('线程<%s>', filename) });
    this.filename = filename;
    this.seconds = 0;
  }

  override run() {
    print(format('%s开始下载...', currentThread().name));
    this.seconds = randint(5, 10);
    sleep(this.seconds);
    print(format('%s下载完成!', currentThread().name));
  }
}

export function watch() {
  print(format('%s开始监视...', currentThread().name));
  sleep(3600);
  print('一个小时过去了.');
}

async function main() {
  const start = time();
  new Thread({ target: watch, name: '守护线程', daemon: true }).start();
  const t1 = new DownloadThread('Python从入门到住院.pdf');
  t1.start();
  const t2 = new DownloadThread('Peking Hot.avi');
  t2.start();
  await t1.join();
  print(format('%s耗费了%d秒', t1.filename, t1.seconds)); // The mistake: t2 is joined before that.
  await t2.join();
  print(format('%s耗费了%d秒', t2.filename, t2.seconds));
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  await main();
}
