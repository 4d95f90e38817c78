"""Observes a Python program from inside and reports to the harness what its tasks do.

Every start of a Python imports it: `json`, `re`, `random` and `threading` would take milliseconds each.
"""

import os

_installed = False


def install():
    """Replace what the program knows of time, random numbers, output and tasks; then say hello."""
    global _installed
    if 'LOCKSTEP_RUN' not in os.environ or _installed:
        return
    _installed = True
    from . import channel, draws, imitate, lines, processes, sleeps, tasks, threads, tracebacks

    lines.install()
    tasks.install()
    processes.install()
    threads.install()
    sleeps.install()
    draws.install()
    tracebacks.install()
    if channel.VIRTUAL:
        from . import clocks, files, waits

        clocks.install()
        files.install()
        waits.install()
    else:
        from . import conditions

        conditions.install()
    imitate.replace_everywhere()
    # A starter of programs is no task. What it forks is, and calls begin() itself.
    if os.environ.pop('LOCKSTEP_STARTER', None) is None:
        begin()


def begin():
    """Report to the harness that the process begins."""
    from . import inputs, lines, processes, tasks

    inputs.begin()
    lines.begin()
    processes.keep_environment()
    tasks.begin()
