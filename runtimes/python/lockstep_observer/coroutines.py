"""Reports when a timer of asyncio is set and when it fires: one of asyncio.sleep, or a deadline.

Coroutines are no tasks: when they wait, their event loop waits, and its timers are reported one by
one. A timer that is cancelled never fires, as in Node. Imported with asyncio only.
"""

import _thread
import sys
from _weakref import ref
from functools import wraps
from types import coroutine

from . import channel, polls, sleeps, timed
from .imitate import replace
from .imports import after_import

_own = _thread._local()
_delays = {}


def own_timers(base_events):
    replace(base_events, 'BaseEventLoop.call_later', _call_later)
    replace(base_events, 'BaseEventLoop.call_at', _call_at)
    if 'asyncio.timeouts' in sys.modules:
        # From Python 3.12 on the loop learns only the deadline; `timeout` knows the delay.
        replace(sys.modules['asyncio.timeouts'], 'timeout', _timeout, 'asyncio')
    if channel.VIRTUAL:
        replace(base_events, 'BaseEventLoop.time', _time(base_events.BaseEventLoop._run_once.__code__))
        after_import('asyncio.tasks', lambda tasks: replace(tasks, '__sleep0', _sleep0))
        after_import('asyncio.selector_events', _own_selector)


def _time(turn):
    """The loop itself reads the clock at each of its turns: that does not count as a reading of the program."""
    from . import clocks

    def wrap(real):
        def time(self):
            return clocks.unread() if sys._getframe(1).f_code is turn else real(self)

        return time

    return wrap


def _sleep0(_real):
    """What asyncio.sleep(0) calls."""

    @coroutine
    def __sleep0():
        polls.yielded()
        yield

    return __sleep0


def _call_later(real):
    def call_later(self, delay, callback, *args, **options):
        _own.delay = delay
        try:
            return real(self, delay, callback, *args, **options)
        finally:
            _own.delay = None

    return call_later


def _call_at(real):
    def call_at(self, when, callback, *args, **options):
        delay, _own.delay = getattr(_own, 'delay', None), None
        if delay is None:
            delay = _delays.pop(when, None) or when - self.time()
        if not timed.is_timed(delay):
            return real(self, when, callback, *args, **options)
        number = channel.next_id()
        channel.emit('sleep', id=number, seconds=float(delay))

        @wraps(callback)
        def fire(*given):
            channel.emit('wake', id=number)
            return callback(*given)

        return real(self, self.time() if sleeps.NONE else when, fire, *args, **options)

    return call_at


def _timeout(real):
    def timeout(delay):
        made = real(delay)
        if delay is not None:
            _delays[made.when()] = delay
        return made

    return timeout


def _own_selector(selector_events):
    """The loop's wait ends with its first timer, which is reported. With timeout 0 it only takes a turn."""
    from . import clocks

    def wrap(real):
        def __init__(self, selector=None):
            real(self, selector)
            select = self._selector.select
            loop = ref(self)

            def rest():
                """Seconds until the first timer."""
                timers = getattr(loop(), '_scheduled', None)
                return timers[0].when() - clocks.unread() if timers else None

            def turn(timeout=None):
                if timeout != 0:
                    polls.rested()
                    return timed.silently(select, timeout)
                found = polls.quietly(select, 0)
                polls.turned(rest)
                return found

            self._selector.select = turn

        return __init__

    replace(selector_events, 'BaseSelectorEventLoop.__init__', wrap)
