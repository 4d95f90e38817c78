"""Gives every wait with a timeout to the harness, under the virtual clock.

All such waits of the standard library end in a few methods of types that are written in C: the
lock's, the semaphore's, the selectors'.
"""
import _thread

from .imports import after_import
from .members import own
from .timed import is_timed, wait


def _lock(real):
    def acquire(self, /, blocking=True, timeout=-1):
        if blocking and is_timed(timeout) and timeout <= _thread.TIMEOUT_MAX:
            return wait(lambda: real(self, False), timeout, False)
        return real(self, blocking, timeout)

    return acquire


def _join(real):
    def join(self, timeout=None, /):
        if not is_timed(timeout):
            return real(self, timeout)

        def look():
            real(self, 0)
            return self.is_done()

        wait(look, timeout)

    return join


def _once_imported(name, module):
    """What is seldom imported is owned by a module of ours that is imported only then."""
    def action(imported):
        ours = __import__(module, globals(), None, [name], 1)
        getattr(ours, 'own_' + name.replace('_', ''))(imported)

    after_import(name, action)


def install():
    own(_thread.LockType, _lock, 'acquire', 'acquire_lock')
    own(_thread.RLock, _lock, 'acquire')
    if hasattr(_thread, '_ThreadHandle'):
        own(_thread._ThreadHandle, _join, 'join')
    for name in ('select', '_queue', '_multiprocessing', 'subprocess'):
        _once_imported(name, 'libraries')
    for name in ('ctypes', 'signal'):
        _once_imported(name, 'outside')
    for name in ('_socket', 'socket'):
        _once_imported(name, 'sockets')
