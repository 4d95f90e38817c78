"""An output descriptor to which many threads write: which text goes out together, and which task wrote it.

Text waits for its line end or a flush, as in Python's own buffer. `print` writes its text and its line
end separately, so that two threads could mix theirs: what a thread writes in one call stays together.
"""

import _thread
import os
import sys

from . import channel, gates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    from .lines import LastLine

# So many bytes without a line end go out unreported: the harness ends such a program.
ENDLESS = 16 * 1024 * 1024
# Parts of lines that a process reports: as many as a program may print lines.
MOST_PIECES = 100000

os_write, _fstat = os.write, os.fstat
_get_frame, _current_frames = sys._getframe, sys._current_frames
_identifier = _thread.get_ident


def _identity(descriptor: int) -> str:
    try:
        state = _fstat(descriptor)
        return f'{state.st_dev}:{state.st_ino}'
    except OSError:
        return 'closed'


def _program_streams() -> 'list[str]':
    """Which files are the program's own output: its first process finds out and passes it on."""
    known = os.environ.get('LOCKSTEP_STREAMS')
    if known is None:
        known = os.environ['LOCKSTEP_STREAMS'] = _identity(1) + ',' + _identity(2)
    return known.split(',')


_streams = ['', '']


def begin():
    _streams[:] = _program_streams()


def is_programs_own(descriptor: int) -> bool:
    """Whether this descriptor is the program's own output."""
    return _identity(descriptor) == _streams[descriptor - 1]


class _Part:
    """Text that one call wrote and that has not gone out yet."""

    __slots__ = ('serial', 'thread', 'call', 'data')

    def __init__(self, data: bytes, call: 'tuple[int, int] | None'):
        self.serial, self.thread = channel.serial(), _identifier()
        self.call, self.data = call, data

    def is_being_written(self) -> bool:
        """Whether the call that wrote it may write more: `print` writes each argument separately."""
        frame = _current_frames().get(self.thread)
        while frame is not None:
            if (id(frame), frame.f_lasti) == self.call:
                return True
            frame = frame.f_back
        return False


def place_of_call(depth: int) -> 'tuple[int, int] | None':
    """The call in the program that writes: its frame, and its instruction there."""
    try:
        frame = _get_frame(depth + 1)
    except ValueError:  # The interpreter itself writes an error that nobody caught.
        return None
    return id(frame), frame.f_lasti


