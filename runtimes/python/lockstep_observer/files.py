"""Reports where virtual time meets the times of files, which are the machine's."""

import sys

from . import channel, clocks
from .imitate import replace
from .outside import place

_DAY = 86400 * 10**9
_reported = set()


def _report(what: str) -> None:
    where = place()
    if where is not None and (what, where) not in _reported:
        _reported.add((what, where))
        channel.emit('unowned', what=what, where=where)


def _utime(real):
    def utime(path, times=None, **options):
        moments = options.get('ns') or [value * 10**9 for value in times or ()]
        now = clocks.EPOCH + clocks.exactly()
        if any(isinstance(moment, (int, float)) and abs(moment - now) < _DAY for moment in moments):
            _report('sets file time')
        return real(path, times, **options)

    return utime


def _gettime(real):
    def gettime(filename):
        _report('reads file time')
        return real(filename)

    return gettime


def install():
    replace(sys.modules['posix'], 'utime', _utime, 'os')
    for name in ('getatime', 'getctime', 'getmtime'):
        replace(sys.modules['genericpath'], name, _gettime, 'posixpath')
