"""Observes a Python program from inside and tells the harness what its tasks do.

Imports nothing that costs: `json`, `re`, `random` and `threading` are each milliseconds.
"""
import os


def install():
    if 'LOCKSTEP_RUN' not in os.environ:
        return
    from . import channel, dice, lines, sleeps, tasks

    lines.install()
    tasks.install()
    tasks.hello('process', os.getppid())
    sleeps.install()
    dice.install()
    if channel.VIRTUAL:
        from . import clocks

        clocks.install()
