"""How work grows with its input: processor time against processor time of the same run, never seconds."""

import gc
from collections.abc import Callable
from time import process_time


def growth(work: Callable[[int], object], size: int, factor: int = 8, tries: int = 3) -> float:
    """How many times as long `work(size * factor)` takes as `work(size)`; `factor` where it is linear.

    The least of some tries counts, since other programs can only add to the time.
    """
    return _least(work, size * factor, tries) / _least(work, size, tries)


def _least(work: Callable[[int], object], size: int, tries: int) -> float:
    gc.collect()
    times: list[float] = []
    for _ in range(tries):
        started = process_time()
        work(size)
        times.append(process_time() - started)
    return min(times)
