"""Observes a Python program from inside and tells the harness what its tasks do.

Imports nothing that costs: `json`, `re`, `random` and `threading` are each milliseconds.
"""
import os


def install():
    if 'LOCKSTEP_RUN' not in os.environ:
        return
    from . import channel, dice, lines, sleeps, tasks

    channel.emit('hello', kind='process', language='python', parent=os.getppid())
    lines.install()
    sleeps.install()
    dice.install()
    tasks.install()
