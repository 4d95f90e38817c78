"""Reports when a task sleeps and wakes. With LOCKSTEP_SLEEP=none each sleep ends at once."""

import os
import time

from . import channel, gates, polls
from .imitate import replace
from .imports import after_import

real_sleep = time.sleep
NONE = os.environ.get('LOCKSTEP_SLEEP') == 'none'
_LONGEST = 2**63 / 10**9  # Seconds.


def sleep(seconds, /):
    """As time.sleep, in seconds."""
    if not isinstance(seconds, (int, float)) and hasattr(seconds, '__index__'):
        seconds = seconds.__index__()
    if not isinstance(seconds, (int, float)) or not 0 < seconds < _LONGEST:
        real_sleep(seconds)  # It yields; or it raises the error about the argument.
        polls.step()
        return
    number = channel.next_id()
    gates.gate('sleep', id=number, seconds=float(seconds))
    if not channel.VIRTUAL:
        _really(0 if NONE else seconds, number)
    channel.emit('wake', id=number)


def _really(seconds: float, number: int) -> None:
    """Sleep in real time. If another thread raises an error here after the sleep, the task still woke."""
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
