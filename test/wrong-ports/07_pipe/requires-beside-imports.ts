import { EOFError, format, print } from '../../../ts-ports/python/builtins.ts';
import { type Connection, Pipe } from '../../../ts-ports/python/multiprocessing/connection.ts';
import { Process } from '../../../ts-ports/python/multiprocessing.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

// The mistake: a file that imports cannot require.
const { randint } = require('../../../ts-ports/python/random.ts');

export async function downloadTask(conn: Connection, otherEnd: Connection) {
  otherEnd.close();
  try {
    while (true) {
      const filename: string = await conn.recv();
      print(format('开始下载%s...', filename));
      const timeToDownload = randint(5, 10);
      sleep(timeToDownload);
      conn.send(timeToDownload);
    }
  } catch (error) {
    if (!(error instanceof EOFError)) throw error;
    print('没有文件要下载了.');
  }
}

async function main() {
  const start = time();
  const [conn, otherEnd] = Pipe();
  const p = new Process({ target: downloadTask, args: [otherEnd, conn] });
  p.start();
  otherEnd.close();
  for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi']) {
    print(format('请下载%s.', filename));
    conn.send(filename);
    const timeToDownload: number = await conn.recv();
    print(format('%s下载完成! 耗费了%d秒', filename, timeToDownload));
  }
  conn.close();
  await p.join();
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  await main();
}
