"""Replaces functions by functions of the observer that look like them, everywhere.

A function in Python binds as a method where a class holds it, cannot be pickled under another name,
and is no builtin. So a builtin is replaced by an object that claims to be one.
"""

import os
import sys

_BUILTIN = type(len)

# All replacements: name of the module, name in it (with a dot for a member of a type), real, owned.
replaced = []
# By id of the real function: its replacement. Modules may hold real functions from before.
_owned = {}
# Sets of functions in `os`, by which shutil chooses how it removes and copies.
_ABILITIES = 'supports_dir_fd', 'supports_effective_ids', 'supports_fd', 'supports_follow_symlinks'


class _Builtin:
    """Answers as the real function would, which is its `_real`."""

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
    # The same for a class method. A docstring here would hide the real one.
    __slots__ = ('_real', '_function')

    def __init__(self, real, function):
        self._real, self._function = real, function

    # As `_checked`, without another frame: warnings count frames to find the program's line.
    def __call__(self, *args, **kwargs):
        try:
            return self._function(self._real.__self__, *args, **kwargs)
        except TypeError as error:
            if _was_entered(error):
                raise
        return self._real(*args, **kwargs)  # It raises the error about the arguments.

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
    """Whether the error comes from inside the called function: it accepted its arguments."""
    trace = error.__traceback__
    return trace is not None and trace.tb_next is not None


def _checked(real, function):
    """If `function` does not accept the arguments, the real one raises the error about them."""

    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            if _was_entered(error):
                raise
        return real(*args, **kwargs)

    return call


def _builtin(real, function):
    """`function` as a builtin. A call takes 0.2 us longer than one of `function`."""
    members = {
        '__slots__': (),
        '__call__': staticmethod(_checked(real, function)),
        '_real': real,
        '__module__': real.__module__,
        '__doc__': real.__doc__,
    }
    return type(type(real).__name__, (_Builtin,), members)()


def like(real, function):
    """`function`, looking like the real one."""
    if isinstance(real, _BUILTIN):
        return _builtin(real, function)
    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        setattr(function, name, getattr(real, name))
    function.__wrapped__ = real  # `inspect` finds the signature by it.
    return function


def replace(module, name: str, wrap, *aliases: str):
    """Replace a function of a module, or of a class in it, by `wrap(real)`; also in the modules `aliases`.

    Returns the real function; None if there is none, or if it was replaced before.
    """
    owner, _, last = name.rpartition('.')
    real = getattr(getattr(module, owner) if owner else module, last, None)
    if real is None or any(real is owned for owned in _owned.values()):
        return None
    put(module, name, real, wrap(real), *aliases)
    return real


def put(module, name: str, real, function, *aliases: str) -> None:
    """Replace the real function of this name by `function`."""
    owned = like(real, function)
    owner, _, last = name.rpartition('.')
    setattr(getattr(module, owner) if owner else module, last, owned)
    replaced.append((module.__name__, name, real, owned))
    for alias in aliases:
        other = sys.modules.get(alias)
        if getattr(other, name, None) is real:
            setattr(other, name, owned)
    _owned[id(real)] = owned


def replace_everywhere() -> None:
    """Replace also what modules took before the observer came: a .pth file may import modules."""
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
                _replace_in(value)
    for name in _ABILITIES:
        able = getattr(os, name)
        owned = {_owned.get(id(function), function) for function in able}
        able.clear()
        able.update(owned)


def _replace_in(kind: type) -> None:
    """A class may hold a function, as logging's formatters hold their clock."""
    for name, value in list(vars(kind).items()):
        if id(getattr(value, '__func__', value)) in _owned:
            owned = _owned[id(getattr(value, '__func__', value))]
            setattr(kind, name, type(value)(owned) if hasattr(value, '__func__') else owned)
