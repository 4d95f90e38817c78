"""Starts the programs of one workspace, one after the other, and is the parent of each.

It stands between the harness and the programs, since a program can stop or kill its parent. Arguments:
its kind, and the control groups to enter, which contain all that it starts. If it can enter none, it
adopts orphans. It answers each request with two lines: the new process id, or `!` and an error; and the
wait status when the process has ended. At the end of its input it kills all that is left, and exits.

A `bare` starter imports next to nothing, and executes every program. A `warm` one has imported the
observer, and runs Python programs in forks of itself (warm_python.py); it executes all others.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

if sys.argv[1] == 'warm':
    from warm_python import real, run_here
else:
    run_here = None
    real = {'fork': os.fork, 'waitpid': os.waitpid, 'execve': os.execve, '_exit': os._exit}

# After the observer, which replaces functions of these.
import _signal  # noqa: E402
import select  # noqa: E402

PR_SET_CHILD_SUBREAPER = 36

INPUT = 3  # The harness's own standard input, for a program that shall read it.

DIGITS = 8  # A request begins with its length in so many digits.


def contain(entrances: 'list[str]') -> None:
    """Enter the control groups; if it can enter none, adopt orphans."""
    entered = 0
    for entrance in entrances:
        try:
            with open(entrance, 'w') as group:
                group.write('0')
            entered += 1
        except OSError:
            pass
    if entered == 0 and sys.platform == 'linux':
        try:
            import ctypes

            ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        except (ImportError, OSError, AttributeError):
            pass  # Then orphans are found through /proc only.


def read(length: int) -> 'bytes | None':
    """So many bytes from the harness; None if it is gone."""
    found = b''
    while len(found) < length:
        more = os.read(0, length - len(found))
        if not more:
            return None
        found += more
    return found


def read_request() -> 'list[bytes] | None':
    """Whether it is Python, a folder, three streams, the length of the command, command, environment."""
    length = read(DIGITS)
    body = None if length is None else read(int(length))
    return None if body is None else body.split(b'\0')


def take_streams(files: 'list[bytes]') -> None:
    """Open the standard streams. An empty name means the harness's own standard input."""
    descriptors = [
        os.open(file, os.O_WRONLY if target else os.O_RDONLY) if file else INPUT
        for target, file in enumerate(files)
    ]
    for target, descriptor in enumerate(descriptors):
        os.dup2(descriptor, target)
    for descriptor in {INPUT, *descriptors}:
        os.close(descriptor)
    # Node makes its pipes and terminals non-blocking, for every process that shares them.
    os.set_blocking(0, True)


def become(request: 'list[bytes]', failed: int) -> None:
    """In the new process: become the program. Returns only after a program that ran in this interpreter."""
    is_python, cwd, *files = request[:5]
    count = int(request[5])
    command, environment = request[6 : 6 + count], request[6 + count :]
    try:
        os.setsid()
        take_streams(files)
        os.chdir(cwd)
        if not (run_here and is_python):
            # Python ignores these signals, and the executed program would inherit that.
            _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)
            _signal.signal(_signal.SIGXFSZ, _signal.SIG_DFL)
            real['execve'](command[0], command, dict(entry.split(b'=', 1) for entry in environment))
    except OSError as error:
        os.write(failed, os.fsencode(str(error.strerror)))
        real['_exit'](127)
    os.close(failed)
    if run_here is not None:
        run_here(command[1:], environment)


def reap(program: 'int | None') -> 'int | None':
    """Reap all that has ended. Returns the wait status of the program, if it has."""
    found = None
    try:
        while True:
            pid, status = real['waitpid'](-1, os.WNOHANG)
            if pid == 0:
                return found
            if pid == program:
                found = status
    except ChildProcessError:
        return found


def children() -> 'list[int]':
    own = os.getpid()
    try:
        with open(f'/proc/{own}/task/{own}/children') as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


def kill_all(pids: 'set[int]') -> None:
    """Kill them and their groups: a process that forks fast mostly shares a group with its children."""
    for pid in pids:
        for send in (os.killpg, os.kill):
            try:
                if send is os.kill or os.getpgid(pid) != os.getpgid(0):
                    send(os.getpgid(pid) if send is os.killpg else pid, _signal.SIGKILL)
            except OSError:
                pass


def end_all(program: 'int | None', woken: int) -> 'NoReturn':
    """Kill whatever is left, and exit. The end of one makes orphans of others, which become children here."""
    while True:
        kill_all({*children(), *([program] if program else [])})
        try:
            while real['waitpid'](-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            real['_exit'](0)
        select.select([woken], [], [])
        os.read(woken, 4096)


def serve() -> None:
    """Answer requests. Returns only in a process in which a program has run."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    _signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    _signal.signal(_signal.SIGCHLD, lambda *_: None)
    program = None
    while True:
        ready = select.select([0, woken], [], [])[0]
        if woken in ready:
            os.read(woken, 4096)
            status = reap(program)
            if status is not None:
                program = None
                os.write(1, b'%d\n' % status)
        if 0 not in ready:
            continue
        request = read_request()
        if request is None:
            end_all(program, woken)
        reason, failed = os.pipe()
        program = real['fork']()
        if program == 0:
            _signal.set_wakeup_fd(-1)
            _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
            for descriptor in (woken, wake, reason):
                os.close(descriptor)
            return become(request, failed)
        os.close(failed)
        # The pipe ends when the program begins.
        why = os.read(reason, 1000)
        os.close(reason)
        os.write(1, (b'! ' + why if why else b'%d' % program) + b'\n')
        if why:
            program = None


contain(sys.argv[2:])
serve()
