"""Reports when a process or thread begins and ends. processes.py and threads.py report what it creates."""

import _thread
import atexit
import os

from . import channel, gates, lines, paths
from .imitate import replace

# The functions that the observer replaced, for its own use.
real = {}

# Called when a process has reported its end, and only the interpreter's own end is left.
afterwards = []


def hello(kind: str, parent: int) -> None:
    """Report that a process or thread begins; under the virtual clock, wait until it may."""
    thread = _thread.get_native_id() if hasattr(_thread, 'get_native_id') else None
    error = gates.gate_before('hello', kind=kind, language='python', parent=parent, thread=thread)
    if error is not None:
        raise error


def replace_and_keep(module, name: str, wrap, *aliases: str) -> None:
    """As `replace`, and keep the real function in `real`."""
    original = replace(module, name, wrap, *aliases)
    if original is not None:
        real[name] = original


def _at_exit() -> None:
    lines.finish()
    channel.emit('end', code=None)
    for action in afterwards:
        action()


def begin() -> None:
    paths.begin()
    hello('process', os.getppid())


def install() -> None:
    atexit.register(_at_exit)
