"""Makes each line, and each flushed piece of one, one event and one write.

The program's streams work as they do at a terminal: text goes out with its line end, with a
flush, with a carriage return, or when the program ends.
"""
import io
import os
import sys

from . import channel, sinks

_last_line = channel._thread._local()


def last_line():
    """What this task printed last, and how many draws it made since: a mutable pair."""
    own = _last_line
    if not hasattr(own, 'state'):
        own.state, own.begun, own.unseen = ['', 0], {}, None
    if own.unseen is not None:  # It has written more of a line that has no end yet.
        text, own.unseen = own.unseen, None
        own.state[:] = [without_pid(text), 0]
    return own.state


def _has_written(stream, text):
    """This task goes on with a line: a draw depends on all of it, in however many pieces it came."""
    last_line()
    begun = _last_line.begun
    begun[stream] = _last_line.unseen = (begun.get(stream, '') + text)[:channel.TEXT]


def _has_ended_line(stream, text):
    state = last_line()
    begun = _last_line.begun.pop(stream, '')
    state[:] = [without_pid((begun + text)[:channel.TEXT]), 0]


def without_pid(text):
    """A draw must not depend on luck: this process's id, as a number of its own, is left out."""
    pid = str(os.getpid())
    parts = text.split(pid)
    result = parts[0]
    for part in parts[1:]:
        before = result[-1:].isdigit() or result[-1:] == '.'
        after = part[:1].isdigit() or (part[:1] == '.' and part[1:2].isdigit())
        result += (pid if before or after else '⟨pid⟩') + part
    return result


class TextLines(io.TextIOWrapper):
    """Standard output or error as the program sees it: text in, lines and pieces of lines out."""

    def __init__(self, original, sink):
        self._sink = sink
        raw = io.FileIO(original.fileno(), 'w', closefd=False)
        super().__init__(
            BinaryLines(raw, sink), encoding=original.encoding, errors=original.errors,
            newline='\n', line_buffering=True,
        )
        self.mode = 'w'

    @property
    def name(self):
        return '<%s>' % self._sink.name

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError('write() argument must be str, not %s' % type(text).__name__)
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        self._sink.feed(text.encode(self.encoding, self.errors), sinks.place_of_call(1))
        if self.write_through or ('\r' in text and '\n' not in text):
            self._sink.flush()
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        self._sink.flush()


class BinaryLines(io.BufferedWriter):
    """What `sys.stdout.buffer` is."""

    def __init__(self, raw, sink):
        super().__init__(raw)
        self._sink = sink

    def write(self, data):
        if self.closed:
            raise ValueError('write to closed file')
        data = bytes(data)
        self._sink.feed(data, sinks.place_of_call(1))
        return len(data)

    def flush(self):
        if self.closed:
            raise ValueError('flush of closed file')
        self._sink.flush()


_sinks = {}


def finish():
    """The program ends: what has no line end goes out."""
    for sink in _sinks.values():
        sink.flush()


def after_fork():
    for sink in _sinks.values():
        sink.after_fork()


def _write(descriptor, data):
    if descriptor in _sinks and sinks.is_programs_own(descriptor):
        data = bytes(data)
        _sinks[descriptor].feed_directly(data)
        return len(data)
    return sinks.os_write(descriptor, data)


def begin():
    sinks.begin()


def install():
    for descriptor, name in ((1, 'stdout'), (2, 'stderr')):
        original = getattr(sys, name)
        if original is None:  # Started without this stream, as `pythonw` is.
            continue
        _sinks[descriptor] = sinks.Sink(descriptor, _has_written, _has_ended_line)
        stream = TextLines(original, _sinks[descriptor])
        setattr(sys, name, stream)
        setattr(sys, '__%s__' % name, stream)
    os.write = _write
