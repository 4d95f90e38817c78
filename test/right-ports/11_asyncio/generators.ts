// Style: Promise.race, whose loser is aborted; two loops that share one async generator.
import { setTimeout as sleep } from 'node:timers/promises';

const draw = () => 5 + Math.floor(Math.random() * 6);

async function download(filename: string, signal?: AbortSignal): Promise<void> {
  process.stdout.write(`开始下载${filename}...\n`);
  const seconds = draw();
  await sleep(seconds * 1000, undefined, { signal });
  process.stdout.write(`${filename}下载完成! 耗费了${seconds}秒\n`);
}

async function* filesOf(names: string[]) {
  yield* names;
}

async function downloadAll(files: AsyncGenerator<string>) {
  // Not `for await`: who is done first would close it for the other.
  for (let next = await files.next(); !next.done; next = await files.next()) {
    await download(next.value);
  }
}

function total(start: bigint) {
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  process.stdout.write(`总共耗费了${seconds.toFixed(2)}秒.\n`);
}

let start = process.hrtime.bigint();
await Promise.all(['Python从入门到住院.pdf', 'Peking Hot.avi'].map((name) => download(name)));
total(start);

start = process.hrtime.bigint();
const files = filesOf(['算法图解.pdf', '课程录像.mp4', '参考书目.txt']);
await Promise.all([downloadAll(files), downloadAll(files)]);
total(start);

start = process.hrtime.bigint();
const late = Symbol('late');
const ended = new AbortController();
const deadline = sleep(7500, late, { signal: ended.signal });
const cut = new AbortController();
const racers: Promise<unknown>[] = [deadline, download('北京地图.png', cut.signal)];
const winner = await Promise.race(racers.map(settled));
if (winner === late) {
  cut.abort();
  process.stdout.write('7.5秒之内没有下载完.\n');
}
ended.abort();
total(start);

/** Who is aborted has lost, and nothing else has happened. */
function settled<T>(promise: Promise<T>) {
  return promise.catch((error) => {
    if (error.name !== 'AbortError') throw error;
  });
}
