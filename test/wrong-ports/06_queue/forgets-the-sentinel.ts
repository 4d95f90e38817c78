import { format, print } from '../../../ts-ports/python/builtins.ts';
import { Queue } from '../../../ts-ports/python/multiprocessing/queues.ts';
import { Process } from '../../../ts-ports/python/multiprocessing.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

export function downloadTask(queue: Queue<string | null>) {
  for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi', '北京地图.png']) {
    print(format('开始下载%s...', filename));
    const timeToDownload = randint(5, 10);
    sleep(timeToDownload);
    print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
    queue.put(filename); // The mistake: nothing says which is the last, so the saver waits for ever.
  }
}

export async function saveTask(queue: Queue<string | null>) {
  let filename = await queue.get();
  while (filename !== null) {
    print(format('开始保存%s...', filename));
    const timeToSave = randint(5, 10);
    sleep(timeToSave);
    print(format('%s保存完成! 耗费了%d秒', filename, timeToSave));
    filename = await queue.get();
  }
}

async function main() {
  const start = time();
  const queue = new Queue<string | null>();
  const p1 = new Process({ target: downloadTask, args: [queue] });
  p1.start();
  const p2 = new Process({ target: saveTask, args: [queue] });
  p2.start();
  await p1.join();
  await p2.join();
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  await main();
}
