"""Process 1 of a sandbox: starts the program, tells how it ended, and buries orphans.

Tells, a line each, the program's process id in here, and when it has ended its wait status: the
sandbox's own exit code cannot tell a signal from a code. Then waits to be ended, and with it
whatever the program has left running.
"""

import ctypes
import os
import resource
import signal
import sys

# Inherited, by number.
TELL, LAST_PID = 4, 5

PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4


def begin(command, largest_file):
    """In the new process: give up what this one may, and become the program."""
    # Which Python ignores.
    for name in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(name, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ctypes.CDLL(None, use_errno=True).prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0):
        raise OSError(ctypes.get_errno(), 'cannot give up capabilities')
    os.close(TELL)
    os.execv(command[0], command)


def main(last_pid, largest_file, *command):
    # The program may send signals to process 1, which ignores all for which it has no handler.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.write(LAST_PID, last_pid.encode())
    os.close(LAST_PID)
    program = os.fork()
    if program == 0:
        begin(command, int(largest_file))
    os.write(TELL, b'%d\n' % program)
    while True:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            signal.pause()
            continue
        if pid == program:
            os.write(TELL, b'%d\n' % status)


if __name__ == '__main__':
    main(*sys.argv[1:])
