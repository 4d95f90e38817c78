"""Calls an action whenever a module is imported, without importing it."""

import _thread
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any, Callable

_actions: 'dict[str, list[Callable[[Any], object]]]' = {}


class _Loader:
    """Replaces a loader that many modules share, and that must not be changed."""

    def __init__(self, own):
        self._own = own

    def create_module(self, spec):
        return self._own.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._own
        self._own.exec_module(module)
        _act(module)

    def __getattr__(self, name):
        return getattr(self._own, name)


def _hook(spec):
    """Call the actions after the loader has loaded the module. A loader of one module stays the same object."""
    loader = spec.loader
    if isinstance(loader, type) or not hasattr(loader, '__dict__'):
        spec.loader = _Loader(loader)
        return
    execute = loader.exec_module

    def exec_module(module):
        loader.__dict__.pop('exec_module', None)
        execute(module)
        _act(module)

    loader.exec_module = exec_module


def _act(module: 'ModuleType') -> None:
    for action in _actions.get(module.__name__, ()):
        action(module)


class _Finder:
    """Finds modules that have an action, by asking the other finders."""

    def __init__(self):
        self._own = _thread._local()

    def find_spec(self, name, path=None, target=None):
        if name not in _actions:
            return None
        asked = self._own.__dict__.setdefault('asked', set())
        if name in asked:  # Another finder asks all finders in its turn, this one included.
            return None
        asked.add(name)
        try:
            spec = self._ask_others(name, path, target)
        finally:
            asked.discard(name)
        if spec is not None and hasattr(spec.loader, 'exec_module'):
            _hook(spec)
        return spec

    def _ask_others(self, name, path, target):
        for finder in list(sys.meta_path):
            find_spec = getattr(finder, 'find_spec', None)  # Old finders have none.
            spec = None if finder is self or find_spec is None else find_spec(name, path, target)
            if spec is not None:
                return spec
        return None


_finder = _Finder()


def after_import(name: str, action: 'Callable[[Any], object]') -> None:
    """Call `action(module)` now if the module is imported, and whenever it is loaded."""
    actions = _actions.setdefault(name, [])
    if action in actions:
        return
    actions.append(action)
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    if name in sys.modules:
        action(sys.modules[name])
