import os
from multiprocessing import Process
from time import sleep


def work(number):
    sleep(1)
    print('task %d' % number)


if __name__ == '__main__':
    processes = [Process(target=work, args=(i,)) for i in range(int(os.environ['TASKS']))]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
