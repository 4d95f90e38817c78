"""Knows which sockets have their other end inside the program.

Such a socket is like a pipe: only another task of the program, or a deadline, ends a wait for it. Every
process of the program notes its ports and paths in one file.
"""

import os
from _weakref import ref

from .kept_file import KeptFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socket import socket as Socket
    from typing import Any, Tuple, Union

    Address = Union[Tuple[Any, ...], str, bytes]

INTERNET = (2, 10)  # AF_INET and AF_INET6 of Linux, without importing the module socket.
LOCAL = 1  # AF_UNIX.
_STREAM = 1  # SOCK_STREAM
_LISTENS = 1, 30  # SOL_SOCKET, SO_ACCEPTCONN
_AT_ONCE = 6, 1, 1  # IPPROTO_TCP, TCP_NODELAY

_file = KeptFile('ports', os.O_RDWR | os.O_APPEND | os.O_CREAT)
_names: 'set[str]' = set()
_size = 0
_sockets: 'list[ref[Socket]]' = []
_foreign: 'set[int]' = set()


def _name(address: 'Address') -> 'str | None':
    """Port or path of a socket on this machine; None if it has none, or is on another machine."""
    if isinstance(address, tuple):
        host = address[0]
        here = host in ('', 'localhost') or host.startswith(('127.', '::', '0.0.0.0'))
        return str(address[1]) if here and address[1] else None
    return os.fsdecode(address) or None


def _is_known(name: str) -> bool:
    global _size
    descriptor = _file.descriptor()
    size = os.fstat(descriptor).st_size
    if size != _size:
        _names.update(os.pread(descriptor, size, 0).decode('utf-8', 'replace').split('\n'))
        _size = size
    return name in _names


def note(socket: 'Socket') -> None:
    """Note the port or path of a socket that has just got one."""
    name = _name(socket.getsockname())
    if name is not None and not _is_known(name):
        os.write(_file.descriptor(), name.encode('utf-8', 'replace') + b'\n')


def is_ours(address: 'Address') -> bool:
    """Whether a socket of the program has this address."""
    name = _name(address)
    return name is not None and _is_known(name)


def note_before_connecting(socket: 'Socket', address: 'Any') -> None:
    """Note the own port before connecting: the server looks for it as soon as it accepts."""
    if socket.family in INTERNET and is_ours(address) and socket.getsockname()[1] == 0:
        socket.bind((address[0], 0))


def send(socket: 'Socket', address: 'Address') -> None:
    """The socket has sent something to this address, which may answer."""
    note(socket)
    if not is_ours(address):
        _foreign.add(id(socket))


def is_inside(socket: 'Socket') -> bool:
    """Whether nobody outside the program can end a wait for this socket."""
    try:
        peer = socket.getpeername()
    except OSError:
        return id(socket) not in _foreign  # It listens, or is not connected.
    if socket.family == LOCAL and not peer:
        return not socket.getsockname() or is_ours(socket.getsockname())
    return is_ours(peer)


def listens(socket: 'Socket') -> bool:
    try:
        return bool(socket.getsockopt(*_LISTENS))
    except OSError:
        return False


def watch(socket: 'Socket') -> None:
    _foreign.discard(id(socket))
    if socket.family in INTERNET:
        _sockets.append(ref(socket))
        send_at_once(socket)


def send_at_once(socket: 'Socket') -> None:
    """Without Nagle's algorithm: data that the kernel holds back for 40 ms would let virtual time go on."""
    if socket.type == _STREAM:
        try:
            socket.setsockopt(*_AT_ONCE)
        except OSError:
            pass  # It is another protocol, or closed.


def _open() -> 'list[Socket]':
    _sockets[:] = [reference for reference in _sockets if _is_open(reference())]
    return [socket for socket in (reference() for reference in _sockets) if socket is not None]


def _is_open(socket: 'Socket | None') -> bool:
    return socket is not None and socket.fileno() != -1


def has_network() -> bool:
    """Whether this process has an open socket of the network."""
    return bool(_open())


def has_listener() -> bool:
    """Whether somebody outside may connect to this process."""
    return any(listens(socket) for socket in _open())


def has_foreign() -> bool:
    """Whether somebody outside the program may answer."""
    return any(not is_inside(socket) for socket in _open())
