"""Tells when a task sleeps and wakes. With LOCKSTEP_SLEEP=none each sleep is over at once."""
import os
import time

from . import channel

_sleep = time.sleep
_count = 0


def sleep(seconds, /):
    """As time.sleep: seconds, of which none may be negative."""
    global _count
    if not isinstance(seconds, (int, float)) or seconds < 0 or seconds != seconds:
        return _sleep(seconds)  # Let Python itself say what is wrong with it.
    _count = number = _count + 1
    channel.emit('sleep', id=number, seconds=float(seconds))
    _sleep(0 if os.environ.get('LOCKSTEP_SLEEP') == 'none' else seconds)
    channel.emit('wake', id=number)


def install():
    time.sleep = sleep
