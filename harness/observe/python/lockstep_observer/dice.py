"""Gives every draw of `random` from the harness's dice.

A draw depends on the seed, on the line that its task printed last and on how many draws came
since: not on the order of calls, on a process or on a thread. observe/node/dice.cjs is its twin.
"""
import os

from . import channel, lines
from .imports import after_import

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


def uniform():
    """A number in [0, 1)."""
    if not _loaded:
        _load()
    state = lines.last_line()
    key = '%d|%s' % (state[1], state[0])
    state[1] += 1
    value = _given.get(key, _always)
    if value is None:
        value = hash32('%d|%s' % (_seed, key)) / 0x100000000
    channel.emit('draw', key=key, value=value)
    return value


def _load():
    global _seed, _always, _loaded
    path = os.path.join(os.environ['LOCKSTEP_RUN'], 'dice')
    with open(path, encoding='utf-8', newline='\n') as dice:
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


def _own(random):
    def draw(self):
        return uniform()

    def _randbelow(self, n):
        return int(uniform() * n) if n > 0 else 0

    def getrandbits(self, k):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        bits = 0
        for _ in range(0, k, 32):
            bits = bits << 32 | int(uniform() * 0x100000000)
        return bits >> -k % 32

    real = random.Random
    unowned = {'random': real.random, 'getrandbits': real.getrandbits}
    real.unowned = type('Random', (real,), unowned)
    random.Random.random = draw
    random.Random._randbelow = _randbelow
    random.Random.getrandbits = getrandbits
    random.random, random.getrandbits = random._inst.random, random._inst.getrandbits


def _leave(tempfile):
    # What a queue or a fork server is called in the file system is no draw of the program's.
    tempfile._Random = tempfile._Random.unowned


def install():
    after_import('random', _own)
    after_import('tempfile', _leave)
