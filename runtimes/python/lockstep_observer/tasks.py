"""Tells of every process and thread that the program creates, and of their ends."""

import _thread
import atexit
import os
import sys

from . import channel, dice, lines, paths, polls
from .imitate import replace
from .imports import after_import

# What a child needs to be observed in its turn, also where its parent clears its environment.
_KEPT = (
    'LOCKSTEP_RUN',
    'LOCKSTEP_CLOCK',
    'LOCKSTEP_STREAMS',
    'LOCKSTEP_SLEEP',
    'PYTHONPATH',
    'PYTHONUTF8',
    'PYTHONHASHSEED',
    'NODE_OPTIONS',
    'NODE_COMPILE_CACHE',
)
_kept = {}
# In the commands of processes by which Python manages others (trace/task-tree.ts has the same).
_MANAGERS = tuple(
    'multiprocessing.%s import' % name for name in ('resource_tracker', 'semaphore_tracker', 'forkserver')
)
# Of these a program may have its own as well: ours, and what stands between.
_JOINED = {b'PYTHONPATH': os.pathsep.encode(), b'NODE_OPTIONS': b' '}

# The functions that were there before the observer.
real = {}

# Done when a process has told of its end, and only its interpreter's end is left.
afterwards = []


def hello(kind, parent):
    """A task begins; under the virtual clock, when the harness lets it."""
    thread = channel.native_thread() if hasattr(_thread, 'get_native_id') else None
    error = channel.gate_before('hello', kind=kind, language='python', parent=parent, thread=thread)
    if error is not None:
        raise error


def _created(pid, command=None):
    child = '%d:0' % pid
    if command is None:
        channel.emit('create', child=child, kind='process', command=None)
    else:
        _created_by(child, command)


def _created_by(child, command, **more):
    from .outside import place

    channel.emit('create', child=child, kind='process', command=command[: channel.TEXT], where=place(), **more)


def _wrap_fork(fork):
    def wrapper():
        task = paths.this().child()
        try:
            channel.let_out(channel.idle())
            result = fork()
        except BaseException:
            paths.this().forget_child()
            raise
        pid = result[0] if isinstance(result, tuple) else result
        if pid == 0:
            channel.after_fork()
            lines.after_fork()
            dice.after_fork()
            paths.become_first(task)
            hello('process', os.getppid())
        else:
            _created(pid)
        return result

    return wrapper


def _text(argument):
    return os.fsdecode(argument) if isinstance(argument, (str, bytes)) else repr(argument)


def _observed(environment, path):
    """This environment of a child, by bytes, so that the child is observed and knows its path."""
    more = {paths.NAME.encode(): path.encode()}
    for name, value in _kept.items():
        own = environment.get(name)
        if own is None:
            more[name] = value
        elif name in _JOINED and value not in own:
            more[name] = value + _JOINED[name] + own
    return {**environment, **more}


def _create(start, environment, command):
    """Start a process by `start(environment)`, and announce it."""
    task = paths.this()
    helper = any(manager in command for manager in _MANAGERS)
    path = task.path if helper else task.child().path
    try:
        pid = start(_observed(environment, path))
    except BaseException:
        if not helper:
            task.forget_child()
        raise
    _created(pid, command)
    return pid


def _command(arguments):
    return ' '.join(_text(argument) for argument in arguments)


def _wrap_fork_exec(fork_exec):
    def wrapper(args, executables, close_fds, pass_fds, cwd, env, *rest):
        def start(environment):
            entries = [name + b'=' + value for name, value in environment.items()]
            return fork_exec(args, executables, close_fds, pass_fds, cwd, entries, *rest)

        own = os.environb if env is None else dict(entry.split(b'=', 1) for entry in env)
        return _create(start, own, _command(args))

    return wrapper


def _encoded(environment):
    return {os.fsencode(name): os.fsencode(value) for name, value in environment.items()}


def _wrap_posix_spawn(posix_spawn):
    def wrapper(path, argv, env, /, **options):
        def start(environment):
            return posix_spawn(path, argv, environment, **options)

        return _create(start, _encoded(os.environ if env is None else env), _command(argv))

    return wrapper


def _wrap_execv(execv):
    def wrapper(path, argv, /):
        real['execve'](path, argv, _observed(os.environb, paths.first().path))

    return wrapper


def _wrap_execve(execve):
    def wrapper(path, argv, env):
        execve(path, argv, _observed(_encoded(env), paths.first().path))

    return wrapper


def _is_helper(function):
    """Whether the library starts this thread for itself: a Queue's feeder, a Pool's handlers."""
    thread = getattr(function, '__self__', None)
    target = getattr(thread, '_target', None)
    if target is None:
        return type(thread).__module__ == 'concurrent.futures.process'
    module = getattr(target, '__module__', None) or ''
    if module == 'multiprocessing.pool':
        return target.__name__ != 'worker'  # That is a thread of a ThreadPool.
    return module.startswith('multiprocessing.') or module == 'concurrent.futures.process'


