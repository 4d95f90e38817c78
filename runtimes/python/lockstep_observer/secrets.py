"""Random numbers of the system: os.urandom, and by it uuid4, secrets and SystemRandom.

What the program asks for comes from the harness, so that a run repeats. What a library draws for
itself, such as names of shared memory or keys of connections, stays the system's.
"""

import os
import sys

from . import draws
from .imitate import replace

_library = os.path.dirname(os.__file__)
_here = os.path.dirname(__file__)
# These ask on behalf of the program.
_BETWEEN = tuple(os.path.join(_library, name) for name in ('random.py', 'secrets.py', 'uuid.py'))


def is_programs() -> bool:
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith((_here, '<frozen ')) and name not in _BETWEEN:
            return not name.startswith(_library)
        frame = frame.f_back
    return False


def _drawn(size: int) -> bytes:
    words = -(-size // 4)
    return b''.join(draws.bits(draws.WORD).to_bytes(4, 'big') for _ in range(words))[:size]


def _urandom(real):
    def urandom(size, /):
        return _drawn(size) if isinstance(size, int) and size >= 0 and is_programs() else real(size)

    return urandom


def _random(real):
    def random(self):
        return draws.uniform() if is_programs() else real(self)

    return random


def _getrandbits(real):
    def getrandbits(self, k):
        return draws.bits(k) if isinstance(k, int) and k >= 0 and is_programs() else real(self, k)

    return getrandbits


def own_urandom():
    replace(sys.modules[os.name], 'urandom', _urandom, 'os')


def own_system_random(random):
    replace(random, 'SystemRandom.random', _random)
    replace(random, 'SystemRandom.getrandbits', _getrandbits)
