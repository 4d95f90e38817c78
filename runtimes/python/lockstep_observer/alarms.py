"""Alarms in virtual time: signal.alarm, setitimer, getitimer and sigtimedwait.

A thread of the observer sleeps at its gate until the alarm is due, then sends the signal. It is no task
of the program. If the alarm is set again for later, the thread goes on. Imported with signal only.
"""

import _signal
import math
import os
import sys

from . import channel, clocks, gates, tasks, threads
from .imitate import replace
from .outside import call, reported
from .timed import is_timed, wait


class _Timer:
    """The timer that alarm and setitimer(ITIMER_REAL) share. Times in nanoseconds."""

    def __init__(self):
        self.process = os.getpid()
        self.due = self.interval = 0
        self._wakings = []

    def rest(self) -> int:
        return max(1, self.due - clocks.exactly()) if self.due else 0

    def set(self, delay: int, interval: int) -> None:
        self.due = clocks.exactly() + delay if delay else 0
        self.interval = interval
        if self.due and not any(waking <= self.due for waking in self._wakings):
            self._start()

    def _start(self):
        number = channel.next_serial()
        due = self.due
        self._wakings.append(due)
        tasks.real['start_new_thread'](self._run, (number, due))
        threads.created_helper(number)

    def _run(self, number: int, due: int) -> None:
        _signal.pthread_sigmask(_signal.SIG_BLOCK, _signal.valid_signals())
        channel.become(number)
        tasks.hello('thread', self.process)
        while True:
            rest = due - clocks.exactly()
            if rest > 0:
                gates.gate('sleep', id=channel.next_id(), seconds=rest / 10**9)
            self._wakings.remove(due)
            if self.due and self.due <= clocks.exactly():
                self.due = self.due + self.interval if self.interval else 0
                os.kill(self.process, _signal.SIGALRM)
            if not self.due or any(waking <= self.due for waking in self._wakings):
                break
            due = self.due
            self._wakings.append(due)
        channel.emit('end', code=None)
        gates.leave()


_timer = None


def _own_timer() -> _Timer:
    """The timer of this process: a forked child does not inherit an alarm."""
    global _timer
    if _timer is None or _timer.process != os.getpid():
        _timer = _Timer()
    return _timer


def _alarm(real):
    def alarm(seconds, /):
        if not isinstance(seconds, int):
            return real(seconds)  # It raises the error.
        timer = _own_timer()
        rest = timer.rest()
        timer.set(seconds * 10**9, 0)
        return math.ceil(rest / 10**9)

    return alarm


def _setitimer(real):
    counted = reported(real)

    def setitimer(*args):
        if len(args) not in (2, 3):
            return real(*args)  # It raises the error.
        which, seconds, interval = (*args, 0)[:3]
        if which != _signal.ITIMER_REAL:
            return counted(*args)
        if not all(isinstance(value, (int, float)) and 0 <= value < 10**9 for value in (seconds, interval)):
            return real(*args)
        timer = _own_timer()
        before = timer.rest() / 10**9, timer.interval / 10**9
        timer.set(int(seconds * 10**9), int(interval * 10**9))
        return before

    return setitimer


def _getitimer(real):
    def getitimer(which, /):
        if which != _signal.ITIMER_REAL:
            return real(which)
        timer = _own_timer()
        return timer.rest() / 10**9, timer.interval / 10**9

    return getitimer


def _sigtimedwait(real):
    def sigtimedwait(sigset, timeout, /):
        if not is_timed(timeout):
            return real(sigset, timeout)
        signals = set(sigset)
        return wait(lambda: real(signals, 0), timeout) or None

    return sigtimedwait


def _waiting(real):
    def owned(*args):
        return call(real, *args)

    return owned


def own_signal(module):
    for name, wrap in (
        ('alarm', _alarm),
        ('setitimer', _setitimer),
        ('getitimer', _getitimer),
        ('sigtimedwait', _sigtimedwait),
        ('pause', _waiting),
        ('sigwait', _waiting),
        ('sigwaitinfo', _waiting),
    ):
        replace(sys.modules['_signal'], name, wrap, module.__name__)
