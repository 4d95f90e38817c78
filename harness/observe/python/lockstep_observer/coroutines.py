"""Tells when a coroutine of asyncio sleeps and wakes; its event loop's waits are others' concern."""
from . import channel, sleeps
from .timed import is_timed


def own_sleep(tasks):
    real = tasks.sleep

    async def sleep(delay, result=None, **options):
        if not is_timed(delay):
            return await real(delay, result, **options)
        number = sleeps.next_number()
        channel.emit('sleep', id=number, seconds=float(delay))
        await real(0 if sleeps.NONE else delay, **options)
        # One that is cancelled has not slept as long as it would.
        channel.emit('wake', id=number)
        return result

    sleep.__module__, sleep.__qualname__, sleep.__doc__ = real.__module__, 'sleep', real.__doc__
    tasks.sleep = sleep
