"""Gives every wait with a timeout to the harness, under the virtual clock.

All such waits of the standard library end in a few methods of types that are written in C: the
lock's, the semaphore's, the selectors'. These are replaced in the types themselves, so that the
program's objects stay what they are, whoever made them.
"""
import _thread
import gc
import sys

from . import outside
from .imports import after_import
from .timed import is_timed, wait


def _forget_lookups():
    """The interpreter keeps which method it found where."""
    try:
        sys._clear_internal_caches()
    except AttributeError:  # Before 3.13.
        sys._clear_type_cache()


def _own(kind, owned, *names):
    """Let this function of the real method stand for methods of a type that nobody may change."""
    # Not in its __dict__, which is a proxy that refuses, but in the dict behind that.
    members, = gc.get_referents(kind.__dict__)
    for name in names:
        real = members.get(name)
        if real is not None:
            members[name] = method = owned(real)
            method.__name__, method.__doc__ = name, real.__doc__
            method.__qualname__ = '%s.%s' % (kind.__name__, name)
    _forget_lookups()


def _lock(real):
    def acquire(self, blocking=True, timeout=-1):
        if blocking and is_timed(timeout) and timeout <= _thread.TIMEOUT_MAX:
            return wait(lambda: real(self, False), timeout, False)
        return real(self, blocking, timeout)

    return acquire


def _semaphore(real):
    def acquire(self, block=True, timeout=None):
        if block and is_timed(timeout):
            return wait(lambda: real(self, False), timeout, False)
        return real(self, block, timeout)

    return acquire


def _join(real):
    def join(self, timeout=None, /):
        if not is_timed(timeout):
            return real(self, timeout)
        return wait(lambda: real(self, 0) or self.is_done(), timeout) and None

    return join


def _own_select(select):
    real_select = select.select

    def owned(rlist, wlist, xlist, timeout=None, /):
        if outside.has_network():
            return outside.call(real_select, rlist, wlist, xlist, timeout, network=True)
        if not is_timed(timeout):
            return real_select(rlist, wlist, xlist, timeout)
        nothing = [], [], []

        def look():
            found = real_select(rlist, wlist, xlist, 0)
            return found if found != nothing else None

        return wait(look, timeout, nothing)

    owned.__name__ = 'select'
    select.select = owned
    if hasattr(select, 'poll'):
        _own(type(select.poll()), _poll, 'poll')
    if hasattr(select, 'epoll'):
        _own(select.epoll, _epoll, 'poll')


def _poll(real):
    def poll(self, timeout=None, /):
        if outside.has_network():
            return outside.call(real, self, timeout, network=True)
        if not is_timed(timeout):
            return real(self, timeout)
        return wait(lambda: real(self, 0), timeout / 1000, [])

    return poll


def _epoll(real):
    def poll(self, timeout=None, maxevents=-1):
        if outside.has_network():
            return outside.call(real, self, timeout, maxevents, network=True)
        if not is_timed(timeout):
            return real(self, timeout, maxevents)
        return wait(lambda: real(self, 0, maxevents), timeout, [])

    return poll


def _own_queue(queue):
    empty = queue.Empty

    def owned(real):
        def get(self, block=True, timeout=None):
            if not (block and is_timed(timeout)):
                return real(self, block, timeout)

            def look():
                try:
                    return [real(self, False)]  # What was put may be false itself.
                except empty:
                    return None

            found = wait(look, timeout)
            return found[0] if found else real(self, False)  # Says that it is empty.

        return get

    _own(queue.SimpleQueue, owned, 'get')


def _own_subprocess(subprocess):
    """It polls, with sleeps that grow, for a child that it could wait for."""
    real = subprocess.Popen._wait

    def _wait(self, timeout):
        if not is_timed(timeout):
            return real(self, timeout)
        if wait(lambda: self.poll() is not None, timeout):
            return self.returncode
        raise subprocess.TimeoutExpired(self.args, timeout)

    subprocess.Popen._wait = _wait


def install():
    _own(_thread.LockType, _lock, 'acquire', 'acquire_lock')
    _own(_thread.RLock, _lock, 'acquire')
    if hasattr(_thread, '_ThreadHandle'):
        _own(_thread._ThreadHandle, _join, 'join')
    outside.install(_own)
    after_import('select', _own_select)
    after_import('_queue', _own_queue)
    after_import('_multiprocessing', lambda module: _own(module.SemLock, _semaphore, 'acquire'))
    after_import('subprocess', _own_subprocess)
