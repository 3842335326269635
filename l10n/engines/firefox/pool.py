"""Worker processes: as many as there are cores, one sentence each at a time, replaced when they fail.

fxtranslate translates one sentence at a time and keeps Python's lock meanwhile, so what runs in parallel are processes.
They are plain ones, talked to through pipes: nothing of the program that uses the engine is imported again in them, and
they end when their input does, however that program ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from l10n.engines import cores
from l10n.engines.firefox.models import AGAIN, FirefoxModel
from l10n.errors import InputError, L10nError

LOADING: Final = 120.0
"""Seconds until a worker must have loaded its models; the measured time is 0.3."""
PATIENCE: Final = 30.0
PATIENCE_PER_CHARACTER: Final = 0.02
"""Seconds until a sentence must be answered; the measured time is 0.0003 a character."""
SHARE: Final = 20
"""Sentences that make another worker worth its start: both take about 0.3 seconds."""
ATTEMPTS: Final = 2
"""Workers that a sentence may cost: a worker may also have been ended from outside."""

Answer = tuple[int, str | None]
"""The number of a sentence, and its translation or None."""

# Ctrl-C in a terminal must not reach the workers, nor a window of theirs the screen.
if sys.platform == "win32":
    _GROUP, _FLAGS = None, subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
else:
    _GROUP, _FLAGS = 0, 0

_PROGRAM: Final = "from l10n.engines.firefox.worker import main; main()"


class Worker:
    """One process; it ends at the latest when this object is no longer used."""

    def __init__(self, models: Sequence[FirefoxModel]) -> None:
        self._models = models
        self.late = False
        """Whether it was ended because it took too long."""
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in sys.path)},
            process_group=_GROUP,
            creationflags=_FLAGS,
        )
        self.end = weakref.finalize(self, _end, self._process)
        self.loaded = False

    def ask(self, sentence: str) -> str | None:
        """The translation; None where the worker came to its end. InputError if a model cannot be loaded."""
        if not self.loaded and not self._load():
            return None
        answer = self._answer(sentence, PATIENCE + PATIENCE_PER_CHARACTER * len(sentence))
        return None if answer is None else str(answer)

    def _load(self) -> bool:
        models = [(str(model.path), model.source, model.target) for model in self._models]
        told = self._answer(models, LOADING)
        if isinstance(told, dict) and "reason" in told:
            raise InputError(told["path"], told["reason"])
        self.loaded = told is not None
        return self.loaded

    def _answer(self, message: object, seconds: float) -> object:
        assert self._process.stdin
        assert self._process.stdout
        timer = threading.Timer(seconds, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            self._process.stdin.write(json.dumps(message).encode("ascii") + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except (OSError, ValueError):  # the pipe is broken, or closed by `end`
            return None
        finally:
            timer.cancel()
            timer.join()
        return json.loads(line) if line.endswith(b"\n") and not self.late else None

    def _end_late(self) -> None:
        self.late = True
        self._process.kill()


class Pool:
    """Workers for the same models, kept from one run to the next."""

    def __init__(self, models: Sequence[FirefoxModel]) -> None:
        self._models = models
        self.idle: list[Worker] = []

    def translate(self, sentences: Sequence[str]) -> Iterator[Answer]:
        """The translation of each sentence with its number, each once, as they become ready; None where there is none.

        InputError if a model cannot be loaded, L10nError if no process can be started. A run that is left early ends
        its workers.
        """
        run = _Run(self._models, sentences)
        try:
            for _ in range(min(cores(), -(-len(sentences) // SHARE))):
                run.start(self.idle.pop() if self.idle else None)
            for _ in sentences:
                yield run.next()
            self.idle += run.finished()
        finally:
            run.stop()


class _Run:
    """Sentences that several threads, one for each worker, take from one queue and answer into another."""

    def __init__(self, models: Sequence[FirefoxModel], sentences: Sequence[str]) -> None:
        self._models = models
        self._sentences: SimpleQueue[tuple[int, str]] = SimpleQueue()
        for job in enumerate(sentences):
            self._sentences.put(job)
        self._answers: SimpleQueue[Answer | L10nError] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._workers: list[Worker] = []
        self._stopped = threading.Event()

    def start(self, worker: Worker | None) -> None:
        """One more thread, with a worker that is there already or one of its own."""
        if worker is not None:
            self._workers.append(worker)
        thread = threading.Thread(target=self._drive, args=(worker,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def next(self) -> Answer:
        """The next answer; raises what stopped a thread."""
        while True:
            running = any(thread.is_alive() for thread in self._threads)
            try:
                answer = self._answers.get(timeout=1 if running else 0)
            except Empty:
                if not running:
                    raise L10nError("the threads of the engine firefox have died; run again") from None
                continue
            if isinstance(answer, L10nError):
                raise answer
            return answer

    def finished(self) -> list[Worker]:
        """The workers, after the last answer; they are no longer part of this run."""
        for thread in self._threads:
            thread.join()
        workers, self._workers = self._workers, []
        return workers

    def stop(self) -> None:
        """End the workers."""
        self._stopped.set()
        for worker in [*self._workers]:
            worker.end()

    def _drive(self, worker: Worker | None) -> None:
        try:
            while not self._stopped.is_set():
                number, sentence = self._sentences.get_nowait()
                worker, answer = self._answered(worker, sentence)
                self._answers.put((number, answer))
        except Empty:
            return
        except L10nError as error:
            self._answers.put(error)
        except OSError as error:
            self._answers.put(L10nError(f"no process can be started for the engine firefox: {error}; free memory"))

    def _answered(self, worker: Worker | None, sentence: str) -> tuple[Worker | None, str | None]:
        """The answer, and the worker that gave it, or None for both."""
        for attempt in range(1, ATTEMPTS + 1):
            worker = worker or self._hired()
            answer = worker.ask(sentence)
            if answer is not None:
                return worker, answer
            self._dismiss(worker)
            if self._stopped.is_set() or (worker.loaded and worker.late):
                break
            if not worker.loaded and attempt == ATTEMPTS:
                raise InputError(self._models[0].path, f"fxtranslate stops when it loads this model; {AGAIN}")
            worker = None
        return None, None

    def _hired(self) -> Worker:
        worker = Worker(self._models)
        self._workers.append(worker)
        if self._stopped.is_set():  # `stop` may not have seen it
            worker.end()
        return worker

    def _dismiss(self, worker: Worker) -> None:
        worker.end()
        with contextlib.suppress(ValueError):
            self._workers.remove(worker)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            assert pipe
            pipe.close()
