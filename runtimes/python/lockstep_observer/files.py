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
        channel.emit('unowned', what=f'{what} at {where}: files have the time of the machine')


def _utime(real):
    def utime(path, times=None, **options):
        moments = options.get('ns') or [value * 10**9 for value in times or ()]
        now = clocks.EPOCH + clocks.exactly()
        if any(isinstance(moment, (int, float)) and abs(moment - now) < _DAY for moment in moments):
            _report('gives a file a time of the virtual clock')
        return real(path, times, **options)

    return utime


def _gettime(real):
    def gettime(filename):
        _report('reads when a file was used or changed')
        return real(filename)

    return gettime


def install():
    replace(sys.modules['posix'], 'utime', _utime, 'os')
    for name in ('getatime', 'getctime', 'getmtime'):
        replace(sys.modules['genericpath'], name, _gettime, 'posixpath')
