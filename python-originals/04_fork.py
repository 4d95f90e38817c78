from os import _exit, fork, getpid, getppid, waitpid
from random import randint
from time import time, sleep


def download_task(filename):
    print('子进程[%d]开始下载%s...' % (getpid(), filename), flush=True)
    time_to_download = randint(5, 10)
    sleep(time_to_download)
    print('%s下载完成! 耗费了%d秒, 告诉父进程[%d].' % (filename, time_to_download, getppid()), flush=True)


def main():
    start = time()
    pid1 = fork()
    if pid1 == 0:
        download_task('Python从入门到住院.pdf')
        _exit(0)
    pid2 = fork()
    if pid2 == 0:
        download_task('Peking Hot.avi')
        _exit(0)
    end1 = waitpid(pid1, 0)
    print('子进程[%d]结束了, 状态%d.' % end1)
    end2 = waitpid(pid2, 0)
    print('子进程[%d]结束了, 状态%d.' % end2)
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))


if __name__ == '__main__':
    main()
