"""Checks of pairs of texts: examples are in `data/checks`, and how good they are is held on our own sample."""

from __future__ import annotations

import html
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import KINDS, SEVERITIES, Good, found, own_sample, pair_of, recall, refused, with_markup

from l10n.catalogue import Entry, digest, parse
from l10n.checks import Limits, Pair
from l10n.checks.completeness import check_edited_source, check_incomplete, check_length
from l10n.problem import Severity

DATA = Path(__file__).parent / "data" / "checks"
CATALOGUES = sorted((Path(__file__).parent.parent / "locales").rglob("*.po"))
MINE = (  # noqa: SIM905
    "untranslated script-share wrong-language residue repetition leakage doubled-word urls homoglyph invisible length "
    "incomplete sentences numbers end-punct quotes brackets spaces capital"
).split()


def cases() -> Iterator[list[str]]:
    for path in sorted(DATA.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                shown = re.sub(r"<U\+([0-9A-F]{4})>", lambda match: chr(int(match[1], 16)), line)
                yield [cell.strip(" ") for cell in shown.split(" | ")]


@pytest.mark.parametrize(("rule", "into", "source", "translation", "expected"), list(cases()))
def test_a_rule_speaks_where_it_must_and_nowhere_else(
    rule: str, into: str, source: str, translation: str, expected: str
) -> None:
    severity = found(pair_of(source, translation, into), [rule]).get(rule)
    assert str(severity or "ok") == expected


def test_every_rule_has_examples_of_both() -> None:
    for rule in MINE:
        assert {"ok"} < {each[4] for each in cases() if each[0] == rule}, rule


# --- how good they are: the figures of the table in README.md are made by `bench/checks.py`


@pytest.mark.parametrize("into", ["ru", "zh_CN"])
def test_good_translations_are_hardly_ever_doubted(into: str) -> None:
    """Errors on 0.3 % of the segments at most, warnings on 2.5 %."""
    said = {good: found(pair_of(good.source, good.target, into)) for good in own_sample(into)}
    assert len(said) >= 550
    errors = {good.target: rules for good, rules in said.items() if Severity.ERROR in rules.values()}
    warnings = {good.target: rules for good, rules in said.items() if Severity.WARNING in rules.values()}
    assert len(errors) <= 0.003 * len(said), errors
    assert len(warnings) <= 0.025 * len(said), warnings


@pytest.mark.parametrize("into", ["ru", "zh_CN"])
@pytest.mark.parametrize("name", KINDS)
def test_faults_are_found(name: str, into: str) -> None:
    """At least the share that the kind demands; kinds that a script cannot have are left out."""
    number, missed = recall(name, tuple(own_sample(into)), into)
    if into == "zh_CN" and name in {"lookalike letter", "word doubled", "small first letter"}:
        assert number == 0
        return
    assert number >= 25, name
    assert 1 - len(missed) / number >= KINDS[name].floor, missed[:5]


@pytest.mark.parametrize("into", ["ru", "zh_CN"])
def test_lost_markers_are_found_and_kept_ones_are_not(into: str) -> None:
    draw = random.Random(1)  # noqa: S311 - reproducible, and nothing secret
    plain = [good for good in own_sample(into) if not re.search(r"[*_`<>\[\]#@&]|://|www|^\W", good.source)][:150]
    for good in plain:
        sound, lost = with_markup(good, draw)
        assert not refused(sound.source, sound.target, into), sound
        assert refused(lost.source, lost.target, into), lost


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-4]} {path.name}")
def test_our_own_reviewed_translations_are_sound(path: Path) -> None:
    """No error, no warning; `l10n check` sees more of them than their words."""
    into = path.parts[-4]
    for entry in parse(path.read_bytes(), path).live:
        source, translation = words(entry.source), words(entry.translation)
        said = found(pair_of(source, translation, into))
        assert set(said.values()) <= {Severity.INFO}, (said, entry.translation)


def words(text: str) -> str:
    """A text without tags and code, its entities decoded."""
    return html.unescape(re.sub(r"<[^<>]*>|`[^`]*`|\*\*|~~", "", text))


def test_a_sample_of_faults_is_the_same_every_time() -> None:
    sample = tuple(own_sample("ru")[:40])
    assert recall("half lost", sample, "ru") == recall.__wrapped__("half lost", sample, "ru")


def test_a_floor_can_be_missed() -> None:
    """What is no fault is not found: the share is measured, not assumed."""
    pairs = [Good(good.source, good.target) for good in own_sample("ru")[:50]]
    assert not any(found(pair_of(each.source, each.target, "ru"), ["homoglyph"]) for each in pairs)


# --- texts that nobody wrote

SIGNS = (
    "a",
    ".",
    "1",
    "(a",
    "ъ",
    " ",
    "«",
    "@",
    "国",
    "1,",
    "a ",
    "1 ",
    "a.b ",
    "Aa b, ",
    "#",
    "％",
    "1 to ",
    "《",
    "<",
    "да ",
)


@pytest.mark.parametrize("into", ["ru", "zh_CN", "de"])
@pytest.mark.parametrize("sign", SIGNS)
def test_no_text_takes_long(sign: str, into: str) -> None:
    """Twenty thousand characters in a third of a second, and not a hundred times as long."""
    pair = pair_of("He left at 5, they said." + sign * 3000, sign * (20_000 // len(sign)) + " x", into)
    started = time.process_time()
    found(pair)
    assert time.process_time() - started < 2


# --- limits


LONG = "The mayor said on Friday that the bridge, closed since 2019, would open in May."


def with_limits(pair: Pair, limits: Limits) -> Pair:
    object.__setattr__(pair.of, "limits", limits)
    return pair


def test_a_project_may_widen_the_bands_of_lengths() -> None:
    short = pair_of(LONG, "Мэр сказал, что мост откроется.", "ru")
    assert list(check_length(short))
    assert not list(check_length(with_limits(short, Limits(length=1.8))))


def test_a_project_may_ask_for_stronger_signs_of_loss() -> None:
    half = pair_of(LONG, "Мэр сказал в пятницу, что мост", "ru")
    assert list(check_incomplete(half))
    assert not list(check_incomplete(with_limits(half, Limits(incomplete=5))))


# --- entries whose source changed


def edited(previous: str, source: str, translation: str, *, flags: tuple[str, ...] = (), then: str = "") -> list[str]:
    plain = pair_of(source, translation, "ru")
    kept = f"l10n:outdated reviewed h={digest(then or translation)}"
    entry = Entry(source, translation, previous=previous, flags=flags, comments=(kept,))
    return [finding.message for finding in check_edited_source(Pair(plain.of, plain.segment, entry))]


def test_a_translation_does_not_outlive_new_facts() -> None:
    """Lokalize keeps `#|` when it clears `fuzzy`, so it is known what the source was."""
    (message,) = edited("It opens at 12.", "It opens at 14.", "Открытие в 12.")
    assert "12 → 14" in message
    assert edited("He knew.", "He did not know.", "Он знал.")


def test_a_translation_may_outlive_other_words_and_its_own_change() -> None:
    assert not edited("It opens at 12 today.", "It opens at 12 now.", "Открытие в 12.")
    assert not edited("It opens at 12.", "It opens at 14.", "Открытие в 14.", then="Открытие в 12.")


def test_an_outdated_text_that_is_published_is_named() -> None:
    assert edited("It opens now.", "It opens today.", "Открывается.", flags=("fuzzy",))


def test_every_pair_check_has_a_default() -> None:
    assert set(MINE) < set(SEVERITIES)
