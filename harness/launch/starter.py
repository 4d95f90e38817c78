"""Starts the runs of one lane, one after the other: a fork server.

Reads one request a line, as JSON, and answers each with two lines: the new process's id, and when
it has ended its wait status. A Python program is forked from here, with its imports done, which
saves it two thirds of its time; all else is forked and executed, from a process that is ten times
smaller than the harness. A program sees no difference but what it takes for the interpreter's own
first modules. Ends when nobody asks any more.
"""
import _signal
import builtins
import gc
import json
import os
import sys
import types

from lockstep_observer import begin
from lockstep_observer.tasks import real

# What concurrent programs import, and what takes long. Imported with the observer in place.
import concurrent.futures.thread  # noqa: F401
import multiprocessing.pool
import multiprocessing.popen_fork
import multiprocessing.queues
import multiprocessing.synchronize
import random  # noqa: F401
import threading  # noqa: F401

_own_path = list(sys.path)


def run_here(program, *arguments):
    """Run a Python program in this interpreter as `python3 program arguments` would."""
    sys.argv[:] = [program, *arguments]
    if hasattr(sys, 'orig_argv'):
        sys.orig_argv[:] = [sys.executable, program, *arguments]
    # The server's own has read ahead.
    sys.stdin = sys.__stdin__ = open(0, encoding=sys.stdin.encoding, errors=sys.stdin.errors, closefd=False)
    sys.stdin.mode = 'r'
    sys.path[:] = [os.path.dirname(program)] + _own_path[1:]
    main = types.ModuleType('__main__')
    main.__dict__.update(__file__=program, __builtins__=builtins, __cached__=None)
    main.__dict__.setdefault('__annotations__', {})
    sys.modules['__main__'] = main
    begin()
    try:
        with open(program, 'rb') as source:
            code = compile(source.read(), program, 'exec', dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit:
        raise
    except BaseException:
        kind, error, trace = sys.exc_info()
        # Without this function's own frame, which no traceback of the program has.
        sys.excepthook(kind, error.with_traceback(trace.tb_next), trace.tb_next)
        raise SystemExit(1) from None


def start(request):
    """In the new process: become a session's leader, with the program's own streams."""
    _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
    os.setsid()
    descriptors = [
        os.open(request['stdin'], os.O_RDONLY),
        os.open(request['stdout'], os.O_WRONLY),
        os.open(request['stderr'], os.O_WRONLY),
    ]
    for target, descriptor in enumerate(descriptors):
        os.dup2(descriptor, target)
        os.close(descriptor)
    os.chdir(request['cwd'])
    os.environ.pop('LOCKSTEP_INPUT', None)  # Of the run for which the server was started.
    if 'LOCKSTEP_INPUT' in request['environment']:
        os.environ['LOCKSTEP_INPUT'] = request['environment']['LOCKSTEP_INPUT']
    command = request['command']
    if request['python']:
        run_here(*command[1:])
    else:
        os.execve(command[0], command, request['environment'])


PR_SET_CHILD_SUBREAPER = 36


def contain(entrances):
    """Enter the control group that holds all that is started here; if there is none, stay the
    ancestor of whatever loses its parent."""
    entered = 0
    for entrance in entrances:
        try:
            with open(entrance, 'w') as group:
                group.write('0')
            entered += 1
        except OSError:
            pass
    if entered == 0 and sys.platform == 'linux':
        import ctypes
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap(*_):
    """Orphans whose ancestor this is."""
    try:
        while real['waitpid'](-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def wait_for(program):
    """Its wait status; orphans that end before it are reaped."""
    while True:
        pid, status = real['waitpid'](-1, 0)
        if pid == program:
            return status


def main():
    contain(sys.argv[1:])
    gc.freeze()
    for line in sys.stdin:
        request = json.loads(line)
        _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
        pid = real['fork']()
        if pid == 0:
            start(request)
            return
        os.write(1, b'%d\n' % pid)
        status = wait_for(pid)
        _signal.signal(_signal.SIGCHLD, reap)
        os.write(1, b'%d\n' % status)


if __name__ == '__main__':
    main()
