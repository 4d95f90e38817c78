"""Hands every wait with a timeout to the harness, under the virtual clock.

All such waits of the standard library end in a few methods of types written in C: of locks, of
semaphores, of selectors.
"""

import _thread

from . import looks, polls
from .imports import after_import
from .members import own
from .timed import is_timed, wait


def _lock(real):
    def acquire(self, /, blocking=True, timeout=-1):
        if not blocking or timeout == 0:
            return polls.tried(real(self, blocking, timeout))
        if is_timed(timeout) and timeout <= _thread.TIMEOUT_MAX:
            return wait(lambda: real(self, False), timeout, False)
        if timeout != -1:
            return real(self, blocking, timeout)  # It raises the error.
        return take(self)

    take = polls.taking(real)
    return acquire


def _join(real):
    def join(self, timeout=None, /):
        if not is_timed(timeout):
            return real(self, timeout)

        def look():
            real(self, 0)
            return self.is_done()

        wait(look, timeout)
        return None

    return join


def _once_imported(name, module):
    """Load a module of the observer only when the program imports the module that it changes."""

    def action(imported):
        ours = __import__(module, globals(), None, [name], 1)
        getattr(ours, 'own_' + name.replace('_', '').split('.')[-1])(imported)

    after_import(name, action)


def install():
    looks.install()
    for kind in (_thread.LockType, _thread.RLock):
        entering = polls.entering(kind)
        own(kind, _lock, 'acquire', 'acquire_lock')
        own(kind, entering, '__enter__')
    handle = getattr(_thread, '_ThreadHandle', None)  # From 3.13 on.
    if handle is not None:
        own(handle, _join, 'join')
    for module, names in (
        ('selecting', ('select',)),
        ('sockets', ('_socket', 'socket')),
        ('outside', ('ctypes',)),
        ('alarms', ('signal',)),
        ('libraries', ('_queue', '_multiprocessing', 'subprocess', 'multiprocessing.managers')),
    ):
        for name in names:
            _once_imported(name, module)
