from multiprocessing import Pool
from random import randint
from time import time, sleep


def download_task(filename):
    print('开始下载%s...' % filename)
    time_to_download = randint(5, 10)
    sleep(time_to_download)
    print('%s下载完成! 耗费了%d秒' % (filename, time_to_download))
    return time_to_download


def main():
    start = time()
    pool = Pool(2)
    result = pool.apply_async(download_task, ('Python从入门到住院.pdf', ))
    files = ['Peking Hot.avi', '算法图解.pdf', '课程录像.mp4', '习题答案.zip']
    times = pool.map(download_task, files)
    print('五次下载加起来是%d秒.' % (result.get() + sum(times)))
    pool.close()
    pool.join()
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))


if __name__ == '__main__':
    main()
