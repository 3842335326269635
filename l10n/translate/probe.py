"""Which masks and fences a model keeps: it is asked for a few sentences in each form.

The questions go the way of all others, through the cache, so that a model is probed once and its answers stay with it.
The forms are tried in their order, and the first that come through nine sentences of ten are taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from l10n.translate.asking import Question, Steps
from l10n.translate.masks import FENCES, FORMS, Fence, Form
from l10n.translate.projection import tokens

ENOUGH: Final = 0.9
WANTED: Final = 2
"""Forms that are looked for; a sentence is cut at its atoms when both fail."""

SENTENCES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            "Open @ and read the first line.",
            "The minister visited @ on Sunday with his wife.",
            "Everyone who works here knows @.",
            "@ was built in the middle of the last century.",
            "We went to the station because of @ and waited.",
            "You can change the colour with @ at any time.",
            "The name of the file is @, and it is very old.",
            "She put @ on the table before she left the house.",
            "In spring @ is the best place in the city.",
            "The report about @ was never published.",
        ),
        "ru": (
            "Откройте @ и прочитайте первую строку.",
            "Министр посетил @ в воскресенье вместе с женой.",
            "Каждый, кто здесь работает, знает @.",
            "@ построили в середине прошлого века.",
            "Мы пошли на станцию из-за @ и ждали.",
            "Цвет можно изменить с помощью @ в любое время.",
            "Имя файла — @, и он очень старый.",
            "Она положила @ на стол и ушла из дома.",
            "Весной @ — лучшее место в городе.",
            "Отчёт о @ так и не опубликовали.",
        ),
        "zh": (
            "打开@，读第一行。",
            "部长星期天和妻子一起参观了@。",
            "在这里工作的人都知道@。",
            "@建于上世纪中叶。",
            "我们因为@去了车站，在那里等着。",
            "你可以随时用@改变颜色。",
            "文件的名字是@，它很旧了。",
            "她离家之前把@放在桌子上。",
            "春天，@是城里最好的地方。",
            "关于@的报告从未发表。",
        ),
    }
)
"""By source language; of another language, the forms are tried in their order on the sentences themselves."""


class Probe:
    """What is known of the forms that a model keeps; each is found out when it is first needed."""

    def __init__(self, language: str) -> None:
        """`language`: of the model's source, as Argos names it."""
        self._lines = SENTENCES.get(language, ())
        self._kept: dict[Form | Fence, bool] = {}

    def masks(self) -> Steps[tuple[Form, ...]]:
        """All forms of masks, those that the model keeps first."""
        kept: list[Form] = []
        for form in FORMS if self._lines else ():
            if len(kept) < WANTED and (yield from self._keeps(form)):
                kept.append(form)
        return (*kept, *(form for form in FORMS if form not in kept))

    def fences(self) -> Steps[tuple[Fence, ...]]:
        """All fences, those that the model keeps first."""
        kept: set[Fence] = set()
        for fence in FENCES if self._lines else ():
            if (yield from self._keeps(fence)):
                kept.add(fence)
        return tuple(sorted(FENCES, key=lambda fence: fence not in kept))

    def _keeps(self, form: Form | Fence) -> Steps[bool]:
        """Whether nine of the sentences come back with the form in them; many tasks may ask at once."""
        if form not in self._kept:
            asked = [Question(_with(form, line)) for line in self._lines]
            answers = yield asked
            if form not in self._kept:
                shares = [_is_in(form, answers[each].text) for each in asked]
                self._kept[form] = sum(shares) >= ENOUGH * len(shares)
        return self._kept[form]


def _with(form: Form | Fence, line: str) -> str:
    return line.replace("@", form.mask(0)) if isinstance(form, Form) else _fenced(line.replace("@", ""), form)


def _is_in(form: Form | Fence, answer: str) -> bool:
    """Whether the mask is there once, or both signs of the fence."""
    if isinstance(form, Form):
        return len(form.places(answer).get(form.figures(0), ())) == 1
    return form.span(answer) is not None


def _fenced(line: str, fence: Fence) -> str:
    """The line with a fence around the last word but one, which is an ordinary word in each of the sentences."""
    start, end = tokens(line)[-3]
    return line[:start] + fence.opener + line[start:end] + fence.closer + line[end:]
