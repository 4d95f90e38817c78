"""The module datetime under the virtual clock. Its classes stay the same objects.

In the version written in C, `now` and `utcnow` read the system's clock; everything else, and the
version written in Python, asks the module `time`. Imported with datetime only.
"""

import sys
import time

from . import clocks
from .members import ClassMethod, own

_MILLION = 1000000
_OLD = (
    'datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use '
    'timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).'
)


def _now(real):
    kind = real.__objclass__
    fromtimestamp = kind.__dict__['fromtimestamp']

    def now(cls, tz=None):
        return fromtimestamp.__get__(None, cls)(clocks.moment() / _MILLION, tz)

    return ClassMethod(real, now)


def _utcnow(real):
    def utcnow(cls):
        if sys.version_info >= (3, 12):
            from warnings import warn

            warn(_OLD, DeprecationWarning, 3)
        seconds, microsecond = divmod(clocks.moment(), _MILLION)
        return cls(*time.gmtime(seconds)[:6], microsecond, None)

    return ClassMethod(real, utcnow)


def own_datetime(module):
    if hasattr(module.datetime.__dict__['now'], '__objclass__'):
        own(module.datetime, _now, 'now')
        own(module.datetime, _utcnow, 'utcnow')
