from random import randint
from threading import Thread, current_thread
from time import time, sleep


class DownloadThread(Thread):

    def __init__(self, filename):
        super().__init__(name='线程<%s>' % filename)
        self.filename = filename
        self.seconds = 0

    def run(self):
        print('%s开始下载...' % current_thread().name)
        self.seconds = randint(5, 10)
        sleep(self.seconds)
        print('%s下载完成!' % current_thread().name)


def watch():
    print('%s开始监视...' % current_thread().name)
    sleep(3600)
    print('一个小时过去了.')


def main():
    start = time()
    Thread(target=watch, name='守护线程', daemon=True).start()
    t1 = DownloadThread('Python从入门到住院.pdf')
    t1.start()
    t2 = DownloadThread('Peking Hot.avi')
    t2.start()
    t1.join()
    t2.join()
    print('%s耗费了%d秒' % (t1.filename, t1.seconds))
    print('%s耗费了%d秒' % (t2.filename, t2.seconds))
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))


if __name__ == '__main__':
    main()
