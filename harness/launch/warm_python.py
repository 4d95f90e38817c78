"""A Python that has done its imports, in which programs run: that saves two thirds of a program's time.

A program sees one difference: more modules are loaded at its start.
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

# Modules that concurrent programs import and that take long, after the observer.
# isort: split
import concurrent.futures.thread  # noqa: F401
import multiprocessing.pool
import multiprocessing.popen_fork
import multiprocessing.queues
import multiprocessing.synchronize  # noqa: F401
import random  # noqa: F401
import threading  # noqa: F401

_own_path = list(sys.path)

# Modules that the interpreter itself may use while it ends, to print an error in a `__del__` for example.
_NEEDED_AT_EXIT = (
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


def _is_needed_at_exit(name: str) -> bool:
    return name.partition('.')[0].strip('_') in _NEEDED_AT_EXIT


_modules: 'dict[str, object]' = {
    name: module for name, module in sys.modules.items() if not _is_needed_at_exit(name)
}
_modules['itself'] = _modules  # A frozen object that refers to itself is never destroyed.
gc.freeze()

# The starter is no task: its own reads and writes do not count as looks (polls.py).
idle().quiet = True


def _keep_modules():
    """Keep the interpreter from destroying these modules at its end: that takes 25 % of a short program's CPU.

    Exit handlers have run; the program's own modules are destroyed as always. But the `__del__` of an
    object that the program put into one of these modules is not called.
    """
    for name, module in _modules.items():
        if sys.modules.get(name) is module:
            del sys.modules[name]


afterwards.append(_keep_modules)


def _file_of(program: str) -> str:
    """Its `__file__`, and its name in tracebacks: an absolute path from Python 3.9 on."""
    if os.path.isabs(program) or sys.version_info < (3, 9):
        return program
    return os.path.join(os.getcwd(), program[2:] if program.startswith('./') else program)


def run_here(command: 'list[bytes]', environment: 'list[bytes]') -> None:
    """Run a Python program in this interpreter, as `python3 PROGRAM ARGUMENTS` would.

    Its environment is that of this process, which differs between runs only in LOCKSTEP_INPUT.
    """
    del sys.modules[__name__]
    program, *arguments = map(os.fsdecode, command)
    os.environ.pop('LOCKSTEP_INPUT', None)  # That of the run for which this process was started.
    for entry in environment:
        name, _, value = entry.partition(b'=')
        if name == b'LOCKSTEP_INPUT':
            os.environb[name] = value
    sys.argv[:] = [program, *arguments]
    if hasattr(sys, 'orig_argv'):
        sys.orig_argv[:] = [sys.executable, program, *arguments]
    # The present one was opened for the harness's requests.
    sys.stdin = sys.__stdin__ = open(0, encoding=sys.stdin.encoding, errors=sys.stdin.errors, closefd=False)  # noqa: SIM115
    sys.stdin.mode = 'r'  # pyright: ignore[reportAttributeAccessIssue] (as Python itself does)
    # If the program is a link: the folder of its target.
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
        # Without the frame of this function.
        trace = error.__traceback__ and error.__traceback__.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        raise SystemExit(1) from None
