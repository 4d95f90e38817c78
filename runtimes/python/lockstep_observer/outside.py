"""Says at which line of the program a thread waits for what the harness does not own.

While a thread waits in C nobody can ask it where it is. So it writes that down before it calls
what may wait by itself: a socket, a C library.
"""

import os
import sys

from . import channel
from .imitate import replace

SIZE = 256  # Bytes of a place, one for each gate.
NETWORK = '!'  # Begins a place where somebody on the network may answer.

_file = channel.KeptFile('places', os.O_WRONLY)
_library = os.path.dirname(os.__file__)
_observer = os.path.dirname(__file__)


def place():
    """File and line of the program's own frame that is nearest: `main.py:12`."""
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith((_library, _observer, '<frozen ')):
            return '%s:%d' % (os.path.basename(name), frame.f_lineno)
        frame = frame.f_back
    return None


def _write(text):
    number = channel.gate_number()
    if number is not None:
        data = text.encode('utf-8', 'replace')[:SIZE]
        os.pwrite(_file.descriptor(), data.ljust(SIZE), number * SIZE)


def call(real, *args, network=False, **kwargs):
    """Call what may wait in real time."""
    _write((NETWORK if network else '') + (place() or ''))
    try:
        return real(*args, **kwargs)
    finally:
        _write('')


def for_connection(expected):
    """Where the program waits, if somebody outside may connect to it."""
    return (place() or '') if expected else None


def own_ctypes(module):
    def wrap(real):
        def __init__(self, *args, **kwargs):
            real(self, *args, **kwargs)
            kind = self._FuncPtr
            if not kind._flags_ & module._FUNCFLAG_PYTHONAPI:  # Those never let go of the interpreter.
                inner = kind.__call__
                kind.__call__ = lambda function, *args, **kwargs: call(inner, function, *args, **kwargs)

        return __init__

    replace(module, 'CDLL.__init__', wrap)


def told(real):
    """An alarm by processor time interrupts the program wherever it is: no wait shows that."""

    def owned(*args):
        where = '%s(%s) at %s' % (real.__name__, ', '.join(map(repr, args)), place())
        channel.emit('alarm', by=where)
        return real(*args)

    return owned
