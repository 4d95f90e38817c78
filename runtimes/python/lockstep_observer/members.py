"""Replaces methods of types written in C, which Python does not let anybody change.

The types themselves are changed, so that all their objects have the new methods. Each is a plain Python
function: an object that looks like a method of C would take 0.4 us more a call.
"""

import gc
import sys

from .imitate import Bound, replaced

_ours = set()


def own(kind: type, wrap, *names: str) -> None:
    """Replace those of these methods that the type has by `wrap(real)`."""
    # Its __dict__ is a proxy that cannot be changed; this is the dict behind it.
    (members,) = gc.get_referents(kind.__dict__)
    for name in names:
        real = members.get(name)
        if real is None or id(real) in _ours:
            continue
        method = wrap(real)
        if not isinstance(method, ClassMethod):
            method.__module__, method.__name__, method.__doc__ = kind.__module__, name, real.__doc__
            method.__qualname__ = f'{kind.__qualname__}.{name}'
        members[name] = method
        _ours.add(id(method))
        replaced.append((kind.__module__, f'{kind.__qualname__}.{name}', real, method))
    # The interpreter caches the methods that it found.
    clear_caches = getattr(sys, '_clear_internal_caches', None)  # From 3.13 on.
    (clear_caches or sys._clear_type_cache)()


class ClassMethod:
    """Replaces a class method: gives a builtin that is bound to the class by which it was found."""

    def __init__(self, real, function):
        self._real, self._function = real, function

    def __get__(self, instance, owner=None):
        return Bound(self._real.__get__(instance, owner), self._function)

    @property
    def __class__(self):  # pyright: ignore[reportIncompatibleMethodOverride] (it cannot be set)
        return type(self._real)

    def __getattr__(self, name):
        return getattr(self._real, name)

    def __call__(self, owner, *args, **kwargs):
        return self._function(owner, *args, **kwargs)

    def __repr__(self):
        return repr(self._real)

    def __reduce_ex__(self, protocol):
        return self._real.__reduce_ex__(protocol)
