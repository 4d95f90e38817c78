"""Reports when a program reads a standard input that is closed, or may wait for it in real time."""

import io
import os
import sys

from . import channel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ClosedInput(io.FileIO):
    """A standard input at its end. A program that reads it may expect to be given something."""

    _is_reported = False

    def _report(self) -> None:
        if not ClosedInput._is_reported:
            from .outside import place

            ClosedInput._is_reported = True
            channel.emit('input', where=place())

    def readinto(self, buffer):
        self._report()
        return super().readinto(buffer)

    def readall(self):
        self._report()
        return super().readall()

    def read(self, size: 'int | None' = -1):
        self._report()
        return super().read(size)


def is_waited_for(files: 'list[Any]') -> bool:
    """Whether one of these files is standard input, and somebody outside the program writes it."""
    return os.environ.get('LOCKSTEP_INPUT') == 'open' and any(_number(file) == 0 for file in files)


def _number(file: 'Any') -> 'int | None':
    try:
        return file if isinstance(file, int) else file.fileno()
    except (AttributeError, OSError, ValueError):
        return None


def is_in_epoll(descriptor: int) -> bool:
    """The same for the files that an epoll waits for (proc(5), fdinfo)."""
    if os.environ.get('LOCKSTEP_INPUT') != 'open':
        return False
    try:
        with open(f'/proc/self/fdinfo/{descriptor}') as rows:
            return any(row.split()[:2] == ['tfd:', '0'] for row in rows)
    except OSError:
        return False


def _is_nothing() -> bool:
    """Whether standard input is the null device: a parent may give its child something else."""
    try:
        return os.fstat(0).st_rdev == os.stat(os.devnull).st_rdev
    except OSError:
        return False


def begin():
    if os.environ.get('LOCKSTEP_INPUT') != 'closed' or sys.stdin is None or not _is_nothing():
        return
    raw = ClosedInput(0, 'r', closefd=False)
    raw.name = '<stdin>'
    stream = io.TextIOWrapper(
        io.BufferedReader(raw),
        encoding=sys.stdin.encoding,
        errors=sys.stdin.errors,
    )
    stream.mode = 'r'  # pyright: ignore[reportAttributeAccessIssue] (as Python itself does)
    sys.stdin = sys.__stdin__ = stream
