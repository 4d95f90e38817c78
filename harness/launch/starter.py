"""Starts the programs of one workspace, one after the other, and is the parent of each.

Stands between the harness and the programs, for a program can stop or kill its parent. Given its
kind, and the control groups to enter, which hold all that is started here; where none can be
entered it stays the ancestor of whatever loses its parent. Answers each request with two lines:
the new process's id, or why there is none, and when it has ended its wait status. When its input
ends the harness needs it no more, or is gone: then it ends all that is left.

A `bare` one imports next to nothing, and executes every program. A `warm` one has the observer,
and runs Python in itself (warm_python.py); it executes all else, from a process that is ten times
smaller than the harness.
"""

import os
import sys

if sys.argv[1] == 'warm':
    from warm_python import real, run_here
else:
    run_here = None
    real = {'fork': os.fork, 'waitpid': os.waitpid, 'execve': os.execve, '_exit': os._exit}

# After the observer.
import _signal
import select

PR_SET_CHILD_SUBREAPER = 36

# The harness's own standard input, for a program that is to have it.
INPUT = 3

# Of the number of bytes that follow.
DIGITS = 8


def contain(entrances):
    """Enter the control groups; if there is none, adopt orphans."""
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
            pass  # Then only what can be found otherwise is.


def read(length):
    """So many bytes of the harness's; None where it is gone."""
    found = b''
    while len(found) < length:
        more = os.read(0, length - len(found))
        if not more:
            return None
        found += more
    return found


def read_request():
    length = read(DIGITS)
    body = length and read(int(length))
    return body and body.split(b'\0')


def take_streams(files):
    """Let these stand for the standard streams; an empty name for the harness's own."""
    descriptors = [
        os.open(file, os.O_WRONLY if target else os.O_RDONLY) if file else INPUT
        for target, file in enumerate(files)
    ]
    for target, descriptor in enumerate(descriptors):
        os.dup2(descriptor, target)
    for descriptor in {INPUT, *descriptors}:
        os.close(descriptor)
    # Node makes its own pipes and terminals non-blocking, for all who hold them.
    os.set_blocking(0, True)


def become(request, failed):
    """In the new process: a session of its own, and the program. Returns when that has run in here."""
    is_python, cwd, *files = request[:5]
    count = int(request[5])
    command, environment = request[6 : 6 + count], request[6 + count :]
    try:
        os.setsid()
        take_streams(files)
        os.chdir(cwd)
        if not (run_here and is_python):
            # Python ignores these, and who is executed would, too.
            _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)
            _signal.signal(_signal.SIGXFSZ, _signal.SIG_DFL)
            real['execve'](command[0], command, dict(entry.split(b'=', 1) for entry in environment))
    except OSError as error:
        os.write(failed, os.fsencode(str(error.strerror)))
        real['_exit'](127)
    os.close(failed)
    if run_here is not None:
        run_here(command[1:], environment)


def reap(program):
    """The wait status of this one, if it has ended; orphans are buried."""
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


def children():
    own = os.getpid()
    try:
        with open('/proc/%d/task/%d/children' % (own, own)) as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


def kill_all(pids):
    """Whoever forks faster than it is killed shares its group with those whom it forks, mostly."""
    for pid in pids:
        for send in (os.killpg, os.kill):
            try:
                if send is os.kill or os.getpgid(pid) != os.getpgid(0):
                    send(os.getpgid(pid) if send is os.killpg else pid, _signal.SIGKILL)
            except OSError:
                pass


def end_all(program, woken):
    """End whatever is left; an end of one makes orphans of others, who become children of this one."""
    while True:
        kill_all({*children(), *([program] if program else [])})
        try:
            while real['waitpid'](-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            real['_exit'](0)
        select.select([woken], [], [])
        os.read(woken, 4096)


def serve():
    """Returns in the process of a program that has run in here."""
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
        # It ends where the program begins.
        why = os.read(reason, 1000)
        os.close(reason)
        os.write(1, (b'! ' + why if why else b'%d' % program) + b'\n')
        if why:
            program = None


contain(sys.argv[2:])
serve()
