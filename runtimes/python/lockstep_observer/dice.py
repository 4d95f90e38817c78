"""Gives every draw that the program has not seeded from the harness's dice.

A draw depends on the seed, on the line that its task printed last, on how many times it has printed
that, and on how many draws came since; for a task that has printed nothing, on its path. Not on the
order of calls, on a process or on a thread. runtimes/node/dice.cjs is its twin.
"""

import os
import sys

from . import channel, lines, paths
from .imports import after_import

WORD = 32  # Bits that one draw gives where bits are asked for.

_seed = 0
_always = None
_given = {}
_loaded = False


def hash32(text):
    """FNV-1a over UTF-8, then murmur3's finalizer, which FNV lacks. 32 bits."""
    value = 0x811C9DC5
    for byte in text.encode('utf-8', 'replace'):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)


def fraction(text):
    """A number in [0, 1) of 53 bits, as both languages' own are."""
    return (hash32(text) << 21 | hash32(text + '|') >> 11) / (1 << 53)


def uniform():
    """A number in [0, 1)."""
    if not _loaded:
        _load()
    last = lines.last_line()
    again = '#%d' % last.times if last.times > 1 else ''
    key = '%d%s|%s' % (last.draws, again, last.text if last.times else paths.this().path)
    last.draws += 1
    value = _given.get(key, _always)
    if value is None:
        value = fraction('%d|%s' % (_seed, key))
    channel.emit('draw', key=key, value=value)
    return value


def below(n):
    """A whole number from 0 to n - 1."""
    return int(uniform() * n)


def bits(count):
    """So many bits, each word by one draw."""
    value = 0
    for _ in range(0, count, WORD):
        value = value << WORD | int(uniform() * (1 << WORD))
    return value >> -count % WORD


def _path():
    return os.path.join(os.environ['LOCKSTEP_RUN'], 'dice')


def _load():
    global _seed, _always, _loaded
    with open(_path(), encoding='utf-8', newline='\n') as dice:
        kind, number = dice.readline().split()
        if kind == 'always':
            _always = float(number)
        else:
            _seed = int(number)
        for row in dice:
            value, _, key = row.rstrip('\n').partition(' ')
            _given[key] = float(value)
    # Last: another thread that draws meanwhile must not take what is half read for the whole.
    _loaded = True


def _is_off():
    """Whether the harness only watches, and the program's draws are its own."""
    try:
        with open(_path(), 'rb') as dice:
            return dice.read(3) == b'off'
    except OSError:
        return False


def _own(random):
    from .generators import own_random

    own_random(random)


def _own_tempfile(tempfile):
    from .generators import leave_tempfile

    leave_tempfile(tempfile)


def after_fork():
    """In a forked child."""
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
