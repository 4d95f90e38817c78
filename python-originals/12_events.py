from random import randint
from threading import Condition, Event, Thread, Timer
from time import time, sleep


class Shelf:

    def __init__(self):
        self.files = 0


def download_task(filename, first, shelf, condition):
    print('开始下载%s...' % filename)
    time_to_download = randint(5, 10)
    sleep(time_to_download)
    print('%s下载完成! 耗费了%d秒' % (filename, time_to_download))
    first.set()
    with condition:
        shelf.files += 1
        condition.notify()


def remind(message):
    print(message)


def main():
    start = time()
    first, shelf, condition = Event(), Shelf(), Condition()
    for filename in ('Python从入门到住院.pdf', 'Peking Hot.avi'):
        Thread(target=download_task, args=(filename, first, shelf, condition)).start()
    Timer(3, remind, ('已经等了3秒...', )).start()
    alarm = Timer(60, remind, ('已经等了一分钟!', ))
    alarm.start()
    if first.wait(7.5):
        print('7.5秒之内有文件下载完了.')
    else:
        print('7.5秒之内没有文件下载完.')
    with condition:
        condition.wait_for(lambda: shelf.files == 2)
    alarm.cancel()
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))


if __name__ == '__main__':
    main()
