"""Observes a Python program from inside and tells the harness what its tasks do.

Imports nothing that costs: `json`, `re`, `random` and `threading` are each milliseconds.
"""

import os

_installed = False


def install():
    """Take the program's time, dice, lines and tasks over; then say hello."""
    global _installed
    if 'LOCKSTEP_RUN' not in os.environ or _installed:
        return
    _installed = True
    from . import channel, dice, imitate, lines, sleeps, tasks, tracebacks

    lines.install()
    tasks.install()
    sleeps.install()
    dice.install()
    tracebacks.install()
    if channel.VIRTUAL:
        from . import clocks, files, waits

        clocks.install()
        files.install()
        waits.install()
    else:
        from . import conditions

        conditions.install()
    imitate.stand_everywhere()
    # A fork server is no part of a program: those whom it forks are, and begin by themselves.
    if os.environ.pop('LOCKSTEP_STARTER', None) is None:
        begin()


def begin():
    """The program's first words to the harness."""
    from . import inputs, lines, tasks

    inputs.begin()
    lines.begin()
    tasks.begin()
