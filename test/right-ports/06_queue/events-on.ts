// Style: fork; the parent passes each file on as a message; `for await` over events.on saves.
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const draw = () => 5 + Math.floor(Math.random() * 6);

async function downloadTask() {
  for (const filename of ['Python从入门到住院.pdf', 'Peking Hot.avi', '北京地图.png']) {
    console.log(`开始下载${filename}...`);
    const seconds = draw();
    await sleep(seconds * 1000);
    console.log(`${filename}下载完成! 耗费了${seconds}秒`);
    process.send?.({ filename });
  }
}

async function saveTask() {
  for await (const [{ filename }] of on(process, 'message', { close: ['disconnect'] })) {
    console.log(`开始保存${filename}...`);
    const seconds = draw();
    await sleep(seconds * 1000);
    console.log(`${filename}保存完成! 耗费了${seconds}秒`);
  }
}

const [, , role] = process.argv;
if (role === 'download') {
  await downloadTask();
} else if (role === 'save') {
  await saveTask();
} else {
  const start = Date.now();
  const p1 = fork(import.meta.filename, ['download']);
  const p2 = fork(import.meta.filename, ['save']);
  p1.on('message', (item) => p2.send(item));
  p1.once('disconnect', () => p2.disconnect()); // The sentinel.
  await Promise.all([once(p1, 'exit'), once(p2, 'exit')]);
  console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
}
