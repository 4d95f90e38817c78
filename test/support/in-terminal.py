"""Runs a command in a terminal of its own, and prints what it shows there.

usage: in-terminal.py TEXT COMMAND…   Presses Ctrl-C when TEXT is shown; never if it is ''.
"""

import fcntl
import os
import pty
import struct
import sys
import termios

text, command = sys.argv[1].encode(), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 100, 0, 0))  # 24 rows of 100 columns
    os.execvp(command[0], command)
shown, pressed = b'', text == b''
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:  # The last process that had the terminal open has ended.
        break
    os.write(1, data)
    shown += data
    if not pressed and text in shown:
        os.write(terminal, b'\x03')
        pressed = True
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
