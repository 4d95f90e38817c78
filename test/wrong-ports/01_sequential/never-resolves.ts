const randint = (a: number, b: number) => a + Math.floor(Math.random() * (b - a + 1));

const sleep = (seconds: number) =>
  // The mistake: the time passes, and nobody calls `resolve`.
  new Promise<void>((_resolve) => {
    setTimeout(() => {}, seconds * 1000);
  });

async function downloadTask(filename: string) {
  console.log(`开始下载${filename}...`);
  const timeToDownload = randint(5, 10);
  await sleep(timeToDownload);
  console.log(`${filename}下载完成! 耗费了${timeToDownload}秒`);
}

const start = Date.now();
await downloadTask('Python从入门到住院.pdf');
await downloadTask('Peking Hot.avi');
const end = Date.now();
console.log(`总共耗费了${((end - start) / 1000).toFixed(2)}秒.`);
