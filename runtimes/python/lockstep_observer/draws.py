"""Random numbers that the program has not seeded come from the harness (see protocol.md).

A draw depends on the seed and on its key: what its task printed last, and how many draws came since.
It does not depend on the order of calls among tasks. runtimes/node/draws.cjs is its twin.
"""

import os
import sys

from . import channel, lines, paths
from .imports import after_import

WORD = 32  # One draw gives so many bits.

_seed = 0
_always = None
_given = {}
_loaded = False


def hash32(text: str) -> int:
    """32 bits: FNV-1a over UTF-8, then the finalizer of MurmurHash3, which FNV lacks."""
    value = 0x811C9DC5
    for byte in text.encode('utf-8', 'replace'):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)


def fraction(text: str) -> float:
    """A number in [0, 1) of 53 bits, as in both languages."""
    return (hash32(text) << 21 | hash32(text + '|') >> 11) / (1 << 53)


def uniform() -> float:
    """A number in [0, 1)."""
    if not _loaded:
        _load()
    last = lines.last_line()
    again = f'#{last.times}' if last.times > 1 else ''
    key = f'{last.draws}{again}|{last.text if last.times else paths.this().path}'
    last.draws += 1
    value = _given.get(key, _always)
    if value is None:
        value = fraction(f'{_seed}|{key}')
    channel.emit('draw', key=key, value=value)
    return value


def below(n: int) -> int:
    """A whole number from 0 to n - 1."""
    return int(uniform() * n)


def bits(count: int) -> int:
    """So many random bits, 32 by each draw."""
    value = 0
    for _ in range(0, count, WORD):
        value = value << WORD | int(uniform() * (1 << WORD))
    return value >> -count % WORD


def _path():
    return os.path.join(os.environ['LOCKSTEP_RUN'], 'dice')


def _load():
    global _seed, _always, _loaded
    with open(_path(), encoding='utf-8', newline='\n') as file:
        kind, number = file.readline().split()
        if kind == 'always':
            _always = float(number)
        else:
            _seed = int(number)
        for row in file:
            value, _, key = row.rstrip('\n').partition(' ')
            _given[key] = float(value)
    # At the end: another thread must not draw before all rows are read.
    _loaded = True


def _is_off():
    """Whether the harness leaves the program's random numbers alone."""
    try:
        with open(_path(), 'rb') as file:
            return file.read(3) == b'off'
    except OSError:
        return False


def _own(random):
    from .generators import own_random

    own_random(random)


def _own_tempfile(tempfile):
    from .generators import leave_tempfile

    leave_tempfile(tempfile)


def after_fork():
    generators = sys.modules.get('lockstep_observer.generators')
    if generators is not None:
        generators.after_fork()


def install():
    if _is_off():
        return
    from .secrets import own_urandom

    own_urandom()
    after_import('random', _own)
    after_import('tempfile', _own_tempfile)
