"""Makes one printed line one event and one write.

`print` writes its text and its line end apart, so two threads could mingle theirs, and a pipe
would hold all lines back until the end. Here each task's text is gathered up to its line end.
"""
import io
import os
import sys

from . import channel, polls
from .imitate import replace

# Bytes of one line beyond which it is let out unannounced: the harness ends such a program.
ENDLESS = 16 * 1024 * 1024

_os_write, _fstat = os.write, os.fstat
_pass = polls.passing(BlockingIOError)(_os_write)
_own = channel._thread._local()


class LastLine:
    """What a task printed last, how many times it has printed that, and how many draws it made since."""

    __slots__ = ('text', 'times', 'draws', '_printed')

    def __init__(self):
        self.text, self.times, self.draws, self._printed = '', 0, 0, {}

    def put(self, text):
        self._printed[text] = self.times = self._printed.get(text, 0) + 1
        self.text, self.draws = text, 0


def last_line():
    """This task's."""
    if not hasattr(_own, 'last'):
        _own.last = LastLine()
    return _own.last


def after_fork():
    """A forked child has printed nothing; what its parent has printed without a line end is the parent's."""
    _own.last = LastLine()


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


def _identity(descriptor):
    try:
        state = _fstat(descriptor)
        return '%d:%d' % (state.st_dev, state.st_ino)
    except OSError:
        return 'closed'


def _program_streams():
    """Which files are the program's own output. Its first process knows; the rest are told."""
    known = os.environ.get('LOCKSTEP_STREAMS')
    if known is None:
        known = os.environ['LOCKSTEP_STREAMS'] = _identity(1) + ',' + _identity(2)
    return known.split(',')


_streams = ['', '']


class Sink:
    """One output descriptor, fed with bytes by many threads."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.name = 'stdout' if descriptor == 1 else 'stderr'
        self._pending = channel._thread._local()

    def feed(self, data):
        first, end, rest = data.partition(b'\n')
        if not end:
            self._gather(first)
            return
        # Taken before the write: a write that fails must not come round again.
        self._put(self._take() + first, b'\n')
        while True:
            line, end, rest = rest.partition(b'\n')
            if not end:
                break
            self._put(line, b'\n')
        self._gather(line)

    def finish(self):
        """Let out what this task printed without a line end."""
        rest = self._take()
        if rest:
            self._put(rest, b'')

    def _gather(self, data):
        """Keep what has no line end yet."""
        own = self._pending
        if not hasattr(own, 'parts'):
            own.parts, own.size = [], 0
        own.parts.append(data)
        own.size += len(data)
        if own.size > ENDLESS:
            _write_all(self.descriptor, self._take())

    def _take(self):
        data = b''.join(getattr(self._pending, 'parts', ()))
        self._pending.parts, self._pending.size = [], 0
        return data

    def _put(self, line, end):
        error = None
        if _identity(self.descriptor) == _streams[self.descriptor - 1]:
            text = line[:4 * channel.TEXT].decode('utf-8', 'replace')[:channel.TEXT]
            error = channel.gate_before('line', stream=self.name, text=text, bytes=len(line))
            last_line().put(without_pid(text))
        _write_all(self.descriptor, line + end)
        if error is not None:
            raise error


def _write_all(descriptor, data):
    data = memoryview(data)
    while data:
        try:
            data = data[_os_write(descriptor, data):]
        except BlockingIOError:
            continue  # Another program made the shared pipe non-blocking, and it is full.


class TextLines(io.TextIOWrapper):
    """Standard output or error as the program sees it: text in, whole lines out."""

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
        self._sink.feed(text.encode(self.encoding, self.errors))
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class BinaryLines(io.BufferedWriter):
    """What `sys.stdout.buffer` is."""

    def __init__(self, raw, sink):
        super().__init__(raw)
        self._sink = sink

    def write(self, data):
        if self.closed:
            raise ValueError('write to closed file')
        self._sink.feed(bytes(data))
        return len(data)


_sinks = {}


def finish():
    for sink in _sinks.values():
        sink.finish()


def _write(descriptor, data, /):
    if descriptor in _sinks and _identity(descriptor) == _streams[descriptor - 1]:
        data = bytes(data)
        _sinks[descriptor].feed(data)
        return len(data)
    return _pass(descriptor, data)


def begin():
    _streams[:] = _program_streams()


def install():
    for descriptor, name in ((1, 'stdout'), (2, 'stderr')):
        original = getattr(sys, name)
        if original is None:  # Started without this stream, as `pythonw` is.
            continue
        _sinks[descriptor] = Sink(descriptor)
        stream = TextLines(original, _sinks[descriptor])
        setattr(sys, name, stream)
        setattr(sys, '__%s__' % name, stream)
    replace(sys.modules[os.name], 'write', lambda real: _write, 'os')
