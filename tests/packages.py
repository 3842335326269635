"""The test models as installed packages."""

from pathlib import Path

from models.oracle import TO_CYRILLIC

from l10n.engines import Engine, Quality, Setup, Shelf, open_engine

ARCHIVES = Path(__file__).parent / "models"
PAIRS = ("en_ru", "en_zh", "ru_en")


PLAIN = (
    "The defence minister signed an agreement on military cooperation with China on Sunday, April 16.",
    "“The world is very restless,” he said, “and peaceful relations are in great demand.”",
    "MOSCOW, April 17, 2023 (Reuters) - Talks began at 10:45.",
    "Yes.",
    "Photos",
    "x",
    "2023",
    "Who has read the documentation?",
    "About 12,500 people paid $3.75 or 40 % of £1 000 in 1999.",
    "See https://www.example.com/news?id=7&lang=en#top or write to info@example.com.",
    "Call print(x[0]) and set {name} to %s in C:\\Temp.",
    "This is <b>bold</b>, <1>linked</1> and &amp; escaped.",
    "⟦1⟧ opened ⟦2⟧ the door⟦/2⟧.",
    "Two sides — left and right – agreed: it’s ‘good’ «enough».",
    "THE CAT SAT ON THE MAT",
    "Quixotic zebras juggle fjord wax with Schadenfreude.",
    "The naïve café in São Paulo offers crème brûlée.",
    "A ﬁle costs ½ of ① and … so on.",
    "Good morning 🙂 and good luck 👍🏽!",
    "The word 你好 means hello.",
    "The word «привет», with ж and ё, means hello.",
    "Two   blanks\tand\u00a0others",
    "A co\u00adoperation of zero\u200bwidth.",
    "The bell\x07 rang.",
    "The officials of both countries said that " * 8 + "nothing had changed.",
)
"""Without underscores, blanks at the edges and line breaks, and with no more pieces than a model takes."""


def archive(pair: str) -> Path:
    """The package file of a pair such as `en_ru`."""
    return ARCHIVES / f"translate-{pair}-1_0.argosmodel"


def package(folder: Path, pair: str) -> Path:
    """The folder of an installed package."""
    return folder / f"translate-{pair}-1_0"


def argos(
    folder: Path, source: str, target: str, *, quality: Quality = Quality.BEST, shelf: Shelf | None = None
) -> Engine:
    """The engine with the models that are installed in a folder."""
    return open_engine("argos", source, target, Setup((folder,), quality, shelf or Shelf()))


def in_cyrillic(sentence: str) -> str:
    """The answer of the test model for Russian, where it is the same letter by letter."""
    return sentence.translate(TO_CYRILLIC)
