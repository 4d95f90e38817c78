"""Every Python interpreter that finds this folder on its PYTHONPATH loads this module.

It runs the sitecustomize that it hides, then starts the observer.
"""

import sys

_here = __file__.rpartition('sitecustomize')[0].rstrip('/\\')


def _chain_load():
    path = [folder for folder in sys.path if folder.rstrip('/\\') != _here]
    for finder in sys.meta_path:
        find_spec = getattr(finder, 'find_spec', None)
        spec = find_spec('sitecustomize', path) if find_spec else None
        if spec is not None and spec.loader is not None and spec.origin != __file__:
            module = type(sys)('sitecustomize')
            module.__spec__, module.__file__ = spec, spec.origin
            spec.loader.exec_module(module)
            return


_chain_load()

import lockstep_observer  # noqa: E402  (after the modules that it observes)

lockstep_observer.install()
# The program must find the path that it would have without the observer.
sys.path[:] = [folder for folder in sys.path if folder.rstrip('/\\') != _here]
