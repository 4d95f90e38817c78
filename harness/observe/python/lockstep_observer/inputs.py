"""Tells when a program reads its standard input where that is closed."""
import io
import os
import sys

from . import channel


class ClosedInput(io.FileIO):
    """It is at its end: who reads it may have been meant to be given something."""

    _told = False

    def _tell(self):
        if not ClosedInput._told:
            from .outside import place

            ClosedInput._told = True
            channel.emit('input', where=place())

    def readinto(self, buffer):
        self._tell()
        return super().readinto(buffer)

    def readall(self):
        self._tell()
        return super().readall()

    def read(self, size=-1):
        self._tell()
        return super().read(size)


def begin():
    if os.environ.get('LOCKSTEP_INPUT') != 'closed' or sys.stdin is None:
        return
    raw = ClosedInput(0, 'r', closefd=False)
    raw.name = '<stdin>'
    stream = io.TextIOWrapper(
        io.BufferedReader(raw), encoding=sys.stdin.encoding, errors=sys.stdin.errors,
    )
    stream.mode = 'r'
    sys.stdin = sys.__stdin__ = stream
