"""Removes the observer's frames from every traceback that is shown.

An error passes through functions of the observer. Their frames are removed when the interpreter or the
module `traceback` is about to print it.
"""

import _thread
import os
import sys

from .imitate import replace
from .imports import after_import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

_observer = os.path.dirname(__file__) + os.sep


def _is_ours(frame: 'FrameType') -> bool:
    return frame.f_code.co_filename.startswith(_observer)


def _without_ours(entry):
    """The same traceback without the observer's entries. If it is none, the real function raises the error."""
    if not hasattr(entry, 'tb_frame'):
        return entry
    while entry is not None and _is_ours(entry.tb_frame):
        entry = entry.tb_next
    first = entry
    while entry is not None:
        following = entry.tb_next
        while following is not None and _is_ours(following.tb_frame):
            following = following.tb_next
        if following is not entry.tb_next:
            entry.tb_next = following
        entry = following
    return first


def _clean(error) -> None:
    """Remove them from an error and from those that led to it."""
    seen, errors = set(), [error]
    while errors:
        error = errors.pop()
        if not isinstance(error, BaseException) or id(error) in seen:
            continue
        seen.add(id(error))
        error.__traceback__ = _without_ours(error.__traceback__)
        errors += [error.__cause__, error.__context__]
        errors += getattr(error, 'exceptions', ()) if hasattr(error, 'derive') else ()  # An ExceptionGroup.


def _hook(real):
    def excepthook(kind, error, entry, /):
        _clean(error)
        return real(kind, error, _without_ours(entry))

    return excepthook


def _hook_of_arguments(real):
    def excepthook(args, /):
        _clean(getattr(args, 'exc_value', None))
        return real(args)

    return excepthook


def _extracting(real):
    def extract_tb(tb, limit=None):
        return real(_without_ours(tb), limit)

    return extract_tb


def _describing(real):
    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        return real(self, exc_type, exc_value, _without_ours(exc_traceback), **options)

    return __init__


def _walking(real):
    def walk_others(walked):
        for place in walked:
            if not _is_ours(place[0]):
                yield place

    walk_others.__name__ = walk_others.__qualname__ = real.__name__

    def walk_stack(f):
        walked = real(f)
        return walked if f is None else walk_others(walked)

    return walk_stack


def _own_traceback(module):
    replace(module, 'extract_tb', _extracting)
    replace(module, 'walk_stack', _walking)
    replace(module, 'TracebackException.__init__', _describing)


def install():
    for name, wrap in ('excepthook', _hook), ('unraisablehook', _hook_of_arguments):
        real = replace(sys, name, wrap)
        if getattr(sys, f'__{name}__') is real:
            setattr(sys, f'__{name}__', getattr(sys, name))
    replace(_thread, '_excepthook', _hook_of_arguments)
    after_import('traceback', _own_traceback)
