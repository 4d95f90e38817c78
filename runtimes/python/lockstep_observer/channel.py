"""Sends messages to the harness: one JSON object a line, appended to one file (see protocol.md).

An append is atomic among processes, never blocks, and works on every system.
"""

import _thread
import os
import time
from _json import encode_basestring as quote

from .kept_file import FOLDER, KeptFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from .sinks import Sink

TEXT = 400  # Characters of a line, a key or a command that a message repeats.

VIRTUAL = os.environ.get('LOCKSTEP_CLOCK') == 'virtual'

_write, _getpid, _exit, _unlink = os.write, os.getpid, os._exit, os.unlink
now = time.monotonic_ns if os.name != 'nt' else time.perf_counter_ns  # Nanoseconds.
_own = _thread._local()
_serials = 0

# Messages of a task that only looks or draws: they let no other task go on.
_IDLE = 'poll', 'draw'

READINGS = 960  # Clock readings in a row that take a tick of 1 ms (polls.py).

# The exit code of a program whose harness is gone; nobody reads it.
_ORPHANED = 143


class Idle:
    """What a thread has done since its last message: how often it looked, and how much it worked (polls.py)."""

    __slots__ = (
        'steps',
        'readings',
        'a_tick',
        'next_gate',
        'hairs',
        'lead',
        'poll',
        'work',
        'quiet',
        'yielded',
        'timer',
        'rest',
        'paths',
    )

    def __init__(self):
        self.paths: 'set[str | bytes]' = set()
        self.spoken()
        self.quiet = self.yielded = False
        self.timer: 'Callable[[], float | None] | None' = None  # Seconds until the event loop's next timer.
        self.rest: 'tuple[Sink, Any] | None' = None  # Text after a line end (lines.py).

    def spoken(self) -> None:
        """The thread has sent a message."""
        self.acted()
        self.poll = self.work = 0
        if self.paths:
            self.paths.clear()

    def acted(self) -> None:
        """The thread did something other than looking."""
        self.steps = self.hairs = self.lead = 0
        self.readings: float = 0
        self.a_tick: float = READINGS
        self.next_gate: float = READINGS


def idle() -> Idle:
    """What the calling thread has done since its last message."""
    try:
        return _own.idle
    except AttributeError:
        made = _own.idle = Idle()
        return made


_messages = KeptFile('messages', os.O_WRONLY | os.O_APPEND)


def serial() -> int:
    """Number of the calling thread in its process; 0 is the first thread."""
    return getattr(_own, 'serial', 0)


def become(number: int) -> None:
    """Give the calling thread this serial number."""
    _own.serial = number


def next_serial() -> int:
    """The serial number of a thread that the caller creates."""
    global _serials
    _serials += 1
    return _serials


def next_id() -> int:
    """A number for a sleep, wait or poll. Each thread counts its own: their order could be luck."""
    _own.ids = number = getattr(_own, 'ids', 0) + 1
    return number


def after_fork() -> None:
    """In a forked child the calling thread is the first and only one."""
    global _serials
    _serials = 0
    become(0)
    idle().__init__()


def _encode(value: object) -> str:
    if isinstance(value, str):
        return quote(value)
    if value is None:
        return 'null'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    return repr(value)


def let_out(own: Idle) -> None:
    """Flush what the task wrote after a line end, before it does anything else (lines.py)."""
    if own.rest:
        (sink, last), own.rest = own.rest, None
        sink.flush(last)


def emit(event: str, **fields: 'str | float | bool | None') -> None:
    """Send one message."""
    let_out(idle())
    if event not in _IDLE:
        idle().spoken()
    parts = [f'"at":{now()},"from":"{_getpid()}:{serial()}","event":"{event}"']
    parts += [f'"{name}":{_encode(value)}' for name, value in fields.items()]
    message = f'{{{",".join(parts)}}}\n'.encode('utf-8', 'replace')
    try:
        if _write(_messages.descriptor(), message) < len(message):
            _report_full_disk()
    except OSError:
        _report_full_disk()
        # The harness or its folder is gone. Under the virtual clock nothing can go on without it.
        if VIRTUAL:
            _exit(_ORPHANED)


def _report_full_disk() -> None:
    """On a full disk a file can be removed, but none can be created (launch/space.ts)."""
    try:
        _unlink(os.path.join(FOLDER, 'writable'))
    except OSError:
        pass  # It is removed already, or the harness is gone.
