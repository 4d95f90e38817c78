"""A timed wait: for something that may come, and with a deadline.

A thread that waits in the kernel until a deadline waits in real time. Under the virtual clock it
looks, without waiting, whether what it waits for is there, and if not waits at its gate: the
harness lets it look again whenever others have run, or tells it that its time is over.
"""
from . import channel

_own = channel._thread._local()


def wait(look, seconds, nothing=False):
    """What `look` returns, once that is true; `nothing` when so many seconds are over."""
    found = look()
    if found:
        return found
    # Each task counts its own: which of two comes first may be luck.
    _own.count = number = getattr(_own, 'count', 0) + 1
    timed_out = False
    try:
        while not found:
            timed_out = channel.gate('wait', id=number, seconds=float(seconds)) != channel.LOOK
            if timed_out:
                return nothing
            found = look()
        return found
    finally:
        channel.emit('resume', id=number, timedOut=timed_out)


def is_timed(seconds):
    """Whether a wait with this timeout ends by itself, and not at once."""
    return isinstance(seconds, (int, float)) and seconds > 0
