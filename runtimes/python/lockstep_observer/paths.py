"""The path of each task among all: `main`, its children `main.1`, `main.2`, theirs `main.2.1`.

Who creates a task counts it, and hands its path down: to a process in its environment, to a thread
or a forked child in memory. trace/task-tree.ts names the tasks by the same rule, and
runtimes/node/task-path.cjs is the twin of this.
"""

import os

from . import channel

NAME = 'LOCKSTEP_TASK'


class Task:
    """One task, and how many it has created. What a library's helper creates is its task's."""

    __slots__ = ('path', '_count')

    def __init__(self, path):
        self.path = path
        self._count = 0

    def child(self):
        self._count += 1
        return Task('%s.%d' % (self.path, self._count))

    def forget_child(self):
        """It could not be created."""
        self._count -= 1


_own = channel._thread._local()
_first = Task('main')


def this():
    return getattr(_own, 'task', _first)


def first():
    """The process's first thread, whose path the process has."""
    return _first


def become(task):
    _own.task = task


def become_first(task):
    """This thread is a process's first from now on."""
    global _first
    _first = _own.task = task


def begin():
    become_first(Task(os.environ.pop(NAME, 'main')))


def own_spawn(spawn):
    """A fork server forks for others, who count: to such a child its path comes with its data."""
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
