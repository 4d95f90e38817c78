from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from random import randint
from time import time, sleep


def download_task(filename):
    print('开始下载%s...' % filename)
    time_to_download = randint(5, 10)
    sleep(time_to_download)
    return '%s下载完成! 耗费了%d秒' % (filename, time_to_download)


def main():
    start = time()
    threads = ThreadPoolExecutor(2)
    f1 = threads.submit(download_task, 'Python从入门到住院.pdf')
    f2 = threads.submit(download_task, 'Peking Hot.avi')
    f3 = threads.submit(download_task, '算法图解.pdf')
    for future in as_completed([f1, f2, f3]):
        print(future.result())
    threads.shutdown()
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))
    start = time()
    processes = ProcessPoolExecutor(2)
    files = ['安装说明.txt', '习题答案.zip', '参考书目.txt']
    for message in processes.map(download_task, files):
        print(message)
    processes.shutdown()
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))


if __name__ == '__main__':
    main()
