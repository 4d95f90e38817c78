"""The waits with a deadline of queue, multiprocessing and subprocess: see waits.py.

In multiprocessing all of them end in its semaphore.
"""

from . import polls
from .imitate import replace
from .members import own
from .timed import is_timed, wait


def own_queue(module):
    passing = polls.passing(module.Empty)

    def owned(real):
        passed = passing(real)

        def get(self, /, block=True, timeout=None):
            if not (block and is_timed(timeout)):
                return passed(self, block, timeout)

            def look():
                try:
                    return [real(self, False)]  # In a list: what was put may be false.
                except module.Empty:
                    return None

            found = wait(look, timeout)
            return found[0] if found else real(self, False)  # It raises Empty.

        return get

    def putting(real):
        passed = passing(real)

        def put(self, /, item, block=True, timeout=None):
            return passed(self, item, block, timeout)

        return put

    def looking(real):
        looked = polls.looking(real)

        def look(self, /):
            return looked(self)

        return look

    own(module.SimpleQueue, owned, 'get')
    own(module.SimpleQueue, putting, 'put')
    own(module.SimpleQueue, looking, 'empty', 'qsize')


def own_multiprocessing(module):
    def owned(real):
        def acquire(self, /, block=True, timeout=None):
            if not block:
                return polls.tried(real(self, False))
            if is_timed(timeout):
                return wait(lambda: real(self, False), timeout, False)
            return take(self) if timeout is None else real(self, block, timeout)

        take = polls.taking(real)
        return acquire

    entering = polls.entering(module.SemLock)
    own(module.SemLock, owned, 'acquire')
    own(module.SemLock, entering, '__enter__')


def own_subprocess(module):
    """The real one polls whether its child has ended, with growing sleeps."""

    def wrap(real):
        def _wait(self, timeout):
            if not is_timed(timeout):
                return real(self, timeout)
            if not wait(lambda: self.poll() is not None, timeout):
                raise module.TimeoutExpired(self.args, timeout)
            return self.returncode

        return _wait

    replace(module, 'Popen._wait', wrap)


def own_managers(module):
    """A manager's server waits to be stopped, one second at a time. The program waits for none of these.

    Here it waits without a deadline: otherwise time would always go on, and no deadlock would be seen.
    """
    serve = module.Server.serve_forever
    constants = (None if type(value) is int and value == 1 else value for value in serve.__code__.co_consts)
    serve.__code__ = serve.__code__.replace(co_consts=tuple(constants))
