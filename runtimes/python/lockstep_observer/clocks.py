"""The program's clocks under the virtual clock: all show the harness's time.

Each reading moves a clock on by a hair, so that no two readings are equal. Otherwise a program that
spins until the clock moves, as multiprocessing.Pool does, would spin for ever.
"""

import os
import time
from errno import EPERM
from mmap import mmap

from . import channel, polls
from .imitate import replace
from .imports import after_import
from .kept_file import KeptFile

EPOCH = 1704067200 * 10**9  # 2024-01-01T00:00:00Z, the same in every run.
UPTIME = 1000 * 10**9  # What the monotonic clock shows when the program starts.

# Hairs, in nanoseconds. Monotonic clocks move by 1. The wall clock moves by the least step that shows: of
# a float beside 1.7e9 seconds, of nanoseconds divided by 1e9, of datetime. It moves alone until it is LEAD
# ahead: a deadline computed from a monotonic clock is exact unless the wall clock is read 1000 times.
FLOAT = 239
HALF = 500
MICROSECOND = 1000
LEAD = 10**6

# By how much a task that only reads may move the wall clock before it must wait for a tick (polls.py): less
# than a tick, so that a loop that waits for a moment ends at that moment.
HAIRS = 999 * MICROSECOND

DIGITS = 20  # Of the harness's time. After it as many: how far the program has set its wall clock.

_file = KeptFile('now', os.O_RDWR)
_number = {
    name: getattr(time, name, None)
    for name in ('CLOCK_REALTIME', 'CLOCK_MONOTONIC', 'CLOCK_MONOTONIC_RAW', 'CLOCK_BOOTTIME', 'CLOCK_TAI')
}
# The numbers are clocks of Linux without a name in Python: the coarse ones, and those for alarms.
_WALLS = {_number['CLOCK_REALTIME'], 5, 8, _number['CLOCK_TAI']} - {None}
_UPTIMES = {_number[name] for name in list(_number)[1:4]} | {6, 7, 9} - {None}

_NO_CLOCK = 1 << 30

# Nanoseconds by which readings have moved the clocks. Taken back only when the task waits for a tick: so no
# task measures less time than it slept.
_moved = -1
_ahead = 0
_reader = None  # The thread that read last. What another thread has seen is not taken back.


def _shown() -> 'tuple[int, int]':
    """Nanoseconds since the program's start, and a hair for each reading; and how far its wall clock is set."""
    global _moved
    _moved += 1
    return int(_digits[:DIGITS]) + _moved, int(_digits[DIGITS:])


def _read() -> channel.Idle:
    """The calling task reads a clock. It may have to wait for a tick first."""
    global _moved, _ahead, _reader
    own = channel.idle()
    tick = polls.read(own, exactly)
    if _reader is not own:
        _reader = own
        own.hairs = own.lead = 0
    elif tick:
        lead = min(own.lead, tick)
        _ahead -= lead
        _moved -= min(own.hairs, tick - lead)
        own.hairs = own.lead = 0
    own.hairs += 1
    return own


def exactly() -> int:
    """The harness's time: nanoseconds since the program's start."""
    return int(_digits[:DIGITS])


def _wall_ns(hair: int) -> int:
    global _moved, _ahead
    own = _read()
    if own.lead + hair <= HAIRS:
        own.lead += hair
        _ahead += hair
    if _ahead > LEAD:
        _moved += _ahead
        _ahead = 0
    shown, offset = _shown()
    return EPOCH + offset + shown + _ahead


def time_ns():
    return _wall_ns(HALF)


def wall() -> float:
    """The wall clock in seconds."""
    seconds, rest = divmod(_wall_ns(FLOAT), 10**9)
    return seconds + rest / 1e9  # Rounded once: a float cannot hold all the nanoseconds.


def moment() -> int:
    """The wall clock in whole microseconds."""
    return _wall_ns(MICROSECOND) // MICROSECOND


def monotonic_ns():
    _read()
    return UPTIME + _shown()[0]


def monotonic():
    return monotonic_ns() / 1e9


def unread() -> float:
    """What the next reading of `monotonic` will show; this does not count as a reading."""
    return (UPTIME + exactly() + _moved + 1) / 1e9


def _gettime(real, of_wall, of_uptime):
    def clock_gettime(clock, /):
        if clock in _WALLS:
            return of_wall()
        return of_uptime() if clock in _UPTIMES else real(clock)

    return clock_gettime


def _settime(real, unit: int):
    """The program sets its own wall clock, not the machine's."""

    def clock_settime(clock, value, /):
        if clock != time.CLOCK_REALTIME or not isinstance(value, (int, float)) or value < 0:
            real(_NO_CLOCK if clock == time.CLOCK_REALTIME else clock, value)  # It raises the error.
        if os.geteuid() != 0:
            raise PermissionError(EPERM, os.strerror(EPERM))
        shown, _ = _shown()
        offset = int(value * unit) - EPOCH - shown
        _digits[DIGITS:] = b'%*d' % (DIGITS, offset)

    return clock_settime


def _or_now(real):
    """A function of a moment in seconds; by default of the present."""

    def function(*args):
        return real(*args) if (args and args[0] is not None) or len(args) > 1 else real(wall())

    return function


def _or_local_now(count: int):
    """A function whose last argument, of `count`, is a moment in fields; by default the present."""

    def wrap(real):
        def function(*args):
            return real(*args, time.localtime()) if len(args) == count - 1 else real(*args)

        return function

    return wrap


def _always(function):
    def wrap(real):
        def reading():
            return function()

        return reading

    return wrap


def _own_datetime(module):
    from .moments import own_datetime

    own_datetime(module)


def install():
    global _digits
    # Mapped into memory: a system call for each reading takes three times as long.
    _digits = mmap(_file.descriptor(), 2 * DIGITS)
    _file.close()
    for name, function in (
        ('time', wall),
        ('time_ns', time_ns),
        ('monotonic', monotonic),
        ('monotonic_ns', monotonic_ns),
        ('perf_counter', monotonic),
        ('perf_counter_ns', monotonic_ns),
    ):
        replace(time, name, lambda real, function=function: function)
    replace(time, 'clock_gettime', lambda real: _gettime(real, wall, monotonic))
    replace(time, 'clock_gettime_ns', lambda real: _gettime(real, time_ns, monotonic_ns))
    replace(time, 'clock_settime', lambda real: _settime(real, 10**9))
    replace(time, 'clock_settime_ns', lambda real: _settime(real, 1))
    for name in ('gmtime', 'localtime', 'ctime'):
        replace(time, name, _or_now)
    replace(time, 'strftime', _or_local_now(2))
    replace(time, 'asctime', _or_local_now(1))
    after_import('datetime', _own_datetime)
