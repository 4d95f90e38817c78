import os
from threading import Thread
from time import sleep


def work(number):
    sleep(1)
    print('task %d' % number)


if __name__ == '__main__':
    threads = [Thread(target=work, args=(i,)) for i in range(int(os.environ['TASKS']))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
