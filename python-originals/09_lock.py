from threading import Lock, Thread
from time import time, sleep


class Account:

    def __init__(self):
        self.balance = 0


def deposit(account, amount):
    balance = account.balance
    sleep(5)
    account.balance = balance + amount


def deposit_with_lock(account, amount, lock):
    lock.acquire()
    try:
        deposit(account, amount)
    finally:
        lock.release()


def deposit_all(target, *more):
    start = time()
    account = Account()
    threads = [Thread(target=target, args=(account, amount, *more)) for amount in (1, 10, 100)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    end = time()
    print('账户余额: %d元.' % account.balance)
    print('总共耗费了%.2f秒.' % (end - start))


def main():
    deposit_all(deposit)
    deposit_all(deposit_with_lock, Lock())


if __name__ == '__main__':
    main()
