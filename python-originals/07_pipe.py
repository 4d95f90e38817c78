from multiprocessing import Pipe, Process
from random import randint
from time import time, sleep


def download_task(conn, other_end):
    other_end.close()
    try:
        while True:
            filename = conn.recv()
            print('开始下载%s...' % filename)
            time_to_download = randint(5, 10)
            sleep(time_to_download)
            conn.send(time_to_download)
    except EOFError:
        print('没有文件要下载了.')


def main():
    start = time()
    conn, other_end = Pipe()
    p = Process(target=download_task, args=(other_end, conn))
    p.start()
    other_end.close()
    for filename in ('Python从入门到住院.pdf', 'Peking Hot.avi'):
        print('请下载%s.' % filename)
        conn.send(filename)
        time_to_download = conn.recv()
        print('%s下载完成! 耗费了%d秒' % (filename, time_to_download))
    conn.close()
    p.join()
    end = time()
    print('总共耗费了%.2f秒.' % (end - start))


if __name__ == '__main__':
    main()
