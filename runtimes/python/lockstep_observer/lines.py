"""Reports and writes each line, and each flushed part of a line, by itself.

The program's streams work as at a terminal: text goes out with its line end, with a flush, with a
carriage return, or when the program ends.
"""

import _thread
import io
import os
import sys

from . import channel, polls, sinks
from .imitate import replace

_pass = polls.passing(BlockingIOError)(sinks.os_write)
_own = _thread._local()


class LastLine:
    """The line that a task ended last, how many times it has printed that line, and its draws since.

    A part of a line counts when the line ends: a line in three parts is the same as one at once.
    """

    __slots__ = ('text', 'times', 'draws', '_printed', '_begun')

    def __init__(self):
        self.text, self.times, self.draws, self._printed, self._begun = '', 0, 0, {}, {}

    def go_on(self, stream: str, text: str) -> None:
        """The task writes a part of a line to this stream."""
        self._begun[stream] = (self._begun.get(stream, '') + text)[: channel.TEXT]

    def end(self, stream: str, text: str) -> None:
        """The task ends a line of this stream."""
        text = without_pid((self._begun.pop(stream, '') + text)[: channel.TEXT])
        self._printed[text] = self.times = self._printed.get(text, 0) + 1
        self.text, self.draws = text, 0


def last_line() -> LastLine:
    """The last line of the calling task."""
    if not hasattr(_own, 'last'):
        _own.last = LastLine()
    return _own.last


def without_pid(text: str) -> str:
    """The text with ⟨pid⟩ in place of this process's id: the key of a draw must not depend on luck."""
    pid = str(os.getpid())
    parts = text.split(pid)
    result = parts[0]
    for part in parts[1:]:
        before = result[-1:].isdigit() or result[-1:] == '.'
        after = part[:1].isdigit() or (part[:1] == '.' and part[1:2].isdigit())
        result += (pid if before or after else '⟨pid⟩') + part
    return result


class TextLines(io.TextIOWrapper):
    """Standard output or error as the program sees it: takes text, lets lines and parts of lines out."""

    def __init__(self, original, sink: sinks.Sink):
        self._sink = sink
        # Set by `python -u`. If a program sets it later, text goes to the buffer only.
        self._unbuffered = getattr(original, 'write_through', False)
        raw = io.FileIO(original.fileno(), 'w', closefd=False)
        super().__init__(
            BinaryLines(raw, sink, self._unbuffered),
            encoding=original.encoding,
            errors=original.errors,
            newline='\n',
            line_buffering=True,
        )
        self.mode = 'w'  # pyright: ignore[reportAttributeAccessIssue] (as Python itself does)

    @property
    def name(self):
        return f'<{self._sink.name}>'

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        own = channel.idle()
        if own.rest and own.rest[0] is not self._sink:
            channel.let_out(own)
        self._sink.feed(text.encode(self.encoding, self.errors or 'strict'), sinks.place_of_call(1))
        if self._unbuffered or ('\r' in text and '\n' not in text):
            self._sink.flush()
        else:
            self._after_a_line_end(own, text)
        return len(text)

    def _after_a_line_end(self, own: channel.Idle, text: str) -> None:
        """A line end flushes all that was written with it, also the text after it.

        But `print` writes its own end next: that text waits for it, or until the task does anything else.
        """
        if '\n' in text:
            own.rest = None if text.endswith('\n') else (self._sink, self._sink.last_part())
        elif not text:  # A `print` with end=''.
            channel.let_out(own)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        self._sink.flush()


class BinaryLines(io.BufferedWriter):
    """`sys.stdout.buffer`."""

    def __init__(self, raw: io.FileIO, sink: sinks.Sink, unbuffered: bool):
        super().__init__(raw)
        self._sink, self._unbuffered = sink, unbuffered

    def write(self, data):
        if self.closed:
            raise ValueError('write to closed file')
        data = _bytes(data)
        self._sink.feed(data, sinks.place_of_call(1))
        if self._unbuffered:
            self._sink.flush()
        return len(data)

    def flush(self):
        if self.closed:
            raise ValueError('flush of closed file')
        self._sink.flush()


_sinks: 'dict[int, sinks.Sink]' = {}


def finish():
    """The program ends: let out what has no line end."""
    for sink in _sinks.values():
        sink.flush()


def after_fork():
    """A forked child has printed nothing. Both have what was not flushed."""
    _own.last = LastLine()
    for sink in _sinks.values():
        sink.after_fork()


def _bytes(data) -> bytes:
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _write(descriptor, data, /):
    if descriptor in _sinks and sinks.is_programs_own(descriptor):
        data = _bytes(data)
        _sinks[descriptor].feed_directly(data)
        return len(data)
    return _pass(descriptor, data)


def begin():
    sinks.begin()


def install():
    for descriptor, name in ((1, 'stdout'), (2, 'stderr')):
        original = getattr(sys, name)
        if original is None:  # The program has no such stream, as under `pythonw`.
            continue
        _sinks[descriptor] = sinks.Sink(descriptor, last_line)
        stream = TextLines(original, _sinks[descriptor])
        setattr(sys, name, stream)
        setattr(sys, f'__{name}__', stream)
    replace(sys.modules[os.name], 'write', lambda real: _write, 'os')
