"""Tells when a timer of asyncio is set and when it fires: of asyncio.sleep, or a deadline.

A timer that is cancelled never fires, as one of Node's. Coroutines are no tasks: what they wait
for is their event loop's wait, and that is told timer by timer. Imported with asyncio only.
"""

import sys
from _weakref import ref
from functools import wraps
from types import coroutine

from . import channel, polls, sleeps, timed
from .imitate import replace
from .imports import after_import

_own = channel._thread._local()
_delays = {}


def own_timers(base_events):
    replace(base_events, 'BaseEventLoop.call_later', _call_later)
    replace(base_events, 'BaseEventLoop.call_at', _call_at)
    if 'asyncio.timeouts' in sys.modules:
        # From Python 3.12 on the loop is asked for a deadline: who asked said for how long.
        replace(sys.modules['asyncio.timeouts'], 'timeout', _timeout, 'asyncio')
    if channel.VIRTUAL:
        replace(base_events, 'BaseEventLoop.time', _time(base_events.BaseEventLoop._run_once.__code__))
        after_import('asyncio.tasks', lambda tasks: replace(tasks, '__sleep0', _sleep0))
        after_import('asyncio.selector_events', _own_selector)


def _time(turn):
    """At each of its turns the loop reads the clock itself: that is no look of the program's."""
    from . import clocks

    def wrap(real):
        def time(self):
            return clocks.unread() if sys._getframe(1).f_code is turn else real(self)

        return time

    return wrap


def _sleep0(_real):
    """What sleep(0) comes to."""

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
        number = sleeps.next_number()
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
    """The loop's wait ends with its first timer, which tells of itself; it may also only take its turn."""
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
