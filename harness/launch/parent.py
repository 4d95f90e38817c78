"""The parent of one program that is started directly, and of whatever of it loses its own parent.

Stands between the harness and the program, for a program can stop or kill its parent. Given the
file descriptor by which it tells the harness, the run's folder, the number of control groups to
enter, these, and the program's command line. Tells the process's id, or why it could not be
started, and when it has ended its wait status. When its input ends the harness needs it no more,
or is gone: then it ends all that is left.
"""
import _signal
import os
import select
import sys

PR_SET_CHILD_SUBREAPER = 36

# The program's own standard input.
INPUT = 4


def adopt_orphans():
    try:
        import ctypes
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        pass  # Then only what can be found otherwise is.


def begin(command, entrances, environment, failed):
    """In the new process: become the program."""
    try:
        os.setsid()
        for entrance in entrances:
            try:
                with open(entrance, 'w') as group:
                    group.write('0')
            except OSError:
                pass
        os.dup2(INPUT, 0)
        os.close(INPUT)
        # Node makes its own pipes and terminals non-blocking, for all who hold them.
        os.set_blocking(0, True)
        # Python ignores these, and who is executed would, too.
        _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)
        _signal.signal(_signal.SIGXFSZ, _signal.SIG_DFL)
        os.execve(command[0], command, environment)
    except OSError as error:
        os.write(failed, os.fsencode(error.strerror))
    finally:
        os._exit(127)


def as_given():
    """The environment that this process was given: Python may add a locale of its own to it."""
    with open('/proc/self/environ', 'rb') as file:
        pairs = (pair.split(b'=', 1) for pair in file.read().split(b'\0') if b'=' in pair)
        return {name: value for name, value in pairs}


def children():
    own = os.getpid()
    try:
        with open('/proc/%d/task/%d/children' % (own, own)) as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


def end_children():
    """Whoever forks faster than it is killed shares its group with those whom it forks, mostly."""
    for pid in children():
        for send in (os.killpg, os.kill):
            try:
                if send is os.kill or os.getpgid(pid) != os.getpid():
                    send(os.getpgid(pid) if send is os.killpg else pid, _signal.SIGKILL)
            except OSError:
                pass


def main():
    tell = int(sys.argv[1])
    folder, count = sys.argv[2], int(sys.argv[3])
    entrances, command = sys.argv[4:4 + count], sys.argv[4 + count:]
    os.set_inheritable(tell, False)
    if count == 0:
        adopt_orphans()
    environment = as_given()
    environment[b'LOCKSTEP_RUN'] = os.fsencode(folder)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    reason, failed = os.pipe()
    program = os.fork()
    if program == 0:
        begin(command, entrances, environment, failed)
    os.close(failed)
    os.close(INPUT)
    # What holds these is what is waited for.
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    why = os.read(reason, 1000)
    _signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    _signal.signal(_signal.SIGCHLD, lambda *_: None)
    os.write(tell, (b'! ' + why if why else b'%d' % program) + b'\n')
    watched = [0, woken]
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == program:
            os.write(tell, b'%d\n' % status)
        if pid != 0:
            continue
        if 0 not in watched:
            end_children()
        ready = select.select(watched, [], [], None if 0 in watched else 0.005)[0]
        if woken in ready:
            os.read(woken, 4096)
        if 0 in ready:
            watched.remove(0)


main()
