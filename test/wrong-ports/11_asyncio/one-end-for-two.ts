import {
  gather,
  Queue,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from '../../../ts-ports/python/asyncio.ts';
import { format, print } from '../../../ts-ports/python/builtins.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { time } from '../../../ts-ports/python/time.ts';

async function downloadTask(filename: string, signal?: AbortSignal) {
  print(format('开始下载%s...', filename));
  const timeToDownload = randint(5, 10);
  await sleep(timeToDownload, signal);
  print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
}

async function downloadAll(queue: Queue<string | null>) {
  let filename = await queue.get();
  while (filename !== null) {
    await downloadTask(filename);
    filename = await queue.get();
  }
}

async function main() {
  let start = time();
  await gather(downloadTask('Python从入门到住院.pdf'), downloadTask('Peking Hot.avi'));
  let end = time();
  print(format('总共耗费了%.2f秒.', end - start));
  start = time();
  const queue = new Queue<string | null>();
  const downloads = gather(downloadAll(queue), downloadAll(queue));
  // The mistake: one null for two who wait at the queue.
  for (const filename of ['算法图解.pdf', '课程录像.mp4', '参考书目.txt', null]) {
    await queue.put(filename);
  }
  await downloads;
  end = time();
  print(format('总共耗费了%.2f秒.', end - start));
  start = time();
  try {
    await waitFor((signal) => downloadTask('北京地图.png', signal), 7.5);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    print('7.5秒之内没有下载完.');
  }
  end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  await run(main());
}
