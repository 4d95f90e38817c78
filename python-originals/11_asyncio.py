from asyncio import Queue, TimeoutError, gather, run, sleep, wait_for
from random import randint
from time import time


async def download_task(filename):
    print('开始下载%s...' % filename)
    time_to_download = randint(5, 10)
    await sleep(time_to_download)
    print('%s下载完成! 耗费了%d秒' % (filename, time_to_download))


async def download_all(queue):
    filename = await queue.get()
    while filename is not None:
        await download_task(filename)
        filename = await queue.get()


async def main():
    start = time()
    await gather(download_task('Python从入门到住院.pdf'), download_task('Peking Hot.avi'))
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))
    start = time()
    queue = Queue()
    downloads = gather(download_all(queue), download_all(queue))
    for filename in ('算法图解.pdf', '课程录像.mp4', '参考书目.txt', None, None):
        await queue.put(filename)
    await downloads
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))
    start = time()
    try:
        await wait_for(download_task('北京地图.png'), 7.5)
    except TimeoutError:
        print('7.5秒之内没有下载完.')
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))


if __name__ == '__main__':
    run(main())
