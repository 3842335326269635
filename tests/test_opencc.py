"""Traditional Chinese, by a model or from Simplified Chinese."""

from pathlib import Path

import pytest
from command import MODELS, l10n, write
from engine import Phrasebook

from l10n.engines import Engine, Manner
from l10n.engines.opencc import open_traditional
from l10n.errors import ModelMissingError

pytest.importorskip("opencc", reason="the optional library OpenCC is not installed")


def only_simplified(code: str) -> Engine:
    """The engines of a machine that has a model for Simplified Chinese alone."""
    if code != "zh":
        raise ModelMissingError(f"no model for {code}")
    return Phrasebook({"The mouse is behind the printer.": "鼠标在打印机后面。", "She has long hair.": "她有长头发。"})


@pytest.mark.parametrize(
    ("tag", "mouse"),
    [("zh-Hant", "滑鼠在印表機後面。"), ("zh-Hant-HK", "鼠標在打印機後面。")],
    ids=["Taiwan", "Hong Kong"],
)
def test_each_region_has_its_own_words(tag: str, mouse: str) -> None:
    engine = open_traditional(only_simplified, tag, "auto")

    drafts = dict(engine.translate(["The mouse is behind the printer.", "She has long hair."], Manner.PLAIN))

    assert [drafts[0].text, drafts[1].text] == [mouse, "她有長頭髮。"]
    assert engine.origin.model.startswith("none+s2")


def test_a_model_comes_first_unless_the_project_says_otherwise() -> None:
    asked: list[str] = []

    def both(code: str) -> Engine:
        asked.append(code)
        return Phrasebook()

    for choice in ("auto", "model", "opencc"):
        open_traditional(both, "zh-Hant", choice)
    assert asked == ["zt", "zt", "zh"]


def test_without_a_model_the_project_is_told() -> None:
    with pytest.raises(ModelMissingError, match="no model for zt"):
        open_traditional(only_simplified, "zh-Hant", "model")


def test_a_project_in_taiwan_with_a_model_for_simplified_chinese(tmp_path: Path) -> None:
    write(tmp_path / "l10n.toml", 'locales = ["zh_TW"]\n')
    write(tmp_path / "source" / "a.md", "The train stops at the station.\n")
    l10n(tmp_path, "models", "install", "--here", str(MODELS / "translate-en_zh-1_0.argosmodel"))

    done = l10n(tmp_path, "run")

    assert done.returncode == 0, done.stderr
    catalogue = (tmp_path / "locales" / "zh_TW" / "LC_MESSAGES" / "a.md.po").read_text(encoding="utf-8")
    assert "l10n:mt argos en_zh+s2twp" in catalogue
