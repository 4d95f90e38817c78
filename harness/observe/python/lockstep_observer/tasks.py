"""Tells of every process and thread that the program creates, and of their ends."""
import _thread
import atexit
import os
import sys

from . import channel, lines

# What a child needs to be observed in its turn, also where its parent clears its environment.
_KEPT = ('LOCKSTEP_RUN', 'LOCKSTEP_CLOCK', 'LOCKSTEP_STREAMS', 'LOCKSTEP_SLEEP', 'PYTHONPATH', 'PYTHONUTF8',
         'PYTHONHASHSEED', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE')
_kept = {}
# Of these a program may have its own as well: ours, and what stands between.
_JOINED = {b'PYTHONPATH': os.pathsep.encode(), b'NODE_OPTIONS': b' '}

# The functions that were there before the observer.
real = {}


def hello(kind, parent):
    """A task begins; under the virtual clock, when the harness lets it."""
    thread = channel.native_thread() if hasattr(_thread, 'get_native_id') else None
    channel.gate('hello', kind=kind, language='python', parent=parent, thread=thread)


def _created(pid, command=None):
    if command is None:
        channel.emit('create', child='%d:0' % pid, kind='process', command=None)
    else:
        from .outside import place

        channel.emit('create', child='%d:0' % pid, kind='process', command=command[:channel.TEXT],
                     where=place())


def _wrap_fork(fork):
    def wrapper():
        result = fork()
        pid = result[0] if isinstance(result, tuple) else result
        if pid == 0:
            channel.after_fork()
            lines.after_fork()
            hello('process', os.getppid())
        else:
            _created(pid)
        return result

    wrapper.__name__ = fork.__name__
    return wrapper


def _text(argument):
    return os.fsdecode(argument) if isinstance(argument, (str, bytes)) else repr(argument)


def _observed(environment):
    """This environment of a child, by bytes, so that the child is observed; None if it is already."""
    more = {}
    for name, value in _kept.items():
        own = environment.get(name)
        if own is None:
            more[name] = value
        elif name in _JOINED and value not in own:
            more[name] = value + _JOINED[name] + own
    return {**environment, **more} if more else None


def _wrap_fork_exec(fork_exec):
    def wrapper(args, executables, close_fds, pass_fds, cwd, env, *rest):
        if env is None:
            environment = _observed(os.environb)
        else:
            environment = _observed(dict(entry.split(b'=', 1) for entry in env))
        if environment is not None:
            env = [name + b'=' + value for name, value in environment.items()]
        pid = fork_exec(args, executables, close_fds, pass_fds, cwd, env, *rest)
        _created(pid, ' '.join(_text(argument) for argument in args))
        return pid

    return wrapper


def _encoded(environment):
    return {os.fsencode(name): os.fsencode(value) for name, value in environment.items()}


def _wrap_posix_spawn(posix_spawn):
    def wrapper(path, argv, env, **options):
        pid = posix_spawn(path, argv, _observed(_encoded(os.environ if env is None else env)) or env, **options)
        _created(pid, ' '.join(_text(argument) for argument in argv))
        return pid

    return wrapper


def _wrap_execv(execv):
    def wrapper(path, argv):
        environment = _observed(os.environb)
        if environment is not None:
            real['execve'](path, argv, environment)
        execv(path, argv)

    return wrapper


def _wrap_execve(execve):
    def wrapper(path, argv, env):
        execve(path, argv, _observed(_encoded(env)) or env)

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


def _announced(function):
    """`function` as the body of a new thread, which is announced to the harness here."""
    number = channel.next_serial()

    def body(*args, **kwargs):
        channel.become(number)
        try:
            hello('thread', os.getpid())
            return function(*args, **kwargs)
        finally:
            channel.emit('end', code=None)
            channel.leave()

    return number, body


def _created_thread(number, function):
    child = '%d:%d' % (os.getpid(), number)
    channel.emit('create', child=child, kind='thread', command=None, helper=_is_helper(function))


def _wrap_start_new_thread(start):
    def wrapper(function, args, *kwargs):
        number, body = _announced(function)
        identifier = start(body, args, *kwargs)
        _created_thread(number, function)
        return identifier

    return wrapper


def _wrap_start_joinable_thread(start):
    def wrapper(function, *args, **kwargs):
        number, body = _announced(function)
        handle = start(body, *args, **kwargs)
        _created_thread(number, function)
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
        channel.emit('foreign', command=_text(command)[:channel.TEXT])
        return system(command)

    return wrapper


def _wrap_wait(wait):
    def wrapper(*args):
        result = wait(*args)
        pid, status = result[0], result[1]
        if pid:
            channel.emit('reap', child='%d:0' % pid, status=status)
        return result

    return wrapper


def _at_exit():
    lines.finish()
    channel.emit('end', code=None)


def _patch(module, name, wrap, *aliases):
    original = getattr(module, name, None)
    if original is None:
        return
    real[name] = original
    wrapped = wrap(original)
    setattr(module, name, wrapped)
    for owner, alias in aliases:
        if getattr(sys.modules.get(owner), alias, None) is original:
            setattr(sys.modules[owner], alias, wrapped)


def begin():
    if hasattr(os, 'environb'):
        _kept.update(
            (name.encode(), os.environb[name.encode()]) for name in _KEPT if name in os.environ
        )
    hello('process', os.getppid())


def install():
    _patch(os, 'fork', _wrap_fork)
    _patch(os, 'forkpty', _wrap_fork)
    for name in ('posix_spawn', 'posix_spawnp'):
        _patch(os, name, _wrap_posix_spawn)
    _patch(os, 'execv', _wrap_execv)
    _patch(os, 'execve', _wrap_execve)
    for name in ('waitpid', 'wait', 'wait3', 'wait4'):
        _patch(os, name, _wrap_wait)
    _patch(os, '_exit', _wrap_exit)
    _patch(os, 'system', _wrap_system)
    try:
        import _posixsubprocess
    except ImportError:  # Windows
        pass
    else:
        _patch(_posixsubprocess, 'fork_exec', _wrap_fork_exec,
               ('subprocess', '_fork_exec'))
    _patch(_thread, 'start_new_thread', _wrap_start_new_thread,
           ('threading', '_start_new_thread'))
    _patch(_thread, 'start_joinable_thread', _wrap_start_joinable_thread,
           ('threading', '_start_joinable_thread'))
    atexit.register(_at_exit)
