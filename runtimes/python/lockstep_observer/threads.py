"""Reports every thread that the program creates."""

import _thread
import os
import sys

from . import channel, gates, paths, tasks


def _is_helper(function) -> bool:
    """Whether a library starts this thread for itself: a Queue's feeder, a Pool's handlers."""
    thread = getattr(function, '__self__', None)
    target = getattr(thread, '_target', None)
    if target is None:
        return type(thread).__module__ == 'concurrent.futures.process'
    module = getattr(target, '__module__', None) or ''
    if module == 'multiprocessing.pool':
        return target.__name__ != 'worker'  # That is a thread of a ThreadPool.
    return module.startswith('multiprocessing.') or module == 'concurrent.futures.process'


def _ignore(function, error: BaseException) -> None:
    """Report an error in a thread as CPython does, but without the observer's function."""
    message = 'Exception ignored in thread started by'
    if sys.version_info >= (3, 13):
        message, function = f'{message} {function!r}', None
    error = error.with_traceback(error.__traceback__ and error.__traceback__.tb_next)
    for kind in tuple.__subclasses__():
        if kind.__name__ == 'UnraisableHookArgs':
            arguments = type(error), error, error.__traceback__, message, function
            sys.unraisablehook(kind(arguments))  # pyright: ignore[reportArgumentType] (it is one)
            return
    raise error


def _observed(function):
    """The serial number of a new thread, and its body: `function`, observed."""
    number = channel.next_serial()
    task = paths.this() if _is_helper(function) else paths.this().child()

    def body(*args, **kwargs):
        channel.become(number)
        paths.become(task)
        try:
            tasks.hello('thread', os.getpid())
            try:
                return function(*args, **kwargs)
            except SystemExit:
                raise
            except BaseException as error:
                _ignore(function, error)
        finally:
            channel.emit('end', code=None)
            gates.leave()

    return number, body


def _created(number: int, helper: bool) -> None:
    child = f'{os.getpid()}:{number}'
    channel.emit('create', child=child, kind='thread', command=None, helper=helper)


def created_helper(number: int) -> None:
    """The observer created a thread of its own, which begins with `tasks.hello`."""
    _created(number, True)


def _wrap_start_new_thread(start):
    def wrapper(function, args, *kwargs):
        number, body = _observed(function)
        identifier = start(body, args, *kwargs)
        _created(number, _is_helper(function))
        return identifier

    return wrapper


def _wrap_start_joinable_thread(start):
    def wrapper(function, *args, **kwargs):
        number, body = _observed(function)
        handle = start(body, *args, **kwargs)
        _created(number, _is_helper(function))
        return handle

    return wrapper


def install() -> None:
    for name in ('start_new_thread', 'start_new'):
        tasks.replace_and_keep(_thread, name, _wrap_start_new_thread)
    tasks.replace_and_keep(_thread, 'start_joinable_thread', _wrap_start_joinable_thread)
