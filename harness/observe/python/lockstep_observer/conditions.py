"""Tells, under the real clock, of threading's waits with a deadline: all but a lock's are a Condition's.

With LOCKSTEP_SLEEP=none each is over at once.
"""
from . import channel, sleeps, timed
from .imports import after_import


def _own_wait(threading):
    real = threading.Condition.wait

    def wait(self, timeout=None):
        if not timed.is_timed(timeout):
            return real(self, timeout)
        number = timed.next_number()
        channel.emit('wait', id=number, seconds=float(timeout))
        came = real(self, 0 if sleeps.NONE else timeout)
        channel.emit('resume', id=number, timedOut=not came)
        return came

    wait.__qualname__, wait.__doc__ = real.__qualname__, real.__doc__
    threading.Condition.wait = wait


def install():
    after_import('threading', _own_wait)
