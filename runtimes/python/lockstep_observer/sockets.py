"""The waits of sockets: in virtual time if nobody outside the program can end them.

Otherwise somebody outside first has the timeout in real time; then it passes in virtual time too.
"""

import select

from . import clocks, peers, polls
from .imitate import replace
from .members import own
from .outside import call, for_connection
from .timed import is_timed, wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socket import socket as Socket

_READS = ('recv', 'recv_into', 'recvfrom', 'recvfrom_into', 'recvmsg', 'recvmsg_into', '_accept')
_DATAGRAM = 2  # SOCK_DGRAM
_WRITES = ('send', 'sendmsg')


def own_socket(module):
    """Programs have sockets of the module in Python; their methods are those of the module in C."""
    if module.__name__ == 'socket':
        replace(module, 'socket.__init__', _init)
        return
    _Reading.timed_out = module.timeout
    own(module.socket, _reading, *_READS)
    own(module.socket, _writing_all(module.socket.send), 'sendall')
    own(module.socket, _writing, *_WRITES)
    own(module.socket, _connecting, 'connect', 'connect_ex')
    own(module.socket, _sending, 'sendto')
    own(module.socket, _naming, 'bind', 'listen')


class _Reading:
    timed_out = OSError


def _init(real):
    def __init__(self, *args, **kwargs):
        real(self, *args, **kwargs)
        peers.watch(self)

    return __init__


def _is_network(socket: 'Socket') -> bool:
    return socket.family in peers.INTERNET and not peers.is_inside(socket)


def _timeout_of(socket: 'Socket') -> 'float | None':
    """In seconds; None if it waits for ever, or is closed: then the real call raises the error."""
    return None if socket.fileno() == -1 else socket.gettimeout()


def _reading(real):
    real = polls.passing(BlockingIOError)(real)

    def owned(self, /, *args, **kwargs):
        timeout = _timeout_of(self)
        if not is_timed(timeout):
            if timeout is None and (_is_network(self) or self.type == _DATAGRAM or peers.listens(self)):
                return call(real, self, *args, network=_is_network(self), **kwargs)
            return real(self, *args, **kwargs)
        if not peers.is_inside(self):
            try:
                return call(real, self, *args, network=True, **kwargs)
            except _Reading.timed_out:
                pass
        poll = select.poll()
        poll.register(self, select.POLLIN)
        if not wait(lambda: poll.poll(0), timeout, outside=for_connection(peers.listens(self))):
            raise _Reading.timed_out('timed out')
        return real(self, *args, **kwargs)

    return owned


def _writing(real):
    real = polls.passing(BlockingIOError)(real)

    def owned(self, /, *args, **kwargs):
        timeout = _timeout_of(self)
        if timeout != 0 and not peers.is_inside(self):
            return call(real, self, *args, network=_is_network(self), **kwargs)
        if is_timed(timeout):
            _wait_for_room(self, timeout)
        return real(self, *args, **kwargs)

    return owned


def _writing_all(send):
    def wrap(real):
        written = _writing(real)

        def sendall(self, /, *args):
            timeout = _timeout_of(self)
            if not is_timed(timeout) or not peers.is_inside(self) or len(args) not in (1, 2):
                return written(self, *args)
            rest = _bytes_of(args[0])
            if rest is None:
                return written(self, *args)  # It raises the error.
            end = clocks.exactly() + timeout * 10**9
            while rest:
                _wait_for_room(self, (end - clocks.exactly()) / 1e9)
                rest = rest[send(self, rest, *args[1:]) :]
            polls.work(polls.MESSAGE)
            return None

        return sendall

    return wrap


def _bytes_of(data) -> 'memoryview | None':
    """The data as bytes; None if it has none."""
    try:
        return memoryview(data).cast('B')
    except TypeError:
        return None


def _wait_for_room(socket: 'Socket', seconds: float) -> None:
    poll = select.poll()
    poll.register(socket, select.POLLOUT)
    if not (poll.poll(0) or (seconds > 0 and wait(lambda: poll.poll(0), seconds))):
        raise _Reading.timed_out('timed out')


def _connecting(real):
    def owned(self, address, /):
        peers.note_before_connecting(self, address)
        if self.gettimeout() == 0 or peers.is_ours(address):
            return real(self, address)
        return call(real, self, address, network=self.family in peers.INTERNET)

    return owned


def _sending(real):
    def sendto(self, /, *args):
        if len(args) > 1:
            peers.note_before_connecting(self, args[-1])
            peers.send(self, args[-1])
        return real(self, *args)

    return sendto


def _naming(real):
    def owned(self, /, *args):
        real(self, *args)
        peers.note(self)

    return owned
