"""Tells when a timer of asyncio is set and when it fires: of asyncio.sleep, or a deadline.

A timer that is cancelled never fires, as one of Node's. Coroutines are no tasks: what they wait
for is their event loop's wait, and that is told timer by timer. Imported with asyncio only.
"""
import sys
from functools import wraps

from . import channel, sleeps, timed
from .imports import after_import

_own = channel._thread._local()
_delays = {}


def own_timers(base_events):
    loop = base_events.BaseEventLoop
    real_later, real_at = loop.call_later, loop.call_at

    @wraps(real_later)
    def call_later(self, delay, callback, *args, **options):
        _own.delay = delay
        try:
            return real_later(self, delay, callback, *args, **options)
        finally:
            _own.delay = None

    @wraps(real_at)
    def call_at(self, when, callback, *args, **options):
        delay, _own.delay = getattr(_own, 'delay', None), None
        if delay is None:
            delay = _delays.pop(when, None) or when - self.time()
        if not timed.is_timed(delay):
            return real_at(self, when, callback, *args, **options)
        number = sleeps.next_number()
        channel.emit('sleep', id=number, seconds=float(delay))

        @wraps(callback)
        def fire(*given):
            channel.emit('wake', id=number)
            return callback(*given)

        return real_at(self, self.time() if sleeps.NONE else when, fire, *args, **options)

    loop.call_later, loop.call_at = call_later, call_at
    if 'asyncio.timeouts' in sys.modules:
        _own_timeouts(sys.modules['asyncio.timeouts'])
    if channel.VIRTUAL:
        after_import('asyncio.selector_events', _own_selector)


def _own_timeouts(timeouts):
    """From Python 3.12 on the loop is asked for a deadline: who asked said for how long."""
    real = timeouts.timeout

    @wraps(real)
    def timeout(delay):
        made = real(delay)
        if delay is not None:
            _delays[made.when()] = delay
        return made

    timeouts.timeout = timeout


def _own_selector(selector_events):
    """The loop's wait ends with its first timer, which tells of itself."""
    loop = selector_events.BaseSelectorEventLoop
    real = loop.__init__

    @wraps(real)
    def __init__(self, selector=None):
        real(self, selector)
        select = self._selector.select
        self._selector.select = lambda timeout=None: timed.silently(select, timeout)

    loop.__init__ = __init__
