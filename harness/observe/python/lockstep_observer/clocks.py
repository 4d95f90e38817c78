"""The program's clocks under the virtual clock: each shows the harness's time.

Every reading moves a clock by a hair, so that it never shows the same twice: a program that
spins until the clock moves (multiprocessing.Pool does) would spin for ever.
"""
import os
import sys
import time

from . import channel, sleeps
from .imports import after_import

EPOCH = 1704067200 * 10**9  # 2024-01-01T00:00:00Z: runs compare, whenever they are run.
UPTIME = 1000 * 10**9  # What the monotonic clock shows when the program starts.

_pread = os.pread if hasattr(os, 'pread') else None
_file = channel.KeptFile('now', os.O_RDONLY)
_real = {name: getattr(time, name) for name in ('gmtime', 'localtime', 'ctime', 'strftime', 'asctime')}
_clock_gettime_ns = getattr(time, 'clock_gettime_ns', None)


class _Clock:
    """Nanoseconds since the program's start, and a hair for each reading so far.

    A hair is never taken back, so that no measured time is less than what was slept.
    """

    def __init__(self, hair):
        self._hair = hair
        self._moved = -hair

    def read(self):
        self._moved += self._hair
        return int(_pread(_file.descriptor(), 20, 0)) + self._moved


_monotonic = _Clock(1)
_wall = _Clock(1000)  # A double has no nanoseconds left beside 1.7e9 seconds.


def time_ns():
    return EPOCH + _wall.read()


def wall():
    return time_ns() / 1e9


wall.__name__ = 'time'


def monotonic_ns():
    return UPTIME + _monotonic.read()


def monotonic():
    return monotonic_ns() / 1e9


def clock_gettime_ns(clock):
    if clock == time.CLOCK_REALTIME:
        return time_ns()
    if clock in (time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID):
        return _clock_gettime_ns(clock)
    return monotonic_ns()


def clock_gettime(clock):
    return clock_gettime_ns(clock) / 1e9


def _with_now(name):
    original = _real[name]

    def function(seconds=None):
        return original(wall() if seconds is None else seconds)

    function.__name__ = name
    return function


def _strftime(format, moment=None):
    return _real['strftime'](format, time.localtime() if moment is None else moment)


def _asctime(moment=None):
    return _real['asctime'](time.localtime() if moment is None else moment)


def _own_datetime(module):
    real_datetime, real_date = module.datetime, module.date

    class Owned(type):
        """What is an instance of the real class is one of the class that stands for it."""

        def __instancecheck__(cls, instance):
            real = cls.__dict__.get('_real')  # A subclass that the program makes has none.
            return isinstance(instance, real) if real else super().__instancecheck__(instance)

        def __subclasscheck__(cls, other):
            real = cls.__dict__.get('_real')
            return issubclass(other, real) if real else super().__subclasscheck__(other)

    class date(real_date, metaclass=Owned):
        _real = real_date

        @classmethod
        def today(cls):
            return cls.fromtimestamp(wall())

        __repr__ = _named(real_date.__repr__)

    class datetime(real_datetime, metaclass=Owned):
        _real = real_datetime

        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(wall(), tz)

        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(wall(), module.timezone.utc).replace(tzinfo=None)

        @classmethod
        def today(cls):
            return cls.now()

        __repr__ = _named(real_datetime.__repr__)

    for owned, real in ((datetime, real_datetime), (date, real_date)):
        owned.__module__, owned.__qualname__ = 'datetime', real.__name__
        setattr(module, real.__name__, owned)


def _named(represent):
    """A subclass's repr lacks the module."""
    def __repr__(self):
        text = represent(self)
        return text if text.startswith('datetime.') else 'datetime.' + text

    return __repr__


def _own_aliases(before):
    """Modules that came first, by a .pth file, have taken what they need of `time` already."""
    owned = {id(real): getattr(time, name) for name, real in before.items()}
    for path, module in list(sys.modules.items()):
        members = {} if path.startswith(__package__) else getattr(module, '__dict__', {})
        for name, value in list(members.items()):
            if id(value) in owned:
                members[name] = owned[id(value)]


def install():
    before = {name: value for name, value in vars(time).items() if not name.startswith('_')}
    time.time, time.time_ns = wall, time_ns
    time.monotonic, time.monotonic_ns = monotonic, monotonic_ns
    time.perf_counter, time.perf_counter_ns = monotonic, monotonic_ns
    if _clock_gettime_ns is not None:
        time.clock_gettime, time.clock_gettime_ns = clock_gettime, clock_gettime_ns
    for name in ('gmtime', 'localtime', 'ctime'):
        setattr(time, name, _with_now(name))
    time.strftime, time.asctime = _strftime, _asctime
    before = {name: real for name, real in before.items() if getattr(time, name) is not real}
    _own_aliases({**before, 'sleep': sleeps.real_sleep})
    after_import('datetime', _own_datetime)
