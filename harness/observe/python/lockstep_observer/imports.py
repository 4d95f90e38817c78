"""Does something to a module once it is imported, without importing it."""
import sys

_waiting = {}


class _Loader:
    """Loads a module as its own loader does, then runs what waits for it."""

    def __init__(self, own):
        self._own = own

    def create_module(self, spec):
        return self._own.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._own
        self._own.exec_module(module)
        for action in _waiting.pop(module.__name__, ()):
            action(module)

    def __getattr__(self, name):
        return getattr(self._own, name)


class _AfterImport:
    """Finds a module as the other finders would."""

    def find_spec(self, name, path=None, target=None):
        if name not in _waiting:
            return None
        for finder in list(sys.meta_path):
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                if hasattr(spec.loader, 'exec_module'):
                    spec.loader = _Loader(spec.loader)
                return spec
        return None


def after_import(name, action):
    if name in sys.modules:
        action(sys.modules[name])
        return
    if not _waiting:
        sys.meta_path.insert(0, _AfterImport())
    _waiting.setdefault(name, []).append(action)
