"""Dates, numbers and names from `l10n.toml` to the catalogue, with the test models of Argos Translate."""

from dataclasses import replace
from pathlib import Path

import pytest
from command import MODELS, l10n, write

from l10n import catalogue as po
from l10n.errors import UsageError
from l10n.locales import DEFAULTS, Conventions, locale
from l10n.project import Configuration, Project, configuration

ARTICLE = """\
---
title: 17 April 2023
date: 2023-04-17
---

By Chris King • 17 April 2023 • 0:32

![The minister and his guests. Credit: Russian MoD on Telegram](a.png)

About 12,000 troops flew in a Su-35.

It cost $1.5 billion.

| Published | 3 May 2021 |
|---|---|
| 12.5% | 900 km/h |
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path / "l10n.toml", 'locales = ["ru", "zh_CN"]\n')
    write(tmp_path / "glossary.csv", "source,ru,zh_CN\nChris King,Крис Кинг,克里斯·金\n")
    write(tmp_path / "source" / "a.md", ARTICLE)
    for pair in ("en_ru", "en_zh"):
        done = l10n(tmp_path, "models", "install", str(MODELS / f"translate-{pair}-1_0.argosmodel"))
        assert done.returncode == 0, done.stderr
    return tmp_path


def drafts(project: Path, into: str) -> dict[str, str]:
    """The drafts of the article by source."""
    for command in ("extract", "translate"):
        done = l10n(project, command)
        assert done.returncode == 0, done.stderr
    path = project / "locales" / into / "LC_MESSAGES" / "a.md.po"
    return {entry.source: entry.translation for entry in po.parse(path.read_bytes(), path).live}


def test_drafts_have_the_locale_s_dates_numbers_and_names(project: Path) -> None:
    russian, chinese = drafts(project, "ru"), drafts(project, "zh_CN")
    assert russian["17 April 2023"] == "17 апреля 2023\u00a0г."
    dateline = "By Chris King • 17 April 2023 • 0:32"
    assert russian[dateline] == "Автор: Крис Кинг • 17 апреля 2023\u00a0г. • 0:32"
    assert chinese[dateline] == "作者：克里斯·金 • 2023年4月17日 • 0:32"
    caption = "The minister and his guests. Credit: Russian MoD on Telegram"
    assert russian[caption] == "Тхе министер анд хис гуестс. Фото: Минобороны России / Telegram"
    assert chinese[caption].endswith("。图片来源：俄罗斯国防部/Telegram")
    assert russian["About 12,000 troops flew in a Su-35."] == "Абоут 12\u00a0000 троопс флеш ин а Су-35."
    assert "12,000" in chinese["About 12,000 troops flew in a Su-35."]
    assert "苏-35" in chinese["About 12,000 troops flew in a Su-35."]
    assert russian["It cost $1.5 billion."] == "Ит цост 1,5\u00a0млрд\u00a0долларов."
    assert "15亿美元" in chinese["It cost $1.5 billion."]
    assert russian["3 May 2021"] == "3 мая 2021\u00a0г."
    assert (russian["900 km/h"], chinese["900 km/h"]) == ("900\u00a0км/ч", "900公里/小时")


def test_the_choices_of_a_project_reach_its_drafts(project: Path) -> None:
    chosen = (
        'designations = false\n[dates]\nstyle = {ru = "short"}\n[numbers]\ncurrency = "code"\ngrouping = 6\n'
        '[typography]\npercent = "space"\n'
    )
    write(project / "l10n.toml", f'locales = ["ru"]\n{chosen}')
    russian = drafts(project, "ru")
    assert russian["By Chris King • 17 April 2023 • 0:32"] == "Автор: Крис Кинг • 17.04.2023 • 0:32"
    assert russian["About 12,000 troops flew in a Su-35."] == "Абоут 12000 троопс флеш ин а Су-35."
    assert russian["It cost $1.5 billion."] == "Ит цост 1,5\u00a0млрд\u00a0USD."


def test_reviewed_words_are_never_renoted(project: Path) -> None:
    drafts(project, "ru")
    path = project / "locales" / "ru" / "LC_MESSAGES" / "a.md.po"
    catalogue = po.parse(path.read_bytes(), path)

    def reviewed(entry: po.Entry) -> po.Entry:
        if not entry.source.startswith("About"):
            return entry
        return replace(entry, translation="Около 12,000 военных", flags=(), comments=(), raw="")

    path.write_bytes(po.dump(po.with_entries(catalogue, map(reviewed, catalogue.entries))))
    before = path.read_bytes()
    assert drafts(project, "ru")["About 12,000 troops flew in a Su-35."] == "Около 12,000 военных"
    assert path.read_bytes() == before


# --- configuration ---


def conventions(text: str, into: str) -> Conventions:
    return Project(Path(), configuration(text, Path("l10n.toml"))).conventions(locale(into))


def test_without_configuration_everything_has_its_default() -> None:
    assert Project(Path(), Configuration()).conventions(locale("ru")) == DEFAULTS


def test_the_style_of_dates_may_differ_by_locale() -> None:
    text = '[dates]\nstyle = {ru = "d MMMM y", zh_Hans = "short"}\norder = "DMY"'
    assert conventions(text, "ru") == Conventions(date_style="d MMMM y", date_order="DMY")
    assert conventions(text, "zh_CN").date_style == "short"
    assert conventions(text, "de").date_style == "long"
    assert conventions('dates.style = "medium"', "de").date_style == "medium"


def test_numbers_are_configured() -> None:
    text = 'designations = false\n[numbers]\ncurrency = "symbol"\ngrouping = 4\nmyriads = false\nmyriads_from = 10000\n'
    assert conventions(text, "zh_CN") == Conventions(
        currency="symbol", grouping=4, myriads=False, myriads_from=10_000, designations=False
    )
    assert conventions('typography.percent = "space"', "ru").percent == "space"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            'dates.style = "logn"',
            "dates.style must be one of full, long, medium, short, or a pattern .*did you mean 'long'",
        ),
        ('dates.style = {ru = "MMMMMMM"}', "dates.style.ru must be one of"),
        ('dates.style = {zh_XX = "long"}', "unknown locale 'zh_XX'; did you mean zh_TW"),
        ("dates.style = 3", "dates.style must be a string"),
        ('dates.order = "DYM"', "dates.order must be one of .*did you mean 'MDY'"),
        ('dates.styel = "long"', "unknown key 'dates.styel'; did you mean 'dates.style'"),
        ('numbers.currency = "symbl"', "did you mean 'symbol'"),
        ("numbers.myriads = 1", "numbers.myriads must be true or false, not 1"),
        ("numbers.myriads_from = 5", "numbers.myriads_from must be a whole number from 10000"),
        ('designations = "no"', "designations must be true or false"),
        ('typography.percent = "tigth"', "did you mean 'tight'"),
    ],
)
def test_a_wrong_choice_is_refused_and_a_near_one_named(text: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        configuration(text, Path("l10n.toml"))


def test_what_needs_no_engine_is_nobody_s_merit(project: Path) -> None:
    """Its provenance names the tables, so that no engine is praised for a dateline."""
    drafts(project, "ru")
    path = project / "locales/ru/LC_MESSAGES/a.md.po"
    engines = {entry.source: entry.provenance for entry in po.parse(path.read_bytes(), path).live}
    dateline, sentence = engines["By Chris King • 17 April 2023 • 0:32"], engines["It cost $1.5 billion."]
    assert dateline is not None
    assert sentence is not None
    assert (dateline.engine, dateline.model, sentence.engine) == ("l10n", "tables", "argos")
