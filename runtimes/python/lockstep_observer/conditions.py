"""Reports threading's waits with a deadline under the real clock: all but a lock's end in a Condition.

With LOCKSTEP_SLEEP=none each wait ends at once.
"""

from . import channel, sleeps, timed
from .imitate import replace
from .imports import after_import


def _wait(real):
    def wait(self, timeout=None):
        if not timed.is_timed(timeout):
            return real(self, timeout)
        number = channel.next_id()
        channel.emit('wait', id=number, seconds=float(timeout))
        came = False
        try:
            came = real(self, 0 if sleeps.NONE else timeout)
        finally:
            channel.emit('resume', id=number, timedOut=not came)
        return came

    return wait


def install():
    after_import('threading', lambda threading: replace(threading, 'Condition.wait', _wait))
