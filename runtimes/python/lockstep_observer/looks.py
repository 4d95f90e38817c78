"""The functions of the standard library by which programs look, try, and pass things on: see polls.py."""

import os
import sys

from . import polls
from .imitate import replace
from .imports import after_import


def _quiet(real):
    def function(*args):
        return polls.quietly(real, *args)

    return function


def _own_threading(module):
    for name in ('Event.is_set', 'Thread.is_alive'):
        replace(module, name, polls.looking)
    replace(module, 'Semaphore.acquire', polls.trying)
    # It tries to take a lock that it holds: that is no look.
    replace(module, 'Condition._is_owned', _quiet)


def _own_queue(module):
    for name in ('empty', 'full', 'qsize'):
        replace(module, 'Queue.' + name, polls.looking)
    for name in ('put', 'get'):
        replace(module, 'Queue.' + name, polls.passing(module.Empty, module.Full))


def _own_futures(module):
    for name in ('done', 'running'):
        replace(module, 'Future.' + name, polls.looking)


def install():
    system = sys.modules[os.name]
    replace(system, 'read', polls.passing(BlockingIOError), 'os')
    replace(system, 'sched_yield', polls.looking, 'os')
    for name in ('stat', 'lstat', 'access', 'listdir', 'scandir'):
        replace(system, name, polls.looking_at_files, 'os')
    after_import('threading', _own_threading)
    after_import('queue', _own_queue)
    after_import('multiprocessing.queues', _own_queue)
    after_import('concurrent.futures._base', _own_futures)
