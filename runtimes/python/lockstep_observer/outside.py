"""Notes at which line of the program a thread blocks outside the harness's control.

While a thread blocks in C nobody can ask it where it is. So it writes its place to a file before it
calls what may block: a socket, a C library.
"""

import os
import sys

from . import channel, gates
from .imitate import replace
from .kept_file import KeptFile

SIZE = 256  # Bytes of a place; the file has one for each gate.
NETWORK = '!'  # Begins the place of a wait that somebody on the network may end.

_file = KeptFile('places', os.O_WRONLY)
_library = os.path.dirname(os.__file__)
_observer = os.path.dirname(__file__)


def place() -> 'str | None':
    """File and line of the innermost frame of the program itself: `main.py:12`."""
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith((_library, _observer, '<frozen ')):
            return f'{os.path.basename(name)}:{frame.f_lineno}'
        frame = frame.f_back
    return None


def _write(text: str) -> None:
    number = gates.number()
    if number is not None:
        data = text.encode('utf-8', 'replace')[:SIZE]
        os.pwrite(_file.descriptor(), data.ljust(SIZE), number * SIZE)


def call(real, *args, network: bool = False, **kwargs):
    """Call a function that may block in real time, and note the place meanwhile."""
    _write((NETWORK if network else '') + (place() or ''))
    try:
        return real(*args, **kwargs)
    finally:
        _write('')


def for_connection(expected: bool) -> 'str | None':
    """The place of the program's wait, if somebody outside may connect to it."""
    return (place() or '') if expected else None


def own_ctypes(module):
    def wrap(real):
        def __init__(self, *args, **kwargs):
            real(self, *args, **kwargs)
            kind = self._FuncPtr
            if not kind._flags_ & module._FUNCFLAG_PYTHONAPI:  # The others never block.
                inner = kind.__call__
                kind.__call__ = lambda function, *args, **kwargs: call(inner, function, *args, **kwargs)

        return __init__

    replace(module, 'CDLL.__init__', wrap)


def reported(real):
    """Report an alarm by CPU time: its signal comes in real time, at any place."""

    def owned(*args):
        given = ', '.join(map(repr, args))
        channel.emit('alarm', by=f'{real.__name__}({given})', where=place())
        return real(*args)

    return owned
