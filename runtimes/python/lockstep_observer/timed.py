"""Waits with a deadline under the virtual clock.

A thread that blocks in the kernel until a deadline waits in real time. So it looks, without blocking,
whether what it waits for is there. If not, it waits at its gate: the harness lets it look again when
others have run, or tells it that the deadline has passed.
"""

import _thread

from . import channel, gates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import TypeGuard

_own = _thread._local()


def wait(look, seconds: float, nothing: object = False, outside: 'str | None' = None):
    """Wait until `look` returns something true, and return that; after so many seconds return `nothing`.

    `outside`: place of the wait, if somebody outside the program may end it.
    """
    found = look()
    if found:
        return found
    number = channel.next_id()
    message = {'id': number, 'silent': True} if getattr(_own, 'silent', False) else {'id': number}
    more = {} if outside is None else {'outside': outside}
    timed_out = False
    try:
        while not found:
            timed_out = gates.gate('wait', seconds=float(seconds), **more, **message) != gates.LOOK
            if timed_out:
                return nothing
            found = look()
        return found
    finally:
        channel.emit('resume', timedOut=timed_out, **message)


def silently(function, *args):
    """Call a function whose waits are not the program's own: an event loop's timers are reported instead."""
    _own.silent = True
    try:
        return function(*args)
    finally:
        _own.silent = False


def is_timed(seconds: object) -> 'TypeGuard[float]':
    """Whether this timeout is a deadline: neither none nor zero."""
    return isinstance(seconds, (int, float)) and seconds > 0
