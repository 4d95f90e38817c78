"""Says at which line of the program a thread waits for what the harness does not own.

While a thread waits in C nobody can ask it where it is. So it writes that down before it calls
what may wait by itself: a socket with a timeout, a C library, a signal.
"""
import os
import sys
from _weakref import ref

from . import channel
from .imitate import replace

SIZE = 256  # Bytes of a place, one for each gate.
NETWORK = '!'  # Begins a place where somebody on the network may answer.

_file = channel.KeptFile('places', os.O_WRONLY)
_library = os.path.dirname(os.__file__)
_observer = os.path.dirname(__file__)
_sockets = []


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


def add_socket(socket):
    if not _sockets:
        channel.emit('network')
    _sockets.append(ref(socket))


def has_network():
    """Whether a socket of this process is open by which somebody on the network may answer."""
    _sockets[:] = [reference for reference in _sockets if _is_open(reference())]
    return bool(_sockets)


def _is_open(socket):
    return socket is not None and socket.fileno() != -1


def open_place():
    """Where a wait is that somebody on the network, or at the other end of stdin, may end."""
    return (place() or '') if has_network() or _is_input_open() else None


def _is_input_open():
    return os.environ.get('LOCKSTEP_INPUT') == 'open'


def wait_for(timeout, real, *args):
    """Call what looks for input or output: at once, or for as long as it takes."""
    if timeout == 0 or not has_network():
        return real(*args)
    return call(real, *args, network=True)


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


def own_signal(module):
    for name, wrap in (('sigtimedwait', _sigtimedwait), ('alarm', _told), ('setitimer', _told)):
        replace(sys.modules['_signal'], name, wrap, module.__name__)


def _sigtimedwait(real):
    def sigtimedwait(sigset, timeout, /):
        return call(real, sigset, timeout)

    return sigtimedwait


def _told(real):
    """An alarm interrupts the program after a time, wherever it is: no wait shows that."""
    def owned(*args):
        where = '%s(%s) at %s' % (real.__name__, ', '.join(map(repr, args)), place())
        channel.emit('alarm', by=where)
        return real(*args)

    return owned