def _ignore(function, error):
    """Tell of an error in a thread as CPython does, which would name the observer's function."""
    message = 'Exception ignored in thread started by'
    if sys.version_info >= (3, 13):
        message, function = '%s %r' % (message, function), None
    error = error.with_traceback(error.__traceback__.tb_next)
    for kind in tuple.__subclasses__():
        if kind.__name__ == 'UnraisableHookArgs':
            arguments = type(error), error, error.__traceback__, message, function
            sys.unraisablehook(kind(arguments))  # pyright: ignore[reportArgumentType] (it is one)
            return
    raise error


def _announced(function):
    """`function` as the body of a new thread, which is announced to the harness here."""
    number = channel.next_serial()
    task = paths.this() if _is_helper(function) else paths.this().child()

    def body(*args, **kwargs):
        channel.become(number)
        paths.become(task)
        try:
            hello('thread', os.getpid())
            try:
                return function(*args, **kwargs)
            except SystemExit:
                raise
            except BaseException as error:
                _ignore(function, error)
        finally:
            channel.emit('end', code=None)
            channel.leave()

    return number, body


def _created_thread(number, helper):
    child = '%d:%d' % (os.getpid(), number)
    channel.emit('create', child=child, kind='thread', command=None, helper=helper)


def created_helper(number):
    """A thread of the observer's own, which begins with `hello`."""
    _created_thread(number, True)


def _wrap_start_new_thread(start):
    def wrapper(function, args, *kwargs):
        number, body = _announced(function)
        identifier = start(body, args, *kwargs)
        _created_thread(number, _is_helper(function))
        return identifier

    return wrapper


def _wrap_start_joinable_thread(start):
    def wrapper(function, *args, **kwargs):
        number, body = _announced(function)
        handle = start(body, *args, **kwargs)
        _created_thread(number, _is_helper(function))
        return handle

    return wrapper


def _wrap_exit(leave):
    def wrapper(status):
        if channel.serial() != 0:
            channel.emit('end', code=None)
            channel.become(0)  # It speaks for the process, which ends with it.
        channel.emit('end', code=int(status))
        leave(status)

    return wrapper


def _wrap_system(system):
    def wrapper(command):
        channel.emit('foreign', command=_text(command)[: channel.TEXT])
        os.putenv(paths.NAME, paths.this().child().path)
        try:
            status = system(command)
        finally:
            os.unsetenv(paths.NAME)
        # Its process id is nobody's to know.
        child = '%d:%d' % (os.getpid(), channel.next_serial())
        _created_by(child, '/bin/sh -c ' + _text(command), over=True)
        # On Windows it is the exit code itself.
        channel.emit('reap', child=child, status=status if os.name == 'posix' else status << 8)
        return status

    return wrapper


def _wrap_wait(wait):
    def wrapper(*args, **options):
        result = wait(*args, **options)
        pid, status = result[0], result[1]
        if pid:
            channel.emit('reap', child='%d:0' % pid, status=status)
        else:
            polls.step()
        return result

    return wrapper


def _at_exit():
    lines.finish()
    channel.emit('end', code=None)
    for action in afterwards:
        action()


def begin():
    if hasattr(os, 'environb'):
        _kept.update((name.encode(), os.environb[name.encode()]) for name in _KEPT if name in os.environ)
    paths.begin()
    hello('process', os.getppid())


def _replace(module, name, wrap, *aliases):
    original = replace(module, name, wrap, *aliases)
    if original is not None:
        real[name] = original


def install():
    system = sys.modules[os.name]  # `posix` or `nt`, from which `os` has these.
    for name, wrap in (
        ('fork', _wrap_fork),
        ('forkpty', _wrap_fork),
        ('posix_spawn', _wrap_posix_spawn),
        ('posix_spawnp', _wrap_posix_spawn),
        ('execv', _wrap_execv),
        ('execve', _wrap_execve),
        ('waitpid', _wrap_wait),
        ('wait', _wrap_wait),
        ('wait3', _wrap_wait),
        ('wait4', _wrap_wait),
        ('_exit', _wrap_exit),
        ('system', _wrap_system),
    ):
        _replace(system, name, wrap, 'os')
    try:
        import _posixsubprocess
    except ImportError:  # Windows
        pass
    else:
        _replace(_posixsubprocess, 'fork_exec', _wrap_fork_exec)
    for name in ('start_new_thread', 'start_new'):
        _replace(_thread, name, _wrap_start_new_thread)
    _replace(_thread, 'start_joinable_thread', _wrap_start_joinable_thread)
    after_import('multiprocessing.spawn', paths.own_spawn)
    after_import('multiprocessing.popen_forkserver', paths.own_popen_forkserver)
    atexit.register(_at_exit)
