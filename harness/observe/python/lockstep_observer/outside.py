"""Says at which line of the program a thread waits for what the harness does not own.

While a thread waits in C nobody can ask it where it is. So it writes that down before it calls
what may wait by itself: a socket with a timeout, a C library, a signal.
"""
import os
import sys

from . import channel
from .imports import after_import
from .timed import is_timed

SIZE = 256  # Bytes of a place, one for each gate.
NETWORK = '!'  # Begins a place where somebody on the network may answer.

_file = channel.KeptFile('places', os.O_WRONLY)
_library = os.path.dirname(os.__file__)
_observer = os.path.dirname(__file__)
_FAMILIES = (2, 10)  # AF_INET and AF_INET6 of Linux: the module itself is not imported here.
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


def has_network():
    """Whether a socket of this process is open by which somebody may answer in real time."""
    _sockets[:] = [reference for reference in _sockets if _is_open(reference())]
    return bool(_sockets)


def _is_open(socket):
    return socket is not None and socket.fileno() != -1


def _note_sockets(module):
    from _weakref import ref

    real = module.socket.__init__

    def __init__(self, *args, **kwargs):
        real(self, *args, **kwargs)
        if self.family in _FAMILIES:
            _sockets.append(ref(self))

    module.socket.__init__ = __init__


def _own_socket(own):
    def method(real):
        def owned(self, *args, **kwargs):
            network = self.family in _FAMILIES and self.gettimeout() != 0
            if not (network or is_timed(self.gettimeout())):
                return real(self, *args, **kwargs)
            return call(real, self, *args, network=network, **kwargs)

        return owned

    names = ('recv', 'recv_into', 'recvfrom', 'recvfrom_into', 'recvmsg', 'recvmsg_into', 'send',
             'sendall', 'sendto', 'sendmsg', '_accept', 'connect', 'connect_ex')
    return lambda module: own(module.socket, method, *names)


def _own_ctypes(module):
    real = module.CDLL.__init__

    def __init__(self, *args, **kwargs):
        real(self, *args, **kwargs)
        kind = self._FuncPtr
        if not kind._flags_ & module._FUNCFLAG_PYTHONAPI:  # Those never let go of the interpreter.
            inner = kind.__call__
            kind.__call__ = lambda function, *args, **kwargs: call(inner, function, *args, **kwargs)

    module.CDLL.__init__ = __init__


def _own_signal(module):
    real = module.sigtimedwait

    def sigtimedwait(sigset, timeout, /):
        return call(real, sigset, timeout)

    module.sigtimedwait = sigtimedwait


def install(own):
    """`own` replaces methods of types that are written in C."""
    after_import('_socket', _own_socket(own))
    after_import('socket', _note_sockets)
    after_import('ctypes', _own_ctypes)
    if hasattr(sys.modules.get('_signal'), 'sigtimedwait'):
        after_import('signal', _own_signal)
