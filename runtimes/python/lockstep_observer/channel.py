"""The way to the harness: one JSON object a line, appended to one file.

An append is atomic among processes, never blocks, and works alike on every system. A message
bears the address of its task: the process id, and a serial number of the thread in it (0 for
the first), which its creator gives out.

Under the virtual clock some messages are gates: the task then reads from a FIFO of its own,
and so is blocked until the harness writes to it.
"""

import _thread
import os
import time
from _json import encode_basestring as quote

TEXT = 400  # Characters of a line, a key or a command that a message repeats.

VIRTUAL = os.environ.get('LOCKSTEP_CLOCK') == 'virtual'

_open, _read, _write, _close = os.open, os.read, os.write, os.close
_fstat, _getpid, _exit, _unlink = os.fstat, os.getpid, os._exit, os.unlink
now = time.monotonic_ns if os.name != 'nt' else time.perf_counter_ns
_folder = os.environ.get('LOCKSTEP_RUN', '')
_thread_local = _thread._local()
_serials = 0
_gates = {}
_places = {}  # By serial number: the gate under which the thread tells its place.

# What a task says while it polls: it does nothing by which others may go on.
_IDLE = 'poll', 'draw'

LOOK = b'?'

READINGS = 960  # Of a clock, in a row, that take 1 ms (polls.py).

# The exit code of a program whose harness is gone; nobody is there to read it.
_ORPHANED = 143


class Idle:
    """How often a thread has polled, and how much it has worked, since it last said anything (polls.py)."""

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
        self.paths = set()
        self.spoken()
        self.quiet = self.yielded = False
        self.timer = self.rest = None

    def spoken(self):
        self.acted()
        self.poll = self.work = 0
        if self.paths:
            self.paths.clear()

    def acted(self):
        self.steps = self.readings = self.hairs = self.lead = 0
        self.a_tick = self.next_gate = READINGS


def idle():
    """This thread's."""
    try:
        return _thread_local.idle
    except AttributeError:
        made = _thread_local.idle = Idle()
        return made


class KeptFile:
    """An open file; opened anew where the program closed it or gave its number away."""

    def __init__(self, name, flags):
        self.path = os.path.join(_folder, name)
        self._flags = flags
        self._descriptor = -1
        self._identity = None

    def descriptor(self):
        try:
            state = _fstat(self._descriptor)
            if (state.st_dev, state.st_ino) == self._identity:
                return self._descriptor
        except OSError:
            pass
        self._descriptor = _open(self.path, self._flags, 0o600)
        state = _fstat(self._descriptor)
        self._identity = (state.st_dev, state.st_ino)
        return self._descriptor

    def close(self):
        try:
            state = _fstat(self._descriptor)
            if (state.st_dev, state.st_ino) == self._identity:
                _close(self._descriptor)
        except OSError:
            pass


_messages = KeptFile('messages', os.O_WRONLY | os.O_APPEND)


def serial():
    return getattr(_thread_local, 'serial', 0)


def become(number):
    """From now on this thread is the one with this serial number."""
    _thread_local.serial = number


def next_serial():
    global _serials
    _serials += 1
    return _serials


def after_fork():
    """In a forked child the calling thread is the first, and the only one."""
    global _serials
    _serials = 0
    become(0)
    idle().__init__()
    for free in _gates.values():
        for gate in free:
            gate.file.close()
    _gates.clear()
    _places.clear()


def _encode(value):
    if isinstance(value, str):
        return quote(value)
    if value is None:
        return 'null'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    return repr(value)


def let_out(own):
    """What the task wrote behind a line end goes out before it does anything else (lines.py)."""
    if own.rest:
        (sink, last), own.rest = own.rest, None
        sink.flush(last)


def emit(event, **fields):
    """Send one message. `fields` are strings, numbers, booleans or None."""
    let_out(idle())
    if event not in _IDLE:
        idle().spoken()
    parts = ['"at":%d,"from":"%d:%d","event":"%s"' % (now(), _getpid(), serial(), event)]
    parts += ['"%s":%s' % (name, _encode(value)) for name, value in fields.items()]
    message = ('{%s}\n' % ','.join(parts)).encode('utf-8', 'replace')
    try:
        if _write(_messages.descriptor(), message) < len(message):
            _tell_unwritable()
    except OSError:
        _tell_unwritable()
        # The harness is gone, or its folder is. Under its clock nothing goes on without it.
        if VIRTUAL:
            _exit(_ORPHANED)


def _tell_unwritable():
    """On a disk that is full a file can be removed, but none can be made (launch/space.ts)."""
    try:
        _unlink(os.path.join(_folder, 'writable'))
    except OSError:
        pass  # It is told already, or the harness is gone.


class _Gate:
    """A FIFO at which one thread waits. The dispenser gives out each to one thread only."""

    def __init__(self):
        dispenser = _open(os.path.join(_folder, 'dispenser'), os.O_RDONLY)
        self.token = _read(dispenser, 4).decode()
        _close(dispenser)
        self.number = int(self.token)
        self.file = KeptFile('gate-' + self.token, os.O_RDONLY)


def native_thread():
    return _thread.get_native_id()


def _free():
    """The gates of this thread at which it does not wait: where it waits, a signal handler takes another."""
    return _gates.setdefault(serial(), [])


def gate(event, **fields):
    """Send a message; under the virtual clock, wait until the harness lets this task go on.

    A signal handler may use a gate while its thread waits at another; if it raises, that wait is
    withdrawn. Returns the harness's word: LOOK where what the task waits for may have come.
    """
    return _wait(event, fields, True)[0]


def gate_before(event, **fields):
    """The same for what is done as soon as the gate is open, whatever a signal handler raises meanwhile.

    Returns that error, to be raised when it is done.
    """
    return _wait(event, fields, False)[1]


def _wait(event, fields, interruptible):
    if not VIRTUAL:
        emit(event, **fields)
        return None, None
    let_out(idle())
    free = _free()
    word = error = None
    try:
        own = free.pop() if free else _Gate()
        descriptor = own.file.descriptor()
    except OSError:
        _exit(_ORPHANED)
    try:
        _places[serial()] = own.number
        emit(event, gate=own.number, **fields)
        while word is None:
            try:
                word = _read(descriptor, 1)
            except BaseException as raised:
                if interruptible:
                    raise
                error = raised
    except BaseException:
        _places.pop(serial(), None)
        _withdraw(own, fields['id'] if event == 'sleep' else None)
        raise
    if not word:
        _exit(_ORPHANED)
    if free:  # A handler took one of its own meanwhile.
        _withdraw(own)
    else:
        free.append(own)
    return word, error


def _withdraw(own, sleep=None):
    """Give a gate back. Of a sleep whose gate was open already the harness tells that it was slept."""
    emit('withdraw', gate=own.number, sleep=sleep)
    own.file.close()


def gate_number():
    """The number of this thread's gate; None where it has none."""
    return _places.get(serial())


def leave():
    """This thread ends: its FIFOs are closed."""
    _places.pop(serial(), None)
    for own in _gates.pop(serial(), ()):
        own.file.close()