class Sink:
    """An output descriptor of the process."""

    def __init__(self, descriptor: int, last_line: 'Callable[[], LastLine]'):
        """`last_line` gives the LastLine of the calling task, which learns what the task writes."""
        self.descriptor = descriptor
        self.name = 'stdout' if descriptor == 1 else 'stderr'
        self._parts: 'list[_Part]' = []
        self._size = 0
        self._pieces = 0
        self._lock = _thread.RLock()
        self._last_line = last_line

    def feed(self, data: bytes, call: 'tuple[int, int] | None') -> None:
        """Take text of the program's stream: lines go out, the rest waits for a line end or a flush."""
        first, end, rest = data.partition(b'\n')
        if not end:
            self._gather(first, call)
            return
        self._put_line(first)
        while True:
            line, end, rest = rest.partition(b'\n')
            if not end:
                break
            self._put_line(line)
        if line:
            self._gather(line, call)

    def feed_directly(self, data: bytes) -> None:
        """Take what is written to the descriptor itself: all of it goes out."""
        lines = data.split(b'\n')
        rest = lines.pop()
        for line in lines:
            self._put([line], b'\n', buffered=False)
        if rest:
            self._last_line().go_on(self.name, _decoded(rest))
            self._put([rest], b'', buffered=False)

    def last_part(self) -> '_Part | None':
        """The part that was written last, if it still waits."""
        return self._parts[-1] if self._parts else None

    def flush(self, last: '_Part | None' = None) -> None:
        """Let out text without a line end: of the calling task's own text at most up to the part `last`."""
        if self._parts if last is None else last in self._parts:
            after = self._take_after(last) if last else []
            own = self._take_own()
            if own or any(not part.is_being_written() for part in list(self._parts)):
                self._put(own, b'')
            if after:
                with self._lock:
                    self._parts += after
                    self._size += sum(len(part.data) for part in after)

    def after_fork(self) -> None:
        """A forked child has a copy of what was not flushed, as in Python."""
        self._lock = _thread.RLock()
        for part in self._parts:
            part.serial, part.thread = channel.serial(), _identifier()

    def _gather(self, data: bytes, call: 'tuple[int, int] | None') -> None:
        if not data:
            return
        with self._lock:
            self._parts.append(_Part(data, call))
            self._size += len(data)
        self._last_line().go_on(self.name, _decoded(data))
        if self._size > ENDLESS:
            with self._lock:
                parts, self._parts, self._size = self._parts, [], 0
            _write_all(self.descriptor, b''.join(part.data for part in parts))

    def _take_after(self, last: _Part) -> 'list[_Part]':
        """Take the calling task's own text after a part."""
        serial, after = channel.serial(), []
        with self._lock:
            while self._parts and self._parts[-1].serial == serial and self._parts[-1] is not last:
                after.insert(0, self._parts.pop())
                self._size -= len(after[0].data)
        return after

    def _take_own(self) -> 'list[bytes]':
        """Take the calling task's own text at the end of the buffer: it goes out with what follows."""
        if not self._parts:
            return []
        serial, own = channel.serial(), []
        with self._lock:
            while self._parts and self._parts[-1].serial == serial:
                own.append(self._parts.pop().data)
                self._size -= len(own[-1])
        own.reverse()
        return own

    def _take_others(self) -> 'list[_Part]':
        """Take what stands in the buffer before the calling task's text: it goes out too."""
        serial = channel.serial()
        with self._lock:
            kept, taken = [], []
            for part in self._parts:
                own = part.serial == serial
                (taken if own or not part.is_being_written() else kept).append(part)
            self._parts = kept
            self._size = sum(len(part.data) for part in kept)
        return taken

    def _put_line(self, text: bytes) -> None:
        # Taken before the write: if that fails, the text must not be written again.
        own = self._take_own()
        own.append(text)
        self._put(own, b'\n')

    def _put(self, own: 'list[bytes]', end: bytes, buffered: bool = True) -> None:
        """Report and write the calling task's text, after what then stands before it in the buffer."""
        data = b''.join(own)
        error = None
        is_own = is_programs_own(self.descriptor)
        if is_own:
            error = self._report(data, end, gates.gate_before)
            if end:
                self._last_line().end(self.name, _decoded(own[-1]))
        before = self._take_others() if buffered and self._parts else []
        if is_own and before:
            self._report_others(before)
        _write_all(self.descriptor, b''.join(part.data for part in before) + data + end)
        if error is not None:
            raise error

    def _report_others(self, parts: 'list[_Part]') -> None:
        """Report parts that other tasks wrote: adjacent parts of one task as one."""
        pieces: 'list[tuple[int, list[bytes]]]' = []
        for part in parts:
            if not pieces or pieces[-1][0] != part.serial:
                pieces.append((part.serial, []))
            pieces[-1][1].append(part.data)
        for serial, piece in pieces:
            by = f'{os.getpid()}:{serial}'
            self._report(b''.join(piece), b'', channel.emit, by=by)

    def _report(self, data: bytes, end: bytes, say, **more: str):
        event = 'line' if end else 'text'
        if not end:
            self._pieces += 1
            if self._pieces > MOST_PIECES:
                return None
        return say(event, stream=self.name, text=_decoded(data), bytes=len(data), **more)


def _decoded(data: bytes) -> str:
    return data[: 4 * channel.TEXT].decode('utf-8', 'replace')[: channel.TEXT]


def _write_all(descriptor: int, data: 'bytes | memoryview') -> None:
    data = memoryview(data)
    while data:
        try:
            data = data[os_write(descriptor, data) :]
        except BlockingIOError:
            continue  # The pipe is full, and another program that shares it made it non-blocking.
