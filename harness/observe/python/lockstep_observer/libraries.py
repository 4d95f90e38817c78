"""The timed waits of select, queue, multiprocessing and subprocess: see `waits`.

Selectors, pipes and event loops wait by select; the semaphore carries what is shared by processes.
"""
import sys

from . import outside
from .imitate import replace
from .members import own
from .timed import is_timed, wait


def own_select(module):
    real = replace(module, 'select', _select)
    # One that was imported first, by a .pth file, has the real one.
    selector = getattr(sys.modules.get('selectors'), 'SelectSelector', None)
    if real is not None and getattr(selector, '_select', None) is real:
        selector._select = module.select
    if hasattr(module, 'poll'):
        own(type(module.poll()), _poll, 'poll')
    if hasattr(module, 'epoll'):
        own(module.epoll, _epoll, 'poll')


def _select(real):
    nothing = [], [], []

    def select(rlist, wlist, xlist, timeout=None, /):
        if not is_timed(timeout):
            return outside.wait_for(timeout, real, rlist, wlist, xlist, timeout)

        def look():
            found = real(rlist, wlist, xlist, 0)
            return found if found != nothing else None

        return wait(look, timeout, ([], [], []), outside.open_place())

    return select


def _poll(real):
    def poll(self, timeout=None, /):
        """Milliseconds."""
        if not is_timed(timeout):
            return outside.wait_for(timeout, real, self, timeout)
        return wait(lambda: real(self, 0), timeout / 1000, [], outside.open_place())

    return poll


def _epoll(real):
    def poll(self, /, timeout=None, maxevents=-1):
        if not is_timed(timeout):
            return outside.wait_for(timeout, real, self, timeout, maxevents)
        return wait(lambda: real(self, 0, maxevents), timeout, [], outside.open_place())

    return poll


def own_queue(module):
    def owned(real):
        def get(self, /, block=True, timeout=None):
            if not (block and is_timed(timeout)):
                return real(self, block, timeout)

            def look():
                try:
                    return [real(self, False)]  # What was put may be false itself.
                except module.Empty:
                    return None

            found = wait(look, timeout)
            return found[0] if found else real(self, False)  # Says that it is empty.

        return get

    own(module.SimpleQueue, owned, 'get')


def own_multiprocessing(module):
    def owned(real):
        def acquire(self, /, block=True, timeout=None):
            if block and is_timed(timeout):
                return wait(lambda: real(self, False), timeout, False)
            return real(self, block, timeout)

        return acquire

    own(module.SemLock, owned, 'acquire')


def own_subprocess(module):
    """It asks again and again, with sleeps that grow, whether its child has ended."""
    def wrap(real):
        def _wait(self, timeout):
            if not is_timed(timeout):
                return real(self, timeout)
            if not wait(lambda: self.poll() is not None, timeout):
                raise module.TimeoutExpired(self.args, timeout)
            return self.returncode

        return _wait

    replace(module, 'Popen._wait', wrap)
