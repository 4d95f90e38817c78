"""The module `random`: generators that the program seeded stay real; all others draw from the harness.

Imported with random only.
"""

import _random
import sys
from _weakref import ref

from . import channel, draws
from .imitate import put, replace
from .members import own
from .outside import place
from .secrets import is_programs, own_system_random

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# The generators that the program has seeded, by id; each with whether a draw from it was reported.
_seeded: 'dict[int, list[Any]]' = {}
_real = {}
_DRAWN = ('random', 'getrandbits')
_unowned = None


def _is_seeded(generator: object) -> bool:
    known = _seeded.get(id(generator))
    if known is None:
        return False
    if not known[1]:
        known[1] = True
        channel.emit('seeded', where=place())
    return True


def _is_raw(generator: object) -> bool:
    """Whether it has the type written in C, which does not show whether the program seeded it."""
    if isinstance(generator, _real['kind']):
        return False
    _become_seeded(generator)
    return _is_seeded(generator)


def _become_seeded(generator: object) -> None:
    number = id(generator)
    try:
        reference = ref(generator, lambda _: _seeded.pop(number, None))
    except TypeError:  # It has no weak references: it is kept for ever.
        reference = generator
    _seeded[number] = [reference, False]


def _random_or_draw(real):
    def random(self, /):
        is_own = (id(self) in _seeded and _is_seeded(self)) or _is_raw(self)
        return real(self) if is_own else draws.uniform()

    return random


def _bits_or_draws(real):
    def getrandbits(self, k, /):
        if _is_seeded(self) or not isinstance(k, int) or k <= 0 or _is_raw(self):
            return real(self, k)
        return draws.bits(k)

    return getrandbits


def _below_or_draw(real):
    def _randbelow(self, n):
        if n <= 0:
            return real(self, n)  # It raises the error.
        getrandbits = getattr(type(self).getrandbits, '__wrapped__', type(self).getrandbits)
        if getrandbits is _real['system']:
            return draws.below(n) if is_programs() else real(self, n)
        if getrandbits is not _random.Random.getrandbits or _is_seeded(self):
            return real(self, n)
        return draws.below(n)

    return _randbelow


def _seed(real):
    def seed(self, a=None, version=2):
        real(self, a, version)
        if a is None:
            _seeded.pop(id(self), None)
        else:
            _become_seeded(self)

    return seed


def _setstate(real):
    def setstate(self, state):
        real(self, state)
        _become_seeded(self)

    return setstate


def _getstate(real):
    def getstate(self):
        if id(self) not in _seeded:
            # A program that restores this state later must draw the same numbers again.
            self.seed(draws.bits(draws.WORD))
        return real(self)

    return getstate


def own_random(random):
    kind = random.Random
    if not _real:
        _real.update((name, getattr(_random.Random, name)) for name in _DRAWN)
        own(_random.Random, _random_or_draw, 'random')
        own(_random.Random, _bits_or_draws, 'getrandbits')
        _real['kind'] = kind
    real_below, real_seed = kind._randbelow, kind.seed
    members = {'__module__': 'random', '_randbelow': real_below, 'seed': real_seed}
    global _unowned
    _unowned = type('Random', (kind,), {**members, **{name: _real[name] for name in _DRAWN}})
    below = '_randbelow_with_getrandbits'
    _real['system'] = random.SystemRandom.getrandbits
    replace(random, 'Random.' + below, _below_or_draw)
    for owner in (kind, random.SystemRandom):
        owner._randbelow = getattr(kind, below)
    for name, wrap in (
        ('seed', _seed),
        ('getstate', _getstate),
        ('setstate', _setstate),
    ):
        replace(random, 'Random.' + name, wrap)
    inst = random._inst
    for name in _DRAWN:
        put(random, name, _real[name].__get__(inst, kind), getattr(inst, name))
    for name in ('seed', 'getstate', 'setstate'):
        setattr(random, name, getattr(inst, name))
    own_system_random(random)


def leave_tempfile(tempfile):
    """The name of a queue or a fork server in the file system is no draw of the program."""
    tempfile._Random = _unowned


def after_fork():
    """In a forked child the system seeds the module's own generator again."""
    random = sys.modules.get('random')
    _seeded.pop(id(getattr(random, '_inst', None)), None)
