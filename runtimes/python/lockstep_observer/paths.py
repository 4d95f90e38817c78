"""The path of each task: `main`, its children `main.1` and `main.2`, their children `main.2.1`.

The creator of a task counts it and hands the path down: to a process in its environment, to a thread
or a forked child in memory. runtimes/node/task-path.cjs is its twin.
"""

import _thread
import os

NAME = 'LOCKSTEP_TASK'


class Task:
    """A task, and how many tasks it has created. What a helper of a library creates counts for its task."""

    __slots__ = ('path', '_count')

    def __init__(self, path: str):
        self.path = path
        self._count = 0

    def child(self) -> 'Task':
        self._count += 1
        return Task(f'{self.path}.{self._count}')

    def forget_child(self) -> None:
        """The child could not be created."""
        self._count -= 1


_own = _thread._local()
_first = Task('main')


def this() -> Task:
    return getattr(_own, 'task', _first)


def first() -> Task:
    """The task of the process's first thread, which has the path of the process."""
    return _first


def become(task: Task) -> None:
    _own.task = task


def become_first(task: Task) -> None:
    """The calling thread is the first of its process."""
    global _first
    _first = _own.task = task


def begin():
    become_first(Task(os.environ.pop(NAME, 'main')))


def own_spawn(spawn):
    """A fork server forks for other tasks, which count: such a child gets its path with its data."""
    from .imitate import replace

    def with_path(real):
        def get_preparation_data(name):
            data = real(name)
            if getattr(_own, 'served', None):
                data[NAME] = _own.served
            return data

        return get_preparation_data

    def take_path(real):
        def prepare(data):
            path = data.pop(NAME, None)
            if path is not None:
                become_first(Task(path))
            return real(data)

        return prepare

    replace(spawn, 'get_preparation_data', with_path)
    replace(spawn, 'prepare', take_path)


def own_popen_forkserver(popen):
    from .imitate import replace

    def wrap(real):
        def _launch(self, process_obj):
            _own.served = this().child().path
            try:
                return real(self, process_obj)
            finally:
                _own.served = None

        return _launch

    replace(popen, 'Popen._launch', wrap)
