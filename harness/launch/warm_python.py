"""A Python with its imports done, in which programs run: that saves one two thirds of its time.

A program sees no difference but what it takes for the interpreter's own first modules.
"""

import builtins
import gc
import os
import sys
import types

# isort: split
from lockstep_observer import begin
from lockstep_observer.channel import idle
from lockstep_observer.tasks import afterwards, real  # noqa: F401

# What concurrent programs import, and what takes long. Imported with the observer in place.
# isort: split
import concurrent.futures.thread  # noqa: F401
import multiprocessing.pool
import multiprocessing.popen_fork
import multiprocessing.queues
import multiprocessing.synchronize  # noqa: F401
import random  # noqa: F401
import threading  # noqa: F401

_own_path = list(sys.path)

# What the interpreter itself may ask for while it ends: to tell of an error in a `__del__`, say.
_ASKED_FOR = (
    'abc',
    'builtins',
    'codecs',
    'encodings',
    'io',
    'linecache',
    'main',
    'os',
    'sys',
    'threading',
    'time',
    'tokenize',
    'traceback',
    'warnings',
)


def _is_asked_for(name):
    return name.partition('.')[0].strip('_') in _ASKED_FOR


_modules: 'dict[str, object]' = {
    name: module for name, module in sys.modules.items() if not _is_asked_for(name)
}
_modules['itself'] = _modules  # What is frozen and refers to itself is never taken down.
gc.freeze()

# Who starts programs is no task, and never pauses: each start reads and writes some times (polls.py).
idle().quiet = True


def _keep_modules():
    """Spare them the interpreter's end, which writes to all their memory: 25 % of a short program's CPU.

    All that was to be done at the exit is done; the program's own modules are taken down as ever. Only an
    object that the program has put into one of these has its `__del__` not called any more.
    """
    for name, module in _modules.items():
        if sys.modules.get(name) is module:
            del sys.modules[name]


afterwards.append(_keep_modules)


def _file_of(program):
    """Its `__file__`, and what tracebacks call it: a whole path from Python 3.9 on."""
    if os.path.isabs(program) or sys.version_info < (3, 9):
        return program
    return os.path.join(os.getcwd(), program[2:] if program.startswith('./') else program)


def run_here(command, environment):
    """Run a Python program in this interpreter as `python3 program arguments` would.

    Its environment is that of this process, which is the same in all runs but for the input.
    """
    del sys.modules[__name__]
    program, *arguments = map(os.fsdecode, command)
    os.environ.pop('LOCKSTEP_INPUT', None)  # Of the run for which this process was started.
    for entry in environment:
        name, _, value = entry.partition(b'=')
        if name == b'LOCKSTEP_INPUT':
            os.environb[name] = value
    sys.argv[:] = [program, *arguments]
    if hasattr(sys, 'orig_argv'):
        sys.orig_argv[:] = [sys.executable, program, *arguments]
    # The one that is there was opened for the harness's requests.
    sys.stdin = sys.__stdin__ = open(0, encoding=sys.stdin.encoding, errors=sys.stdin.errors, closefd=False)  # noqa: SIM115
    sys.stdin.mode = 'r'  # pyright: ignore[reportAttributeAccessIssue] (as Python itself does)
    # Of a link the folder of what it leads to.
    sys.path[:] = [os.path.dirname(os.path.realpath(program)), *_own_path[1:]]
    file = _file_of(program)
    main = types.ModuleType('__main__')
    main.__dict__.update(__file__=file, __builtins__=builtins, __cached__=None)
    main.__dict__.setdefault('__annotations__', {})
    sys.modules['__main__'] = main
    idle().quiet = False
    begin()
    try:
        with open(file, 'rb') as source:
            code = compile(source.read(), file, 'exec', dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        # Without this function's own frame, which no traceback of the program has.
        trace = error.__traceback__ and error.__traceback__.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        raise SystemExit(1) from None
