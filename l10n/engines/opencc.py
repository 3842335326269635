"""Traditional Chinese by way of Simplified: OpenCC converts what an engine drafts in Simplified Chinese.

Models for Traditional Chinese are rare and small; conversion of characters and words is nearly free of error. OpenCC is
an optional library: `pip install 'article-l10n[opencc]'`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import Any, Final

from l10n.engines import Draft, Engine, Manner, Origin
from l10n.errors import ModelMissingError

SIMPLIFIED: Final = "zh"
TRADITIONAL: Final = "zt"
"""Argos codes."""

_CONVERSIONS: Final[Mapping[str, str]] = MappingProxyType({"zh-Hant-HK": "s2hk", "zh-Hant-MO": "s2hk"})
"""OpenCC's configuration by language tag: the characters of Hong Kong. All others get `_TAIWAN`."""
_TAIWAN: Final = "s2twp"
"""Characters and words as Taiwan has them."""


@dataclass(frozen=True)
class TraditionalEngine:
    """An engine for Simplified Chinese whose drafts are converted."""

    engine: Engine
    conversion: str

    @cached_property
    def origin(self) -> Origin:
        """`argos en_zh+s2twp 1.9+1.4.2`."""
        base = self.engine.origin
        return replace(base, model=f"{base.model}+{self.conversion}", version=f"{base.version}+{version('opencc')}")

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        """The drafts converted; the alignment stays where no sign was added or taken."""
        for index, draft in self.engine.translate(sentences, manner):
            text = str(self._converter.convert(draft.text))
            alignment = draft.alignment if len(text) == len(draft.text) else None
            yield index, replace(draft, text=text, alignment=alignment)

    @cached_property
    def _converter(self) -> Any:
        from opencc import OpenCC  # noqa: PLC0415 - an optional library, loaded when a sentence has to be converted

        return OpenCC(self.conversion)


def open_traditional(open_into: Callable[[str], Engine], tag: str, choice: str) -> Engine:
    """An engine for Traditional Chinese.

    `open_into`: opens an engine for an Argos code; `tag`: of the locale (BCP 47); `choice`: `auto`, `model`, `opencc`.
    ModelMissingError where what was chosen is not installed.
    """
    if choice == "model":
        return open_into(TRADITIONAL)
    if choice == "auto":
        try:
            return open_into(TRADITIONAL)
        except ModelMissingError as error:
            missing = error
        if not _installed():
            raise missing
    elif not _installed():
        raise ModelMissingError("OpenCC is not installed: run `pip install 'article-l10n[opencc]'`")
    return TraditionalEngine(open_into(SIMPLIFIED), _CONVERSIONS.get(tag, _TAIWAN))


def _installed() -> bool:
    try:
        return bool(version("opencc"))
    except PackageNotFoundError:
        return False
