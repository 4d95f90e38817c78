"""Process 1 of a sandbox: starts the program, reports how it ended, and reaps orphans.

Writes one line with the program's process id in the sandbox, and one with its wait status when it has
ended: the sandbox's own exit code does not distinguish signals from exit codes. Then it waits until
the harness kills it, and with it whatever the program left running.
"""

import ctypes
import os
import resource
import signal
import sys

# Descriptors that the harness passes on: for these lines, and to set the last process id.
REPORT, LAST_PID = 4, 5

PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4


def become(command: 'list[str]', largest_file: int) -> None:
    """In the new process: give up capabilities, and become the program."""
    # Python ignores these signals.
    for name in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(name, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ctypes.CDLL(None, use_errno=True).prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0):
        raise OSError(ctypes.get_errno(), 'cannot give up capabilities')
    os.close(REPORT)
    os.execv(command[0], command)


def main(last_pid: str, largest_file: str, *command: str) -> None:
    # The kernel drops signals to process 1 that have no handler; Python has one for this signal.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.write(LAST_PID, last_pid.encode())
    os.close(LAST_PID)
    program = os.fork()
    if program == 0:
        become(list(command), int(largest_file))
    os.write(REPORT, b'%d\n' % program)
    while True:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            signal.pause()
            continue
        if pid == program:
            os.write(REPORT, b'%d\n' % status)


if __name__ == '__main__':
    main(*sys.argv[1:])
