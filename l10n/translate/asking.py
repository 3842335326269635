"""Asking an engine for many sentences at once, on behalf of many tasks that each ask step by step.

A task is a generator: it yields the questions that it needs answered, and is sent their answers. All questions that
tasks have at the same time are asked together, each once, those known to the cache not at all; a task goes on as soon
as its answers are there. Every answer is in the cache before a task sees it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from l10n.cache import Cache, Call
from l10n.engines import Draft, Engine, Manner
from l10n.inline import OBJECT


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence for the engine, and the manner of asking."""

    sentence: str
    manner: Manner = Manner.PLAIN


Answers = Mapping[Question, Draft]
_Result = TypeVar("_Result")
Steps = Generator[Sequence[Question], Answers, _Result]
"""A task: it yields questions, gets their answers, and returns its result."""


@dataclass(frozen=True, slots=True)
class Done(Generic[_Result]):
    """What a task returned."""

    number: int
    """Of the task."""
    result: _Result
    fresh: bool
    """Whether the engine was asked for it, now."""


class Interview(Generic[_Result]):
    """The tasks of one run through an engine: which wait for what."""

    def __init__(self, tasks: Sequence[Steps[_Result]], engine: Engine, cache: Cache, call: Call) -> None:
        """`call`: how the engine was opened."""
        self._tasks = tasks
        self._engine = engine
        self._call = call
        self._cache = cache
        self._answers: dict[Question, Draft] = {}
        self._fresh: set[Question] = set()
        self._asked: list[tuple[Question, ...]] = [()] * len(tasks)
        self._missing = [0] * len(tasks)
        self._touched = [False] * len(tasks)
        self._waiting: dict[Question, list[int]] = {}
        self._finished: list[Done[_Result]] = []

    def results(self) -> Iterator[Done[_Result]]:
        """What the tasks return, as they end."""
        for number in range(len(self._tasks)):
            self._start(number)
            yield from self._taken()
        while self._waiting:
            for manner in Manner:
                yield from self._round([question for question in self._waiting if question.manner is manner], manner)

    def _round(self, questions: Sequence[Question], manner: Manner) -> Iterator[Done[_Result]]:
        sentences = [question.sentence for question in questions]
        known = self._cache.known(self._call, sentences, manner)
        for sentence, draft in known.items():
            self._deliver(Question(sentence, manner), draft)
            yield from self._taken()
        unknown = [sentence for sentence in sentences if sentence not in known]
        for index, draft in self._engine.translate(unknown, manner) if unknown else ():
            if draft.text.strip():  # no answer may be one another time
                self._cache.remember(self._call, [(unknown[index], draft)], manner)
            self._fresh.add(Question(unknown[index], manner))
            self._deliver(Question(unknown[index], manner), draft)
            yield from self._taken()

    def _deliver(self, question: Question, draft: Draft) -> None:
        self._answers[question] = _cleaned(question.sentence, draft)
        for number in self._waiting.pop(question):
            self._missing[number] -= 1
            if not self._missing[number]:
                self._go_on(number)

    def _start(self, number: int) -> None:
        try:
            self._wait(number, next(self._tasks[number]))
        except StopIteration as end:
            self._finished.append(Done(number, end.value, fresh=False))
        else:
            self._go_on(number)

    def _go_on(self, number: int) -> None:
        """Let a task go on with its answers, until it waits for a new one or ends."""
        while not self._missing[number]:
            asked = self._asked[number]
            self._touched[number] |= not self._fresh.isdisjoint(asked)
            try:
                self._wait(number, self._tasks[number].send({each: self._answers[each] for each in asked}))
            except StopIteration as end:
                self._finished.append(Done(number, end.value, self._touched[number]))
                return

    def _wait(self, number: int, questions: Sequence[Question]) -> None:
        self._asked[number] = tuple(dict.fromkeys(questions))
        missing = [question for question in self._asked[number] if question not in self._answers]
        self._missing[number] = len(missing)
        for question in missing:
            self._waiting.setdefault(question, []).append(number)

    def _taken(self) -> list[Done[_Result]]:
        taken, self._finished = self._finished, []
        return taken


def _cleaned(sentence: str, draft: Draft) -> Draft:
    """The draft without signs that mean something here and the sentence does not have; none changes its place."""
    strange = {sign for sign in (OBJECT, *_LINE_ENDS) if sign in draft.text and sign not in sentence}
    return replace(draft, text="".join(" " if sign in strange else sign for sign in draft.text)) if strange else draft


_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
