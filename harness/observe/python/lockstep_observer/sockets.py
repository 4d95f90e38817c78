"""Sockets under the virtual clock: a timeout is a wait with a deadline, as any other.

Between processes of the program sockets are as good as pipes: who waits there is seen, and the
kernel carries what is sent at once. Whether somebody outside is at the other end the harness finds
out for itself; it is told who has a socket on the network, and who waits there.
"""
import os

from . import outside
from .imitate import replace
from .members import own
from .timed import is_timed, wait

FAMILIES = (2, 10)  # AF_INET and AF_INET6 of Linux: the module itself is not imported here.
READ, WRITE = 1, 4  # POLLIN and POLLOUT.

_real = {}


def own_socket(module):
    """The module in Python, whose sockets programs have, and the one in C, whose methods these are."""
    if module.__name__ == '_socket':
        kind = module.socket
        for name in ('send', 'sendall', 'connect', 'connect_ex'):
            _real[name] = getattr(kind, name)
        _real['timeout'] = module.timeout
        own(kind, _method(READ), 'recv', 'recv_into', 'recvfrom', 'recvfrom_into', 'recvmsg',
            'recvmsg_into')
        own(kind, _accepting, '_accept')
        own(kind, _method(WRITE), 'send', 'sendto', 'sendmsg')
        own(kind, _sendall, 'sendall')
        own(kind, _connect, 'connect')
        own(kind, _connect_ex, 'connect_ex')
        return

    def wrap(real):
        def __init__(self, *args, **kwargs):
            real(self, *args, **kwargs)
            if self.family in FAMILIES:
                outside.add_socket(self)

        return __init__

    replace(module, 'socket.__init__', wrap)


def _place(socket):
    return outside.place() or '' if socket.family in FAMILIES else None


def _is_ready(socket, event, seconds):
    """Wait until it can be read from, or written to; False when so many seconds are over."""
    import select

    poller = select.poll()
    poller.register(socket.fileno(), event)
    return wait(lambda: poller.poll(0), seconds, False, _place(socket))


def _untimed(real, self, args, kwargs):
    """It does not wait, or as long as it takes."""
    network = self.family in FAMILIES and self.gettimeout() != 0
    return outside.call(real, self, *args, network=True, **kwargs) if network else real(self, *args, **kwargs)


def _method(event):
    def owned(real):
        def method(self, /, *args, **kwargs):
            timeout = self.gettimeout()
            if not is_timed(timeout) or self.fileno() < 0:
                return _untimed(real, self, args, kwargs)
            if not _is_ready(self, event, timeout):
                raise _real['timeout']('timed out')
            return real(self, *args, **kwargs)

        return method

    return owned


def _accepting(real):
    accept = _method(READ)(real)

    def _accept(self, /):
        return accept(self)

    return _accept


def _sendall(real):
    def sendall(self, data, flags=0, /):
        timeout = self.gettimeout()
        if not is_timed(timeout) or self.fileno() < 0:
            return _untimed(real, self, (data, flags), {})
        import time

        end = time.monotonic() + timeout
        with memoryview(data) as view, view.cast('B') as rest:
            sent = 0
            while sent < len(rest):
                if not _is_ready(self, WRITE, max(end - time.monotonic(), 1e-9)):
                    raise _real['timeout']('timed out')
                sent += _real['send'](self, rest[sent:], flags)

    return sendall


def _begin(real, self, address):
    """Begin to connect, without waiting: whether it is under way."""
    timeout = self.gettimeout()
    self.settimeout(0)
    try:
        return real(self, address)
    finally:
        self.settimeout(timeout)


def _connect(real):
    def connect(self, object, /):
        timeout = self.gettimeout()
        if not is_timed(timeout) or self.fileno() < 0:
            return _untimed(real, self, (object,), {})
        try:
            return _begin(real, self, object)
        except BlockingIOError:
            pass
        if not _is_ready(self, WRITE, timeout):
            raise _real['timeout']('timed out')
        error = self.getsockopt(1, 4)  # SOL_SOCKET, SO_ERROR
        if error:
            raise OSError(error, os.strerror(error))

    return connect


def _connect_ex(real):
    def connect_ex(self, object, /):
        import errno

        timeout = self.gettimeout()
        if not is_timed(timeout) or self.fileno() < 0:
            return _untimed(real, self, (object,), {})
        error = _begin(real, self, object)
        if error != errno.EINPROGRESS:
            return error
        return self.getsockopt(1, 4) if _is_ready(self, WRITE, timeout) else errno.EAGAIN

    return connect_ex
