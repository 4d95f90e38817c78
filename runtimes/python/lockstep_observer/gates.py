"""Gates: under the virtual clock a thread sends a message, then blocks until the harness lets it go on."""

import os

from . import channel
from .kept_file import FOLDER, KeptFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional, Tuple

    Answer = Tuple[Optional[bytes], Optional[BaseException]]

LOOK = b'?'  # The harness's answer: what the task waits for may have come.

_open, _read, _close, _exit = os.open, os.read, os.close, os._exit
_ORPHANED = 143  # As in channel.py.

# By serial number: the gates of the thread at which it does not wait.
_gates: 'dict[int, list[_Gate]]' = {}
# By serial number: the number of the gate that the thread used last (outside.py).
_current: 'dict[int, int]' = {}


class _Gate:
    """A FIFO at which one thread waits. The dispenser gives each to one thread only."""

    def __init__(self):
        dispenser = _open(os.path.join(FOLDER, 'dispenser'), os.O_RDONLY)
        token = _read(dispenser, 4).decode()
        _close(dispenser)
        self.number = int(token)
        self.file = KeptFile('gate-' + token, os.O_RDONLY)


def gate(event: str, **fields: 'str | float | bool | None') -> 'bytes | None':
    """Send a message and, under the virtual clock, wait at a gate. Returns the harness's answer.

    A signal handler may use another gate while its thread waits here; if it raises, the wait is withdrawn.
    """
    return _wait(event, fields, True)[0]


def gate_before(event: str, **fields: 'str | float | bool | None') -> 'BaseException | None':
    """The same before an action that must follow, even if a signal handler raises an error meanwhile.

    Returns that error; the caller raises it after the action.
    """
    return _wait(event, fields, False)[1]


def _wait(event: str, fields: 'dict[str, Any]', interruptible: bool) -> 'Answer':
    if not channel.VIRTUAL:
        channel.emit(event, **fields)
        return None, None
    channel.let_out(channel.idle())
    serial = channel.serial()
    free = _gates.setdefault(serial, [])
    word = error = None
    try:
        own = free.pop() if free else _Gate()
        descriptor = own.file.descriptor()
    except OSError:
        _exit(_ORPHANED)
    try:
        _current[serial] = own.number
        channel.emit(event, gate=own.number, **fields)
        while word is None:
            try:
                word = _read(descriptor, 1)
            except BaseException as raised:
                if interruptible:
                    raise
                error = raised
    except BaseException:
        _current.pop(channel.serial(), None)
        _withdraw(own, fields['id'] if event == 'sleep' else None)
        raise
    if not word:
        _exit(_ORPHANED)
    if free:  # A signal handler took a gate of its own meanwhile.
        _withdraw(own)
    else:
        free.append(own)
    return word, error


def _withdraw(own: _Gate, sleep: 'int | None' = None) -> None:
    """Give a gate back. If the gate of a sleep was open already, the harness counts the sleep as done."""
    channel.emit('withdraw', gate=own.number, sleep=sleep)
    own.file.close()


def number() -> 'int | None':
    """The number of the gate that the calling thread used last; None before its first."""
    return _current.get(channel.serial())


def leave() -> None:
    """Close the gates of the calling thread, which ends."""
    serial = channel.serial()
    _current.pop(serial, None)
    for own in _gates.pop(serial, ()):
        own.file.close()


def after_fork() -> None:
    """A forked child takes gates of its own."""
    for free in _gates.values():
        for own in free:
            own.file.close()
    _gates.clear()
    _current.clear()
