"""Runs a command, and reports to descriptor 3: its process id, and when it has ended its CPU ticks, the
monotonic clock in milliseconds, its exit code (or minus the number of a signal), and the CPU milliseconds
of it and of all children that it waited for.
"""

import os
import sys
import time

pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, 3)])
os.write(3, b'%d\n' % pid)
os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
ended = time.monotonic() * 1000
# Without its children's: they count when they are waited for, even if they were used much earlier.
with open(f'/proc/{pid}/stat') as stat:
    ticks = sum(map(int, stat.read().rpartition(')')[2].split()[11:13]))
_, status, used = os.wait4(pid, 0)
code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
both = (used.ru_utime + used.ru_stime) * 1000
os.write(3, b'%d %f %d %f\n' % (ticks, ended, code, both))
