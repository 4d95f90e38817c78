"""Tells when a task sleeps and wakes. With LOCKSTEP_SLEEP=none each sleep is over at once."""

import os
import time

from . import channel, polls
from .imitate import replace
from .imports import after_import

real_sleep = time.sleep
NONE = os.environ.get('LOCKSTEP_SLEEP') == 'none'
_LONGEST = 2**63 / 10**9  # Seconds.
_own = channel._thread._local()


def next_number():
    """Each task counts its own: which of two comes first may be luck."""
    _own.count = number = getattr(_own, 'count', 0) + 1
    return number


def sleep(seconds, /):
    """As time.sleep: seconds, of which none may be negative."""
    if not isinstance(seconds, (int, float)) and hasattr(seconds, '__index__'):
        seconds = seconds.__index__()
    if not isinstance(seconds, (int, float)) or not 0 < seconds < _LONGEST:
        real_sleep(seconds)  # Gives way to others; or says what is wrong with the argument.
        polls.step()
        return
    number = next_number()
    channel.gate('sleep', id=number, seconds=float(seconds))
    if not channel.VIRTUAL:
        _really(0 if NONE else seconds, number)
    channel.emit('wake', id=number)


def _really(seconds, number):
    """Sleep in real time. An error that comes when all is slept, from another thread, hides no wake."""
    end = channel.now() + seconds * 10**9
    try:
        real_sleep(seconds)
    except BaseException:
        if channel.now() >= end:
            channel.emit('wake', id=number)
        raise


def _own_coroutines(base_events):
    from .coroutines import own_timers

    own_timers(base_events)


def install():
    replace(time, 'sleep', lambda real: sleep)
    after_import('asyncio.base_events', _own_coroutines)
