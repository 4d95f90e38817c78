// Style: CommonJS, and callbacks all the way down.
'use strict';

/**
 * @param {string} filename
 * @param {() => void} then
 */
function downloadTask(filename, then) {
  console.log(`开始下载${filename}...`);
  const seconds = 5 + Math.floor(Math.random() * 6);
  setTimeout(() => {
    console.log(`${filename}下载完成! 耗费了${seconds}秒`);
    then();
  }, seconds * 1000);
}

const start = Date.now();
downloadTask('Python从入门到住院.pdf', () => {
  downloadTask('Peking Hot.avi', () => {
    console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
  });
});
