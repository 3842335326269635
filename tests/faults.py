"""Faults put into good translations on purpose, by a seeded random: what the checks must find, kind by kind."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from articles import page

from l10n.build import Page
from l10n.catalogue import Catalogue, Entry
from l10n.checks import Localised, Pair
from l10n.checks.rule import name_of
from l10n.checks.state import check_markup
from l10n.checks.table import PAIR_CHECKS
from l10n.document import Block, Document, Kind, ParseOptions
from l10n.formats import format_of
from l10n.formats.markdown.write import MarkdownWriter
from l10n.locales import Locale, locale
from l10n.problem import Severity
from l10n.segments import Segment
from l10n.terms import Glossary

REFERENCE = Path(__file__).parent / "data" / "reference"
ENGLISH = locale("en")
COLUMNS = {"ru": 1, "zh_CN": 2}
"""The columns of our own sample."""
SEVERITIES = {name_of(check): severity for check, severity in PAIR_CHECKS.items()}


@dataclass(frozen=True, slots=True)
class Good:
    """A sentence and what a person made of it; `other`: the same in a language that it must not be in."""

    source: str
    target: str
    others: tuple[str, ...] = ()
    spaced: bool = True
    """Whether blanks separate the words of the target."""


def own_sample(into: str) -> list[Good]:
    """The pairs of `data/reference`, which were written for this project."""
    lines = [
        line.split("\t")
        for path in sorted(REFERENCE.glob("?-*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    column = COLUMNS[into]
    strangers = _strangers(into)
    return [
        Good(cells[0], cells[column], (cells[3 - column], strangers[at % len(strangers)]), locale(into).spaced)
        for at, cells in enumerate(lines)
    ]


def _strangers(into: str) -> list[str]:
    """Sentences in languages that are written like the target's."""
    rows = (line.split("\t") for line in (REFERENCE / "relatives.tsv").read_text(encoding="utf-8").splitlines())
    return [text for tag, text in rows if (tag in {"zh_TW", "ja"}) == (into == "zh_CN")]


# --- pairs as checks see them


def pair_of(source: str, translation: str, into: str) -> Pair:
    """Two plain texts as an entry of a text article."""
    return _pair(source, translation, locale(into))


def _pair(source: str, translation: str, target: Locale) -> Pair:
    form = format_of(Path("a.txt"))
    segment = Segment(0, source, Kind.PARAGRAPH, "", form.marks(source))
    block = Block(0, 0, Kind.PARAGRAPH, source, MarkdownWriter("prose"), segment.marks)
    article = Page(Document(b"", (block,), ()), (segment,), form, ParseOptions())
    localised = Localised(Path("a.txt"), Path("a.po"), article, None, target, "none", Glossary(ENGLISH))
    return Pair(localised, segment, Entry(source, translation))


def refused(source: str, translation: str, into: str) -> bool:
    """Whether the rule `markup` speaks of an entry of a Markdown article."""
    article = page(f"{source}\n".encode(), by="paragraph")
    entries = tuple(Entry(segment.text, translation) for segment in article.segments)
    about = Localised(
        Path("a.md"), Path("a.po"), article, Catalogue(None, entries), locale(into), "none", Glossary(ENGLISH)
    )
    return bool(list(check_markup(about)))


def found(pair: Pair, rules: Sequence[str] = ()) -> dict[str, Severity]:
    """What the checks of pairs say, by rule; of `rules` only, if there are any."""
    said = {}
    for check, severity in PAIR_CHECKS.items():
        rule = name_of(check)
        if not rules or rule in rules:
            for finding in check(pair):
                said[rule] = finding.severity or severity
    return said


# --- kinds of faults

Spoil = Callable[[random.Random, Good], "Good | None"]
"""A good pair spoiled, or None where it has nothing to spoil."""


def _words(text: str, *, spaced: bool) -> list[str]:
    return text.split(" ") if spaced else list(text)


def _joined(words: Sequence[str], *, spaced: bool) -> str:
    return (" " if spaced else "").join(words)


def _with(good: Good, target: str) -> Good | None:
    return replace(good, target=target) if target != good.target else None


_LATIN = re.compile(r"[A-Za-z]+")
_PLAIN = re.compile(r"(?<![\w./@:#'’-])[a-z]{4,}(?![\w/@:'’-])")
_MARKS = ".!?…。！？"


