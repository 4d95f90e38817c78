"""The waits of select, poll and epoll, by which selectors, pipes and event loops wait: see sockets.py."""

import sys

from . import inputs, peers, polls
from .imitate import replace
from .members import own
from .outside import call, for_connection
from .timed import is_timed, wait


def _select(real):
    nothing = [], [], []

    def select(rlist, wlist, xlist, timeout=None, /):
        if not is_timed(timeout):
            if timeout is None and peers.has_network():
                return call(real, rlist, wlist, xlist, timeout, network=peers.has_foreign())
            found = real(rlist, wlist, xlist, timeout)
            if timeout is not None and found == nothing:
                polls.step()
            return found
        # In lists: iterators would be empty at the second look.
        lists = list(rlist), list(wlist), list(xlist)
        if peers.has_foreign() or inputs.is_waited_for(lists[0]):
            found = call(real, *lists, timeout, network=True)
            if found != nothing:
                return found

        def look():
            found = real(*lists, 0)
            return found if found != nothing else None

        return wait(look, timeout, ([], [], []), outside=for_connection(peers.has_listener()))

    return select


def _polling(real, unit, waits_for_input=lambda poll: False):
    def polled(self, timeout, *rest):
        if not is_timed(timeout):
            if (timeout is None or timeout < 0) and peers.has_network():
                return call(real, self, timeout, *rest, network=peers.has_foreign())
            found = real(self, timeout, *rest)
            if not found:
                polls.step()
            return found
        is_foreign = peers.has_foreign() or waits_for_input(self)
        found = call(real, self, timeout, *rest, network=True) if is_foreign else None
        if found:
            return found
        where = for_connection(peers.has_listener())
        return wait(lambda: real(self, 0, *rest), timeout / unit, [], outside=where)

    return polled


def _poll(real):
    polled = _polling(real, 1000)

    def poll(self, timeout=None, /):
        """Milliseconds."""
        return polled(self, timeout)

    return poll


def _epoll(real):
    polled = _polling(real, 1, lambda poll: inputs.is_in_epoll(poll.fileno()))

    def poll(self, /, timeout=None, maxevents=-1):
        return polled(self, timeout, maxevents)

    return poll


def own_select(module):
    real = replace(module, 'select', _select)
    # If a .pth file imported selectors first, it holds the real function.
    selector = getattr(sys.modules.get('selectors'), 'SelectSelector', None)
    if real is not None and selector is not None and selector._select is real:
        selector._select = module.select
    if hasattr(module, 'poll'):
        own(type(module.poll()), _poll, 'poll')
    if hasattr(module, 'epoll'):
        own(module.epoll, _epoll, 'poll')
