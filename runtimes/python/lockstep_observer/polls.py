"""A task that looks again and again, or works without a pause, lets no time pass: here it is made to.

Who reads a clock, yields, or asks whether something has come, over and over with nothing else between,
waits for time: from a number of such steps on each further one is a gate. Who takes locks or sends
messages without a pause does so at one instant: beyond a bound that takes a stated time. Counted in
what the task itself did, so that runs repeat. runtimes/node/polls.cjs is its twin.
"""

from os import fspath

from . import channel

FREE = 10000  # Steps that are free, as in Node.

# channel.READINGS of a clock take a tick, some 1 us each: what one costs here (0.8 to 1.6 us of CPU). Each
# moves the clock by 1 us at most, so that 40 more before the tick leave every reading its own moment. After
# each tick in a row it takes this share of them less: 100 000 readings take 0.11 s, a million 1.5 s, and a
# wait for a minute needs two million, not sixty.
FEWER = 1 / 2048

# Steps that are free after each gate: a program looks at more than one thing in a round of its loop,
# and an event loop takes some turns until all that is ready has gone on.
ROUND = 4
TURNS = 16

# So many files that a program looks at are known again.
PATHS = 100

# Work is counted in locks taken; a message is as much as 25 of them (1 us and 7 to 50 us here). Ordinary
# programs count to a million under a lock. Beyond the bound 10 000 locks, or 400 messages, take a tick.
LOCK = 1
MESSAGE = 25
BOUND = 2500000
TICK = 10000

_own = channel.idle
_thread_local = channel._thread._local()


def step(yields=False):
    """It looks again."""
    own = _own()
    if own.quiet:
        return
    own.steps += 1
    if own.steps > FREE and channel.VIRTUAL:
        _poll(own, yields)


def read(own, exactly):
    """It reads a clock. Returns by how many nanoseconds time moved first, for it; `exactly` tells the time."""
    own.readings += 1
    if own.readings < own.next_gate or own.quiet or not channel.VIRTUAL:
        return 0
    before = exactly()
    if _gate(own) == channel.LOOK:
        own.next_gate = own.readings + ROUND
        return 0
    own.readings -= own.a_tick - 1  # This one is the first of the next.
    own.a_tick = max(ROUND, own.a_tick - own.a_tick * FEWER)
    own.next_gate = max(own.a_tick, own.readings + ROUND)
    return exactly() - before


def _poll(own, yields):
    _gate(own)
    own.steps = FREE - (TURNS if yields else ROUND)


def _gate(own):
    if not own.poll:
        own.poll = _next_number()
    rest = own.timer and own.timer()
    timer = {'rest': rest} if rest is not None and rest > 0 else {}
    # Who only looks again goes on with the same wait.
    word = channel.gate('poll', id=own.poll, yields=False, **timer)
    if word != channel.LOOK:
        own.poll = 0
    return word


def _next_number():
    _thread_local.count = number = getattr(_thread_local, 'count', 0) + 1
    return number


def work(cost):
    """It has done something by which others may go on; who takes a free lock may still be looking."""
    own = _own()
    if cost >= MESSAGE and not own.quiet:
        own.acted()
    own.work += cost
    if own.work > BOUND:
        _pause(own)


def _pause(own):
    if own.quiet or not channel.VIRTUAL:
        return
    own.work -= TICK
    own.poll = 0
    channel.gate('poll', id=_next_number(), yields=False, busy=True)


def quietly(function, *args, **kwargs):
    """Call it, and take nothing of what it does for a look."""
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
    """The same where the first argument is a path: who looks at each only once does not wait for it."""

    def look(*args, **kwargs):
        if args and (isinstance(args[0], (str, bytes)) or hasattr(args[0], '__fspath__')):
            seen, path = _own().paths, fspath(args[0])
            if path in seen:
                step()
            elif len(seen) < PATHS:
                seen.add(path)
        return real(*args, **kwargs)

    return look


def passing(*vain):
    """For `replace`: a function that passes something on; or finds that it cannot, with these errors."""

    def wrap(real):
        def passes(*args, **kwargs):
            channel.let_out(_own())
            try:
                passed = quietly(real, *args, **kwargs)
            except vain:
                step()
                raise
            work(MESSAGE)
            return passed

        return passes

    return wrap


def trying(real):
    """For `replace`: a method that takes something if it is there."""

    def acquire(self, blocking=True, timeout=None):
        if blocking and timeout != 0:
            return real(self, blocking, timeout)
        return tried(quietly(real, self, blocking, timeout))

    return acquire


def tried(taken):
    """It has tried to take something, without waiting for it."""
    if taken:
        work(LOCK)
    else:
        step()
    return taken


def taking(real):
    """The method that takes a lock, which blocks: `real(lock, False)` tries."""

    def take(lock):
        if not real(lock, False):
            work(MESSAGE)  # Another has it, and hands it on.
            channel.let_out(_own())
            return real(lock)
        own = _own()
        own.work += LOCK
        if own.work > BOUND:
            _pause(own)
        return True

    return take


def entering(kind):
    """For `own`: `with` a lock of this type is as good as its method."""
    take = taking(kind.__dict__['acquire'])

    def wrap(_real):
        def __enter__(self, /):
            return take(self)

        return __enter__

    return wrap


def turned(timer):
    """The event loop has found nothing to wait for; `timer` tells the seconds to its next one."""
    own = _own()
    own.timer = timer
    if own.yielded:
        own.yielded = False
        step(True)
    else:
        work(MESSAGE)


def rested():
    """The event loop has waited."""
    own = _own()
    own.timer, own.yielded = None, False


def yielded():
    """A coroutine gives way to others."""
    _own().yielded = True
