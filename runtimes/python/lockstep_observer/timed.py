"""A timed wait: for something that may come, and with a deadline.

A thread that waits in the kernel until a deadline waits in real time. Under the virtual clock it
looks, without waiting, whether what it waits for is there, and if not waits at its gate: the
harness lets it look again whenever others have run, or tells it that its time is over.
"""

from . import channel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import TypeGuard

_own = channel._thread._local()


def next_number():
    """Each task counts its own: which of two comes first may be luck."""
    _own.count = number = getattr(_own, 'count', 0) + 1
    return number


def wait(look, seconds: float, nothing: object = False, outside: 'str | None' = None):
    """What `look` returns, once that is true; `nothing` when so many seconds are over.

    `outside`: the line that waits, where somebody outside the program may end it.
    """
    found = look()
    if found:
        return found
    number = next_number()
    message = {'id': number, 'silent': True} if getattr(_own, 'silent', False) else {'id': number}
    told = {} if outside is None else {'outside': outside}
    timed_out = False
    try:
        while not found:
            timed_out = channel.gate('wait', seconds=float(seconds), **told, **message) != channel.LOOK
            if timed_out:
                return nothing
            found = look()
        return found
    finally:
        channel.emit('resume', timedOut=timed_out, **message)


def silently(function, *args):
    """Call it, and let its waits be nothing that the program has done: others stand for them."""
    _own.silent = True
    try:
        return function(*args)
    finally:
        _own.silent = False


def is_timed(seconds: object) -> 'TypeGuard[float]':
    """Whether a wait with this timeout ends by itself, and not at once."""
    return isinstance(seconds, (int, float)) and seconds > 0