def copy(_draw: random.Random, good: Good) -> Good | None:
    """A sentence of two words at least, left as it was."""
    plain = _PLAIN.findall(good.source)
    return _with(good, good.source) if plain and len("".join(_LATIN.findall(good.source))) >= 8 else None


def half_copy(_draw: random.Random, good: Good) -> Good | None:
    """The first half still in the source's words."""
    if len(good.source) < 60 or not _PLAIN.search(good.source):
        return None
    words, told = _words(good.target, spaced=good.spaced), good.source.split(" ")
    first, rest = " ".join(told[: len(told) // 2]), _joined(words[len(words) // 2 :], spaced=good.spaced)
    return _with(good, f"{first} {rest}")


def wrong_script(_draw: random.Random, good: Good) -> Good | None:
    """The translation of another locale."""
    return _with(good, good.others[0]) if len(good.others[0]) >= 8 else None


def relative(_draw: random.Random, good: Good) -> Good | None:
    """A text in a language that is written like the target's, of 40 letters or 8 characters at least."""
    return _with(good, good.others[1]) if len(good.others[1]) >= (40 if good.spaced else 8) else None


def loop(draw: random.Random, good: Good) -> Good | None:
    """Some words again and again, anywhere."""
    words = _words(good.target, spaced=good.spaced)
    size = draw.randint(1, 4) if good.spaced else draw.randint(2, 8)
    if len(words) < size + 2:
        return None
    at = draw.randrange(len(words) - size)
    again = words[at : at + size]
    if not all(character.isalpha() and not character.isascii() for word in again for character in word.strip(".,")):
        return None
    times = draw.randint(3, 6)
    return _with(good, _joined([*words[:at], *(again * times), *words[at + size :]], spaced=good.spaced))


def leak(draw: random.Random, good: Good) -> Good | None:
    """A sign that no writer wrote, in the place of a character or beside it."""
    sign = draw.choice(["⁇", "▁", "\ufffd", "<unk>", "</s>", "<pad>", "@@ ", "\\u043f", "&amp;", "&#39;", "Ð¼Ð¸Ñ€"])
    at = draw.randrange(len(good.target))
    return _with(good, good.target[:at] + sign + good.target[at:])


def address_changed(draw: random.Random, good: Good) -> Good | None:
    """A URL, an e-mail address or a handle that is lost or spelt otherwise."""
    written = draw.choice(
        ["https://example.org/a_b", "www.example.com/news", "press@example.org", "@some_name", "#News"]
    )
    broken = draw.choice([written.replace("_", " ").replace("example", "exemple").replace("#", ""), ""])
    source, target = f"{good.source} ({written})", f"{good.target} ({broken})" if broken else good.target
    return Good(source, target) if broken != written else None


def number_changed(draw: random.Random, good: Good) -> Good | None:
    """One digit of a figure that stands in both texts is another."""
    both = [m for m in re.finditer(r"(?<![\w.,:-])\d{2,}(?![\w.,:-]*\d)", good.target) if m[0] in good.source]
    if not both:
        return None
    match = draw.choice(both)
    at = draw.randrange(match.start(), match.end())
    digit = draw.choice([each for each in "23456789" if each != good.target[at]])
    return _with(good, good.target[:at] + digit + good.target[at + 1 :])


def number_lost(draw: random.Random, good: Good) -> Good | None:
    """A figure of two digits or more is gone."""
    figures = [m for m in re.finditer(r"(?<![\w.,:-])\d{2,}(?![\w.,:-]*\d)", good.target) if m[0] in good.source]
    if not figures or len({m[0] for m in figures}) < len(figures):
        return None
    match = draw.choice(figures)
    return _with(good, good.target[: match.start()].rstrip() + good.target[match.end() :])


def magnitude_lost(_draw: random.Random, good: Good) -> Good | None:
    """A thousand, million or 万 is gone from behind its figure."""
    return _with(good, re.sub(r"(?<=\d)[ \u00a0]?(?:тыс\.?|млн|млрд|трлн|[万亿萬億])", "", good.target, count=1))


def half_lost(draw: random.Random, good: Good) -> Good | None:
    """Half of a text of 40 characters is gone: its end, its beginning or its middle; its last mark may have stayed."""
    return _lost(draw, good, draw.uniform(0.45, 0.55))


def most_lost(draw: random.Random, good: Good) -> Good | None:
    """70 % of such a text is gone."""
    return _lost(draw, good, 0.7)


def _lost(draw: random.Random, good: Good, share: float) -> Good | None:
    words = _words(good.target, spaced=good.spaced)
    if len(good.source) < 40 or len(words) < 4:
        return None
    size = max(1, round(len(words) * share))
    start = draw.choice([0, (len(words) - size) // 2, len(words) - size])
    kept = _joined([*words[:start], *words[start + size :]], spaced=good.spaced)
    mark = re.search(rf"[{_MARKS}][”»’\"]?\Z", good.target)
    if mark and start + size == len(words) and draw.random() < 0.5:
        kept = kept.rstrip(" ,;:，；：、—") + mark[0]
    return _with(good, kept)


def sentence_lost(_draw: random.Random, good: Good) -> Good | None:
    """The second of two sentences is gone."""
    inner = re.compile(r"[.!?…。！？][\"'”’»)]*\s*(?=\S)")
    whole = good.source[-1:] in tuple(".!?") and good.target[-1:] in tuple(_MARKS)
    if not whole or inner.search(good.source[:-1]) or inner.search(good.target[:-1]):
        return None
    return Good(f"{good.source} The second sentence of this text stands here.", good.target)


def bracket_lost(draw: random.Random, good: Good) -> Good | None:
    """One of two brackets is gone."""
    if re.search(r"[()（）\[\]]", good.source + good.target):
        return None
    opened, closed = "()" if good.spaced else "（）"
    return Good(f"{good.source} (as before)", good.target + draw.choice([f" {opened}как", f"как{closed}"]))


def quote_lost(draw: random.Random, good: Good) -> Good | None:
    """One of two quotation marks is gone."""
    marks = [at for at, sign in enumerate(good.target) if sign in "«»“”"]
    if not marks or len(marks) % 2 or len(re.findall('["“”]', good.source)) % 2:
        return None
    at = draw.choice(marks)
    return _with(good, good.target[:at] + good.target[at + 1 :])


def lookalike(draw: random.Random, good: Good) -> Good | None:
    """A Cyrillic letter of a word is a Latin one that looks like it."""
    twins = dict(zip("АВЕКМНОРСТХаеорсху", "ABEKMHOPCTXaeopcxy", strict=True))
    places = [m.start() for m in re.finditer(r"(?<=[а-яё])[аеорсху]|[АВЕКМНОРСТХ](?=[а-яё])", good.target)]
    if not good.spaced or not places:
        return None
    at = draw.choice(places)
    return _with(good, good.target[:at] + twins[good.target[at]] + good.target[at + 1 :])


def unseen(draw: random.Random, good: Good) -> Good | None:
    """A character that nobody sees."""
    at = draw.randrange(1, len(good.target))
    sign = draw.choice("\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\ufeff\u202a\u2066\x07\ue000")
    return _with(good, good.target[:at] + sign + good.target[at:])


def doubled(draw: random.Random, good: Good) -> Good | None:
    """A word twice."""
    words = good.target.split(" ")
    plain = [at for at, word in enumerate(words) if word.isalpha() and len(word) > 1]
    if not good.spaced or not plain:
        return None
    at = draw.choice(plain)
    return _with(good, " ".join([*words[:at], words[at], *words[at:]]))


def word_left(draw: random.Random, good: Good) -> Good | None:
    """A word of the source that nobody translated."""
    plain = _PLAIN.findall(good.source)
    words = _words(good.target, spaced=good.spaced)
    if not plain or len(words) < 3:
        return None
    places = [at for at in range(1, len(words)) if not (words[at - 1] + words[at]).isascii() or good.spaced]
    if not good.spaced:
        places = [at for at in places if min(words[at - 1], words[at]) >= "\u4e00"]
    if not places:
        return None
    at = draw.choice(places)
    return _with(good, _joined([*words[:at], draw.choice(plain), *words[at:]], spaced=good.spaced))


def end_changed(draw: random.Random, good: Good) -> Good | None:
    """Another mark at the end, or none."""
    if good.source[-1:] not in tuple(".?!") or good.target[-1:] not in tuple(_MARKS):
        return None
    others = ["", *(mark for mark in ("。？！" if good.target[-1] in "。？！" else ".?!") if mark != good.target[-1])]
    return _with(good, good.target[:-1] + draw.choice(others))


def blank(draw: random.Random, good: Good) -> Good | None:
    """A blank too many, or a half-width mark in Chinese."""
    if good.spaced:
        places = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", good.target)]
        return _with(good, good.target[: (at := draw.choice(places))] + " " + good.target[at:]) if places else None
    places = [m.start() for m in re.finditer(r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", good.target)]
    return _with(good, good.target[: (at := draw.choice(places))] + "," + good.target[at + 1 :]) if places else None


def small(_draw: random.Random, good: Good) -> Good | None:
    """A small letter at the beginning."""
    if not good.spaced or not (good.source[:1].isupper() and good.target[:1].isupper() and good.target[1:2].islower()):
        return None
    return _with(good, good.target[0].lower() + good.target[1:])


def with_markup(good: Good, draw: random.Random) -> tuple[Good, Good]:
    """The pair as Markdown with markup around the last word of both, and the same with a marker lost."""
    opener, closer = draw.choice(
        [("**", "**"), ("*", "*"), ("`", "`"), ("[", "](https://example.org)"), ("<em>", "</em>")]
    )
    source, target = (f"{text} {opener}Word{closer}." for text in (good.source, good.target))
    lost = f"{good.target} " + draw.choice([f"Word{closer}.", f"{opener}Word.", "Word."])
    return Good(source, target), Good(source, lost)


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind of fault: how it is made, which rules may find it, and the least share that they must find."""

    spoil: Spoil
    rules: tuple[str, ...]
    floor: float


KINDS: Mapping[str, FaultKind] = {
    "copy": FaultKind(copy, ("untranslated", "script-share"), 0.98),
    "half a copy": FaultKind(half_copy, ("untranslated", "script-share", "residue"), 0.98),
    "another locale's text": FaultKind(wrong_script, ("wrong-language", "script-share"), 0.98),
    "a relative's text": FaultKind(relative, ("wrong-language", "homoglyph"), 0.98),
    "loop": FaultKind(loop, ("repetition",), 0.98),
    "leakage": FaultKind(leak, ("leakage",), 0.98),
    "address changed or lost": FaultKind(address_changed, ("urls",), 0.98),
    "number changed": FaultKind(number_changed, ("numbers",), 0.94),
    "number lost": FaultKind(number_lost, ("numbers",), 0.9),
    "magnitude lost": FaultKind(magnitude_lost, ("numbers",), 0.93),
    "half lost": FaultKind(half_lost, ("length", "incomplete", "numbers", "brackets"), 0.85),
    "70 % lost": FaultKind(most_lost, ("length", "incomplete", "numbers", "brackets"), 0.97),
    "last sentence lost": FaultKind(sentence_lost, ("sentences", "incomplete", "length"), 0.98),
    "bracket lost": FaultKind(bracket_lost, ("brackets",), 0.98),
    "quotation mark lost": FaultKind(quote_lost, ("quotes",), 0.98),
    "lookalike letter": FaultKind(lookalike, ("homoglyph",), 0.98),
    "invisible character": FaultKind(unseen, ("invisible",), 0.98),
    "word doubled": FaultKind(doubled, ("doubled-word",), 0.98),
    "word left": FaultKind(word_left, ("residue", "untranslated"), 0.98),
    "end changed": FaultKind(end_changed, ("end-punct",), 0.98),
    "blank or half-width mark": FaultKind(blank, ("spaces",), 0.95),
    "small first letter": FaultKind(small, ("capital",), 0.98),
}


def spoiled(name: str, sample: Sequence[Good], into: str, seed: int = 1) -> Iterator[Good]:
    """Every pair of a sample with one fault of a kind, where it can have one."""
    draw = random.Random(f"{seed} {name} {into}")  # noqa: S311 - reproducible, and nothing secret
    for good in sample:
        bad = KINDS[name].spoil(draw, good)
        if bad is not None:
            yield bad


@lru_cache(maxsize=256)
def recall(name: str, sample: tuple[Good, ...], into: str) -> tuple[int, list[Good]]:
    """How many faults of a kind there are, and those that none of its rules finds."""
    bad = list(spoiled(name, sample, into))
    missed = [each for each in bad if not found(pair_of(each.source, each.target, into), KINDS[name].rules)]
    return len(bad), missed
