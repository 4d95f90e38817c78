"""Files that the observer keeps open in a program that may close any descriptor."""

import os

_open, _close, _fstat = os.open, os.close, os.fstat
FOLDER = os.environ.get('LOCKSTEP_RUN', '')


class KeptFile:
    """An open file of the workspace; opened again if the program closed it or reused its number."""

    def __init__(self, name: str, flags: int):
        self.path = os.path.join(FOLDER, name)
        self._flags = flags
        self._descriptor = -1
        self._identity = None

    def descriptor(self) -> int:
        if not self._is_open():
            self._descriptor = _open(self.path, self._flags, 0o600)
            state = _fstat(self._descriptor)
            self._identity = (state.st_dev, state.st_ino)
        return self._descriptor

    def close(self) -> None:
        if self._is_open():
            try:
                _close(self._descriptor)
            except OSError:
                pass  # Another thread closed it.

    def _is_open(self) -> bool:
        try:
            state = _fstat(self._descriptor)
        except OSError:
            return False
        return (state.st_dev, state.st_ino) == self._identity
