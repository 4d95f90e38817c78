"""The timed waits of queue, multiprocessing and subprocess: see `waits`.

The semaphore carries what is shared by processes.
"""
from .imitate import replace
from .members import own
from .timed import is_timed, wait


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
