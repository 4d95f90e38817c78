"""Tells when a timer of asyncio is set and when it fires: of asyncio.sleep, or a deadline.

A timer that is cancelled never fires, as one of Node's. Coroutines are no tasks: what they wait
for is the event loop's wait, and that is told timer by timer.
"""
from . import channel, sleeps, timed
from .imports import after_import

_own = channel._thread._local()
_delays = {}


def _own_timers(base_events):
    from functools import wraps  # It costs a millisecond, and asyncio has it.

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


def _own_timeouts(timeouts):
    """Python 3.12 and later ask for a deadline: who asked said for how long."""
    from functools import wraps

    real = timeouts.timeout

    @wraps(real)
    def timeout(delay):
        made = real(delay)
        if delay is not None:
            _delays[made.when()] = delay
        return made

    timeouts.timeout = timeout


def _own_selector(selector_events):
    from functools import wraps

    loop = selector_events.BaseSelectorEventLoop
    real = loop.__init__

    @wraps(real)
    def __init__(self, selector=None):
        real(self, selector)
        select = self._selector.select
        self._selector.select = lambda timeout=None: timed.silently(select, timeout)

    loop.__init__ = __init__


def install():
    after_import('asyncio.base_events', _own_timers)
    after_import('asyncio.timeouts', _own_timeouts)
    if channel.VIRTUAL:
        after_import('asyncio.selector_events', _own_selector)
