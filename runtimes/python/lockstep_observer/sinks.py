"""One output descriptor, to which many threads write: what goes out together, and who wrote it.

Text waits for its line end or a flush, as in the buffer that Python has for it. `print` writes its
text and its line end apart, so two threads could mingle theirs: what a thread writes within one
call stays together.
"""

import os
import sys

from . import channel

# Bytes without a line end beyond which they are let out unannounced: the harness ends such a program.
ENDLESS = 16 * 1024 * 1024
# Pieces of lines that a process announces: as many as a program may print lines.
MOST_PIECES = 100000

os_write, _fstat = os.write, os.fstat
_get_frame, _current_frames = sys._getframe, sys._current_frames
_identifier = channel._thread.get_ident


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


def begin():
    _streams[:] = _program_streams()


def is_programs_own(descriptor):
    """Whether what is written there is the program's own output."""
    return _identity(descriptor) == _streams[descriptor - 1]


class _Part:
    """Text that one call wrote and that is not on its way yet."""

    __slots__ = ('serial', 'thread', 'call', 'data')

    def __init__(self, data, call):
        self.serial, self.thread = channel.serial(), _identifier()
        self.call, self.data = call, data

    def is_being_written(self):
        """Whether the call that wrote it may still write more: `print` does for each argument."""
        frame = _current_frames().get(self.thread)
        while frame is not None:
            if (id(frame), frame.f_lasti) == self.call:
                return True
            frame = frame.f_back
        return False


def place_of_call(depth):
    """The place in the program that writes: a frame, and how far that has come."""
    try:
        frame = _get_frame(depth + 1)
    except ValueError:  # The interpreter itself writes: an error that nobody caught.
        return None
    return id(frame), frame.f_lasti


class Sink:
    """One output descriptor, fed with bytes by many threads."""

    def __init__(self, descriptor, last_line):
        """`last_line` gives the calling task's, which is told what it writes."""
        self.descriptor = descriptor
        self.name = 'stdout' if descriptor == 1 else 'stderr'
        self._parts = []
        self._size = 0
        self._pieces = 0
        self._lock = channel._thread.RLock()
        self._last_line = last_line

    def feed(self, data, call):
        """Text of the program's stream: lines go out, the rest waits for its end or a flush."""
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

    def feed_directly(self, data):
        """What is written to the descriptor itself: it waits for nothing."""
        lines = data.split(b'\n')
        rest = lines.pop()
        for line in lines:
            self._put([line], b'\n', buffered=False)
        if rest:
            self._last_line().go_on(self.name, _decoded(rest))
            self._put([rest], b'', buffered=False)

    def last_part(self):
        """What was fed last, if it waits."""
        return self._parts[-1] if self._parts else None

    def flush(self, last=None):
        """Let out what has no line end yet: of this task's own text at most up to this part."""
        if self._parts if last is None else last in self._parts:
            behind = self._take_behind(last) if last else []
            own = self._take_own()
            if own or any(not part.is_being_written() for part in list(self._parts)):
                self._put(own, b'')
            if behind:
                with self._lock:
                    self._parts += behind
                    self._size += sum(len(part.data) for part in behind)

    def after_fork(self):
        """The child has a copy of what was not flushed, as every forked Python has."""
        self._lock = channel._thread.RLock()
        for part in self._parts:
            part.serial, part.thread = channel.serial(), _identifier()

    def _gather(self, data, call):
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

    def _take_behind(self, last):
        """This task's own text behind a part."""
        serial, behind = channel.serial(), []
        with self._lock:
            while self._parts and self._parts[-1].serial == serial and self._parts[-1] is not last:
                behind.insert(0, self._parts.pop())
                self._size -= len(behind[0].data)
        return behind

    def _take_own(self):
        """This task's own text behind that of all others: it goes out in one piece."""
        if not self._parts:
            return []
        serial, own = channel.serial(), []
        with self._lock:
            while self._parts and self._parts[-1].serial == serial:
                own.append(self._parts.pop().data)
                self._size -= len(own[-1])
        own.reverse()
        return own

    def _take_others(self):
        """What stands before it in the stream's buffer goes out with it."""
        serial = channel.serial()
        with self._lock:
            kept, taken = [], []
            for part in self._parts:
                own = part.serial == serial
                (taken if own or not part.is_being_written() else kept).append(part)
            self._parts = kept
            self._size = sum(len(part.data) for part in kept)
        return taken

    def _put_line(self, text):
        # Taken before the write: a write that fails must not come round again.
        own = self._take_own()
        own.append(text)
        self._put(own, b'\n')

    def _put(self, own, end, buffered=True):
        """Write what is a task's own, behind what stands before it in the buffer by then."""
        data = b''.join(own)
        error = None
        is_own = is_programs_own(self.descriptor)
        if is_own:
            error = self._announce(data, end, channel.gate_before)
            if end:
                self._last_line().end(self.name, _decoded(own[-1]))
        before = self._take_others() if buffered and self._parts else ()
        if is_own and before:
            self._announce_others(before)
        _write_all(self.descriptor, b''.join(part.data for part in before) + data + end)
        if error is not None:
            raise error

    def _announce_others(self, parts):
        """By whom they were written, each task's that stand together in one piece."""
        pieces = []
        for part in parts:
            if not pieces or pieces[-1][0] != part.serial:
                pieces.append((part.serial, []))
            pieces[-1][1].append(part.data)
        for serial, piece in pieces:
            by = '%d:%d' % (os.getpid(), serial)
            self._announce(b''.join(piece), b'', channel.emit, by=by)

    def _announce(self, data, end, say, **more):
        event = 'line' if end else 'text'
        if not end:
            self._pieces += 1
            if self._pieces > MOST_PIECES:
                return None
        return say(event, stream=self.name, text=_decoded(data), bytes=len(data), **more)


def _decoded(data):
    return data[: 4 * channel.TEXT].decode('utf-8', 'replace')[: channel.TEXT]


def _write_all(descriptor, data):
    data = memoryview(data)
    while data:
        try:
            data = data[os_write(descriptor, data) :]
        except BlockingIOError:
            continue  # Another program made the shared pipe non-blocking, and it is full.
