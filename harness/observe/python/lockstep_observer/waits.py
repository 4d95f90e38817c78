"""Gives every wait with a timeout to the harness, under the virtual clock.

All such waits of the standard library end in a few methods of types that are written in C: the
lock's, the semaphore's, the selectors'. These are replaced in the types themselves, so that the
program's objects stay what they are, whoever made them.
"""
import _thread
import gc
import sys

from .imports import after_import
from .timed import is_timed, wait


def own(kind, owned, *names):
    """Let `owned` of the real method stand for methods of a type that nobody may change."""
    # Not in its __dict__, which is a proxy that refuses, but in the dict behind that.
    members, = gc.get_referents(kind.__dict__)
    for name in names:
        real = members.get(name)
        if real is not None:
            members[name] = method = owned(real)
            method.__name__, method.__doc__ = name, real.__doc__
            method.__qualname__ = '%s.%s' % (kind.__name__, name)
    # The interpreter keeps which method it found where.
    if hasattr(sys, '_clear_internal_caches'):
        sys._clear_internal_caches()
    else:  # Before 3.13.
        sys._clear_type_cache()


def _lock(real):
    def acquire(self, blocking=True, timeout=-1):
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
