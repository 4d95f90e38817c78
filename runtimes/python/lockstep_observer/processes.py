"""Reports every process that the program creates and waits for, and observes each of them in its turn."""

import os
import sys

from . import channel, draws, gates, lines, paths, polls, tasks
from .imports import after_import

# A child is observed by these variables, even if its parent gives it an environment of its own.
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
# A program may have values of its own for these: the separator between ours and its own.
_JOINED = {b'PYTHONPATH': os.pathsep.encode(), b'NODE_OPTIONS': b' '}
# In the commands of processes by which Python manages others (trace/task-tree.ts has the same).
_MANAGERS = tuple(
    f'multiprocessing.{name} import' for name in ('resource_tracker', 'semaphore_tracker', 'forkserver')
)


def keep_environment() -> None:
    if hasattr(os, 'environb'):
        names = [name.encode() for name in _KEPT if name in os.environ]
        _kept.update((name, os.environb[name]) for name in names)


def _observed(environment, path: str) -> 'dict[bytes, bytes]':
    """An environment, in bytes, by which a child is observed and knows its path."""
    more = {paths.NAME.encode(): path.encode()}
    for name, value in _kept.items():
        own = environment.get(name)
        if own is None:
            more[name] = value
        elif name in _JOINED and value not in own:
            more[name] = value + _JOINED[name] + own
    return {**environment, **more}


def _encoded(environment) -> 'dict[bytes, bytes]':
    return {os.fsencode(name): os.fsencode(value) for name, value in environment.items()}


def _text(argument) -> str:
    return os.fsdecode(argument) if isinstance(argument, (str, bytes)) else repr(argument)


def _command(arguments) -> str:
    return ' '.join(_text(argument) for argument in arguments)


def _created(child: str, command: str, **more: bool) -> None:
    from .outside import place

    channel.emit('create', child=child, kind='process', command=command[: channel.TEXT], where=place(), **more)


def _create(start, environment, command: str) -> int:
    """Start a process by `start(environment)`, and report it."""
    task = paths.this()
    helper = any(manager in command for manager in _MANAGERS)
    path = task.path if helper else task.child().path
    try:
        pid = start(_observed(environment, path))
    except BaseException:
        if not helper:
            task.forget_child()
        raise
    _created(f'{pid}:0', command)
    return pid


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
            for module in (channel, gates, lines, draws):
                module.after_fork()
            paths.become_first(task)
            tasks.hello('process', os.getppid())
        else:
            channel.emit('create', child=f'{pid}:0', kind='process', command=None)
        return result

    return wrapper


def _wrap_fork_exec(fork_exec):
    def wrapper(args, executables, close_fds, pass_fds, cwd, env, *rest):
        def start(environment):
            entries = [name + b'=' + value for name, value in environment.items()]
            return fork_exec(args, executables, close_fds, pass_fds, cwd, entries, *rest)

        own = os.environb if env is None else dict(entry.split(b'=', 1) for entry in env)
        return _create(start, own, _command(args))

    return wrapper


def _wrap_posix_spawn(posix_spawn):
    def wrapper(path, argv, env, /, **options):
        def start(environment):
            return posix_spawn(path, argv, environment, **options)

        return _create(start, _encoded(os.environ if env is None else env), _command(argv))

    return wrapper


def _wrap_execv(_execv):
    def wrapper(path, argv, /):
        tasks.real['execve'](path, argv, _observed(os.environb, paths.first().path))

    return wrapper


def _wrap_execve(execve):
    def wrapper(path, argv, env):
        execve(path, argv, _observed(_encoded(env), paths.first().path))

    return wrapper


def _wrap_exit(leave):
    def wrapper(status):
        if channel.serial() != 0:
            channel.emit('end', code=None)
            channel.become(0)  # From here on it speaks for the process, which ends with it.
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
        # Nobody learns its process id: it gets an address of this process.
        child = f'{os.getpid()}:{channel.next_serial()}'
        _created(child, '/bin/sh -c ' + _text(command), over=True)
        # On Windows the result is the exit code itself.
        channel.emit('reap', child=child, status=status if os.name == 'posix' else status << 8)
        return status

    return wrapper


def _wrap_wait(wait):
    def wrapper(*args, **options):
        result = wait(*args, **options)
        pid, status = result[0], result[1]
        if pid:
            channel.emit('reap', child=f'{pid}:0', status=status)
        else:
            polls.step()
        return result

    return wrapper


def install() -> None:
    system = sys.modules[os.name]  # `posix` or `nt`, from which `os` has these functions.
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
        tasks.replace_and_keep(system, name, wrap, 'os')
    try:
        import _posixsubprocess
    except ImportError:  # Windows
        pass
    else:
        tasks.replace_and_keep(_posixsubprocess, 'fork_exec', _wrap_fork_exec)
    after_import('multiprocessing.spawn', paths.own_spawn)
    after_import('multiprocessing.popen_forkserver', paths.own_popen_forkserver)
