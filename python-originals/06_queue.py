from multiprocessing import Process, Queue
from random import randint
from time import time, sleep


def download_task(queue):
    for filename in ('Python从入门到住院.pdf', 'Peking Hot.avi', '北京地图.png'):
        print('开始下载%s...' % filename)
        time_to_download = randint(5, 10)
        sleep(time_to_download)
        print('%s下载完成! 耗费了%d秒' % (filename, time_to_download))
        queue.put(filename)
    queue.put(None)


def save_task(queue):
    filename = queue.get()
    while filename is not None:
        print('开始保存%s...' % filename)
        time_to_save = randint(5, 10)
        sleep(time_to_save)
        print('%s保存完成! 耗费了%d秒' % (filename, time_to_save))
        filename = queue.get()


def main():
    start = time()
    queue = Queue()
    p1 = Process(target=download_task, args=(queue, ))
    p1.start()
    p2 = Process(target=save_task, args=(queue, ))
    p2.start()
    p1.join()
    p2.join()
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))


if __name__ == '__main__':
    main()
