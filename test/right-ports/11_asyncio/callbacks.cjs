// Style: callbacks and clearTimeout; no promise at all.
'use strict';

/** @typedef {() => void} Then */

function download(/** @type {string} */ filename, /** @type {Then} */ done) {
  console.log('开始下载%s...', filename);
  const seconds = 5 + Math.floor(Math.random() * 6);
  return setTimeout(() => {
    console.log('%s下载完成! 耗费了%d秒', filename, seconds);
    done();
  }, seconds * 1000);
}

function measured(/** @type {Then} */ then) {
  const start = Date.now();
  return () => {
    console.log(`总共耗费了${((Date.now() - start) / 1000).toFixed(2)}秒.`);
    then();
  };
}

const after = (/** @type {number} */ count, /** @type {Then} */ done) => () => {
  count -= 1;
  if (count === 0) done();
};

function both(/** @type {Then} */ then) {
  const done = after(2, measured(then));
  download('Python从入门到住院.pdf', done);
  download('Peking Hot.avi', done);
}

function all(/** @type {Then} */ then) {
  const files = ['算法图解.pdf', '课程录像.mp4', '参考书目.txt'];
  const done = after(2, measured(then));
  const work = () => {
    const filename = files.shift();
    if (filename === undefined) done();
    else download(filename, work);
  };
  work();
  work();
}

function inTime(/** @type {Then} */ then) {
  const done = measured(then);
  const deadline = setTimeout(() => {
    clearTimeout(download_);
    console.log('7.5秒之内没有下载完.');
    done();
  }, 7500);
  const download_ = download('北京地图.png', () => {
    clearTimeout(deadline);
    done();
  });
}

both(() => all(() => inTime(() => {})));
