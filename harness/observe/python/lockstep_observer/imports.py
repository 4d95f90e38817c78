"""Does something to a module once it is imported, without importing it."""
import sys

_waiting = {}


class _AfterImport:
    """Finds a module as the other finders would, and runs what waits for it once it is loaded."""

    def find_spec(self, name, path=None, target=None):
        action = _waiting.pop(name, None)
        if action is None:
            return None
        for finder in list(sys.meta_path):
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                execute = spec.loader.exec_module

                def exec_module(module):
                    spec.loader.exec_module = execute
                    execute(module)
                    action(module)

                spec.loader.exec_module = exec_module
                return spec
        return None


def after_import(name, action):
    if name in sys.modules or name in sys.builtin_module_names:
        # One that is built in costs nothing, and all of those share one loader.
        action(__import__(name))
        return
    if not _waiting:
        sys.meta_path.insert(0, _AfterImport())
    _waiting[name] = action
