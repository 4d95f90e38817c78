"""Makes what stands for a function of the program's look like it, and lets it stand everywhere.

A function in Python binds as a method where a class holds it, cannot be pickled under a name that
is not its own, and is no builtin. What stands for a builtin is an object that says it is one.
"""

import os
import sys

_BUILTIN = type(len)

# What is replaced: `module`, `name` in it (with dots for a member of a type), real, owned.
replaced = []
# Real functions by id: those that modules took before the observer came are found by it.
_owned = {}
# Sets of functions in `os`.
_ABILITIES = 'supports_dir_fd', 'supports_effective_ids', 'supports_fd', 'supports_follow_symlinks'


class _Builtin:
    """Says of itself what the real function says, which is its `_real`."""

    __slots__ = ('__weakref__',)

    @property
    def __class__(self):  # pyright: ignore[reportIncompatibleMethodOverride] (it cannot be set)
        return type(self._real)

    def __getattr__(self, name):
        return getattr(self._real, name)

    def __repr__(self):
        return repr(self._real)

    def __reduce_ex__(self, protocol):
        return self._real.__reduce_ex__(protocol)

    def __copy__(self):
        return self

    def __deepcopy__(self, memory):
        return self

    def __dir__(self):
        return dir(self._real)


class Bound(_Builtin):
    # The same for a class method, whose text is the real one's.
    __slots__ = ('_real', '_function')

    def __init__(self, real, function):
        self._real, self._function = real, function

    # As `_checked`, but with no call more in between: warnings count these to find the program's line.
    def __call__(self, *args, **kwargs):
        try:
            return self._function(self._real.__self__, *args, **kwargs)
        except TypeError as error:
            if _was_entered(error):
                raise
        return self._real(*args, **kwargs)  # Says what is wrong with the arguments.

    def __eq__(self, other):
        return self._real == getattr(other, '_real', other)

    def __hash__(self):
        return hash(self._real)

    @property
    def __module__(self):  # pyright: ignore[reportIncompatibleVariableOverride]
        return self._real.__module__

    @property
    def __doc__(self):  # pyright: ignore[reportIncompatibleVariableOverride]
        return self._real.__doc__


Bound.__name__ = Bound.__qualname__ = _BUILTIN.__name__


def _was_entered(error: BaseException) -> bool:
    """Whether the function that was called took its arguments: the error comes from inside it."""
    trace = error.__traceback__
    return trace is not None and trace.tb_next is not None


def _checked(real, function):
    """Lets the real one say what is wrong with the arguments, where `function` does not take them."""

    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            if _was_entered(error):
                raise
        return real(*args, **kwargs)

    return call


def _builtin(real, function):
    """`function` as the builtin that it stands for. A call costs 0.2 us more than one of `function`."""
    members = {
        '__slots__': (),
        '__call__': staticmethod(_checked(real, function)),
        '_real': real,
        '__module__': real.__module__,
        '__doc__': real.__doc__,
    }
    return type(type(real).__name__, (_Builtin,), members)()


def like(real, function):
    """`function`, made to look like the real one."""
    if isinstance(real, _BUILTIN):
        return _builtin(real, function)
    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        setattr(function, name, getattr(real, name))
    function.__wrapped__ = real  # By which `inspect` finds the signature.
    return function


def replace(module, name, wrap, *aliases):
    """Let `wrap(real)` stand for a function of a module, or of a class in one; also in these modules."""
    owner, _, last = name.rpartition('.')
    real = getattr(getattr(module, owner) if owner else module, last, None)
    # This system, or this version, has none; or it stands there already.
    if real is None or any(real is owned for owned in _owned.values()):
        return None
    put(module, name, real, wrap(real), *aliases)
    return real


def put(module, name, real, function, *aliases):
    """Let `function` stand for the real one, which has this name."""
    owned = like(real, function)
    owner, _, last = name.rpartition('.')
    setattr(getattr(module, owner) if owner else module, last, owned)
    replaced.append((module.__name__, name, real, owned))
    for alias in aliases:
        other = sys.modules.get(alias)
        if getattr(other, name, None) is real:
            setattr(other, name, owned)
    _owned[id(real)] = owned


def stand_everywhere():
    """Modules that came first, by a .pth file, have taken what they need already."""
    for path, module in list(sys.modules.items()):
        if path.startswith('lockstep_observer'):
            continue
        members = getattr(module, '__dict__', None)
        if not isinstance(members, dict):
            continue
        for name, value in list(members.items()):
            if id(value) in _owned:
                members[name] = _owned[id(value)]
            elif isinstance(value, type) and value.__module__ == path and path != 'builtins':
                _stand_in(value)
    for name in _ABILITIES:  # By which shutil chooses how it removes and copies.
        able = getattr(os, name)
        owned = {_owned.get(id(function), function) for function in able}
        able.clear()
        able.update(owned)


def _stand_in(kind):
    """A class holds some, as logging's formatters do their clock."""
    for name, value in list(vars(kind).items()):
        if id(getattr(value, '__func__', value)) in _owned:
            owned = _owned[id(getattr(value, '__func__', value))]
            setattr(kind, name, type(value)(owned) if hasattr(value, '__func__') else owned)
