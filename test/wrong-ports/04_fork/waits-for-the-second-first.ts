import { format, print } from '../../../ts-ports/python/builtins.ts';
import { _exit, fork, getpid, getppid, waitpid } from '../../../ts-ports/python/os.ts';
import { randint } from '../../../ts-ports/python/random.ts';
import { sleep, time } from '../../../ts-ports/python/time.ts';

function downloadTask(filename: string) {
  print(format('子进程[%d]开始下载%s...', getpid(), filename));
  const timeToDownload = randint(5, 10);
  sleep(timeToDownload);
  print(format('%s下载完成! 耗费了%d秒, 告诉父进程[%d].', filename, timeToDownload, getppid()));
}

async function main() {
  const start = time();
  const pid1 = fork();
  if (pid1 === 0) {
    downloadTask('Python从入门到住院.pdf');
    _exit(0);
  }
  const pid2 = fork();
  if (pid2 === 0) {
    downloadTask('Peking Hot.avi');
    _exit(0);
  }
  const end2 = await waitpid(pid2, 0); // The mistake: the first child comes first.
  print(format('子进程[%d]结束了, 状态%d.', ...end2));
  const end1 = await waitpid(pid1, 0);
  print(format('子进程[%d]结束了, 状态%d.', ...end1));
  const end = time();
  print(format('总共耗费了%.2f秒.', end - start));
}

if (import.meta.main) {
  await main();
}
