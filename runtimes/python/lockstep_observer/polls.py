"""Lets virtual time pass for a task that polls, or that works without a pause.

A task that only reads clocks, yields, or looks whether something has come waits for time: after a number
of such steps each further one is a gate. A task that takes locks or sends messages without a pause takes
time beyond a bound. Only its own steps count, so that runs repeat. runtimes/node/polls.cjs is its twin.
"""

from os import fspath

from . import channel, gates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

FREE = 10000  # Steps before each further one is a gate.

# channel.READINGS take one tick: 1 us each, about what a reading costs (0.8 to 1.6 us of CPU). After each
# tick in a row the next one takes this share fewer readings: 100 000 readings take 0.11 s, a million 1.5 s,
# and a program that waits for a minute needs two million readings, not sixty.
FEWER = 1 / 2048

# Free steps after each gate: a round of a program's loop may look at several things, and an event loop
# takes some turns until all that is ready has gone on.
ROUND = 4
TURNS = 16

# How many paths that the program looked at are remembered.
PATHS = 100

# The unit of work is a lock taken (1 us); a message to another task is 25 (7 to 50 us). Ordinary programs
# count to a million under a lock. Beyond the bound 10 000 locks, or 400 messages, take one tick.
LOCK = 1
MESSAGE = 25
BOUND = 2500000
TICK = 10000

_own = channel.idle


def step(yields: bool = False) -> None:
    """The task looks again; `yields`: its event loop goes on meanwhile."""
    own = _own()
    if own.quiet:
        return
    own.steps += 1
    if own.steps > FREE and channel.VIRTUAL:
        _poll(own, yields)


def read(own: 'channel.Idle', exactly: 'Callable[[], int]') -> int:
    """The task reads a clock. Returns by how many nanoseconds time moved first; `exactly` gives the time."""
    own.readings += 1
    if own.readings < own.next_gate or own.quiet or not channel.VIRTUAL:
        return 0
    before = exactly()
    if _gate(own) == gates.LOOK:
        own.next_gate = own.readings + ROUND
        return 0
    own.readings -= own.a_tick - 1  # This one is the first of the next.
    own.a_tick = max(ROUND, own.a_tick - own.a_tick * FEWER)
    own.next_gate = max(own.a_tick, own.readings + ROUND)
    return exactly() - before


def _poll(own: 'channel.Idle', yields: bool) -> None:
    _gate(own)
    own.steps = FREE - (TURNS if yields else ROUND)


def _gate(own: 'channel.Idle') -> 'bytes | None':
    if not own.poll:
        own.poll = channel.next_id()
    rest = own.timer and own.timer()
    timer = {'rest': rest} if rest is not None and rest > 0 else {}
    # While it only looks again, its wait stays the same.
    word = gates.gate('poll', id=own.poll, yields=False, **timer)
    if word != gates.LOOK:
        own.poll = 0
    return word


def work(cost: int) -> None:
    """The task did something that may let others go on. A task that takes a free lock may still be looking."""
    own = _own()
    if cost >= MESSAGE and not own.quiet:
        own.acted()
    own.work += cost
    if own.work > BOUND:
        _pause(own)


def _pause(own: 'channel.Idle') -> None:
    if own.quiet or not channel.VIRTUAL:
        return
    own.work -= TICK
    own.poll = 0
    gates.gate('poll', id=channel.next_id(), yields=False, busy=True)


def quietly(function, *args, **kwargs):
    """Call a function; nothing that it does counts as a look."""
    own = _own()
    was, own.quiet = own.quiet, True
    try:
        return function(*args, **kwargs)
    finally:
        own.quiet = was


def looking(real):
    """For `replace`: a function by which a program looks whether something has come."""

    def look(*args, **kwargs):
        step()
        return quietly(real, *args, **kwargs)

    return look


def looking_at_files(real):
    """The same for a function of a path: a task that looks at each path only once does not wait for it."""

    def look(*args, **kwargs):
        if args and (isinstance(args[0], (str, bytes)) or hasattr(args[0], '__fspath__')):
            seen, path = _own().paths, fspath(args[0])
            if path in seen:
                step()
            elif len(seen) < PATHS:
                seen.add(path)
        return real(*args, **kwargs)

    return look


def passing(*errors: 'type[BaseException]'):
    """For `replace`: a function that passes something on, or raises one of these errors if it cannot."""

    def wrap(real):
        def passes(*args, **kwargs):
            channel.let_out(_own())
            try:
                passed = quietly(real, *args, **kwargs)
            except errors:
                step()
                raise
            work(MESSAGE)
            return passed

        return passes

    return wrap


def trying(real):
    """For `replace`: a method that may try to take something without blocking."""

    def acquire(self, blocking=True, timeout=None):
        if blocking and timeout != 0:
            return real(self, blocking, timeout)
        return tried(quietly(real, self, blocking, timeout))

    return acquire


def tried(taken: bool) -> bool:
    """The task has tried to take something without blocking."""
    if taken:
        work(LOCK)
    else:
        step()
    return taken


def taking(real):
    """A function that takes a lock and may block. `real(lock, False)` tries to take it."""

    def take(lock):
        if not real(lock, False):
            work(MESSAGE)  # Another task holds it, and will pass it on.
            channel.let_out(_own())
            return real(lock)
        own = _own()
        own.work += LOCK
        if own.work > BOUND:
            _pause(own)
        return True

    return take


def entering(kind: type):
    """For `own`: entering a lock of this type is the same as its method `acquire`."""
    take = taking(kind.__dict__['acquire'])

    def wrap(_real):
        def __enter__(self, /):
            return take(self)

        return __enter__

    return wrap


def turned(timer: 'Callable[[], float | None]') -> None:
    """The event loop took a turn without waiting. `timer` gives the seconds until its next timer."""
    own = _own()
    own.timer = timer
    if own.yielded:
        own.yielded = False
        step(True)
    else:
        work(MESSAGE)


def rested() -> None:
    """The event loop has waited."""
    own = _own()
    own.timer, own.yielded = None, False


def yielded() -> None:
    """A coroutine lets others go on."""
    _own().yielded = True
