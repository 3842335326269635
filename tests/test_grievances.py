"""What users of other tools for offline translation suffer from, one test each, on real networks where it matters.

The names in brackets are threads of those tools' trackers: AT is argosopentech/argos-translate, LT is
LibreTranslate/LibreTranslate, TH is argosopentech/translate-html. The networks are Mozilla's from English to
Portuguese, and our test models.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from articles import page
from command import MODELS, environment, l10n, write
from drafts import of_page
from engine import Phrasebook
from packages import argos
from test_firefox import firefox, real

from l10n.cache import Cache
from l10n.engines import Draft, Engine, Manner, Origin
from l10n.locales import locale
from l10n.terms import Term
from l10n.translate import Context, Probe, SegmentDraft, drafts, request

ENGLISH = locale("en")


def drafted(source: str, engine: Engine, into: str = "ru", terms: tuple[Term, ...] = ()) -> list[SegmentDraft]:
    """The drafts of the segments of a Markdown article."""
    return of_page(page(source.encode() + b"\n"), engine, Context(ENGLISH, locale(into), Probe("en"), terms))


@pytest.fixture(scope="module")
def network() -> Engine:
    return firefox("en", "pt")


# 1. Markup is put back by alignment [LT#806, TH#19, AT#190].


def test_markup_goes_around_the_words_that_the_decoder_looked_at(folder: Path) -> None:
    (ours,) = drafted("He said *it was **very** late*, see [the old guide](g.md).", argos(folder, "en", "ru"))
    assert ours.text == "Хе саид *ит шас **веры** лате*, сее [тхе олд гуиде](g.md)."
    assert ours.doubts == ()


# 2. Sentences of all files are decoded together, each once [AT#231, AT#479].


def test_two_articles_are_one_request(tmp_path: Path) -> None:
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    for name in ("a.md", "b.md"):
        write(tmp_path / "source" / name, f"The same line.\n\nOnly in {name[0]} it stands.\n")
    l10n(tmp_path, "models", "install", "--here", str(MODELS / "translate-en_ru-1_0.argosmodel"))
    l10n(tmp_path, "extract")
    done = l10n(tmp_path, "translate")
    assert "4 entries drafted, 2 catalogues written" in done.stderr
    again = l10n(tmp_path, "translate", "--retranslate")
    assert "4 from the cache" in again.stderr


# 3. No network at import or first use, no PyTorch [AT#521, AT#538, AT#385, AT#512, LT#914, AT#417].

OFFLINE = """
import socket, sys
def refuse(*_, **__): raise AssertionError("the network was used")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
sys.argv[1:] = ["run"]
from l10n.cli import main
try:
    main()
except SystemExit as end:
    assert end.code == 0, end.code
heavy = {"torch", "stanza", "spacy", "minisbd", "requests", "urllib3", "argostranslate.translate"} & set(sys.modules)
assert not heavy, heavy
"""


def test_a_run_uses_no_network_and_no_heavy_library(tmp_path: Path) -> None:
    write(tmp_path / "l10n.toml", 'locales = ["ru", "zh_CN"]\n')
    write(tmp_path / "source" / "a.md", "# News\n\nIt rained. See [the guide](g.md) on 17 April 2023.\n")
    for pair in ("en_ru", "en_zh"):
        l10n(tmp_path, "models", "install", "--here", str(MODELS / f"translate-{pair}-1_0.argosmodel"))
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE],
        cwd=tmp_path,
        env=environment(tmp_path / ".home", {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Нешс" in (tmp_path / "build" / "ru" / "a.md").read_text(encoding="utf-8")


# 4. Hallucinations are noticed, tried again, and shown [AT#444, LT#46, LT#566, AT#318, LT#321, LT#567].


class Hallucinating(Phrasebook):
    """Goes round in circles, until repetitions are forbidden."""

    origin = Origin("hallucinating", "none", "1")

    def __init__(self, plain: str, again: str) -> None:
        super().__init__()
        self.drafts = {Manner.PLAIN: plain, Manner.ALIGNED: plain, Manner.AGAIN: again}

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        for number, _ in enumerate(sentences):
            yield number, Draft(self.drafts[manner], -0.3)


@pytest.mark.parametrize(
    ("plain", "rule"),
    [
        ("Поезд поезд поезд поезд поезд поезд остановился.", "loop"),
        ("The train stopped at the old station.", "copy"),
        ("Поезд остановился ⁇ у старой станции.", "unknown"),
        ("<div>Поезд остановился у старой станции.</div>", "unknown"),
        ("Да.", "length"),
        ("火车停在了旧车站那里不动了。", "script"),
    ],
)
def test_a_hallucination_is_decoded_again_and_kept_only_if_nothing_is_better(plain: str, rule: str) -> None:
    source, good = "The train stopped at the old station.", "Поезд остановился у старой станции."
    (better,) = drafted(source, Hallucinating(plain, good))
    assert (better.text, better.doubts) == (good, ())
    (worse,) = drafted(source, Hallucinating(plain, plain))
    assert any(doubt.startswith(f"{rule}: ") for doubt in worse.doubts)


# 5. Unknown symbols survive, and the text after them [LT#439, LT#733, LT#1009, AT#319, AT#299].


@real
@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("Good morning 🙂 and good luck, see you tomorrow.", ["Bom dia", "🙂", "amanhã"]),
        ("Choose File > Save now, and wait.", [">", "aguarde"]),
        ("Press the key → the program stops ♪ at once.", ["→", "♪", "programa"]),
        ("The word 你好 means hello, and привет too.", ["你好", "привет", "palavra"]),
        ("A snake_case word and ▁ a block.", ["snake_case", "▁", "bloco"]),
    ],
)
def test_unknown_symbols_survive(network: Engine, source: str, kept: list[str]) -> None:
    (ours,) = drafted(source, network, "pt")
    assert [each for each in kept if each not in ours.text] == []


# 6. Numbers, versions, units and capitals [AT#499, LT#224, LT#710, LT#755, LT#917].


@real
@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("Version 0.85.x is old, and 2.10.3 is new.", ["0.85.x", "2.10.3"]),
        ("The Ca2+ level rose at 100 KBps.", ["Ca2+", "100 KBps"]),
        ("It costs $1,234.56 or 36.6 °C on 17.04.2023.", ["$1.234,56", "36,6\u00a0°C", "17.04.2023"]),
        ("THE CAT SAT ON THE MAT", ["GATO", "TAPETE"]),
    ],
)
def test_numbers_versions_units_and_capitals_come_through(network: Engine, source: str, kept: list[str]) -> None:
    (ours,) = drafted(source, network, "pt")
    assert [each for each in kept if each not in ours.text] == []


def test_a_lost_number_is_put_back_by_protecting_it() -> None:
    book = Phrasebook({"It cost 12 euros.": "Это стоило евро.", "It cost XX1 euros.": "Это стоило XX1 евро."})
    assert [draft.text for draft in drafted("It cost 12 euros.", book)] == ["Это стоило 12 евро."]


# 7. Terms that are not to be translated are not [LT#775, LT#820, LT#484].


@real
def test_names_in_the_glossary_stay(network: Engine) -> None:
    (ours,) = drafted("The Green Party likes the Night Train.", network, "pt", (Term("Night Train", keep=True),))
    assert "Night Train" in ours.text
    assert "Green Party" not in ours.text


# 8. Placeholders come back as they were [LT#944, LT#123].


@real
def test_placeholders_come_back(network: Engine) -> None:
    source = "Hello {name}, you have %s new messages in ###T01### and {{ count }}."
    (ours,) = drafted(source, network, "pt")
    assert [each for each in ("{name}", "%s", "###T01###", "{{ count }}") if ours.text.count(each) != 1] == []


# 9. A confidence that can be relied on to keep drafts back [LT#670, AT#442, AT#328].


def test_the_score_of_a_draft_is_that_of_its_worst_sentence(tmp_path: Path) -> None:
    """Normalised: the logarithm of the probability of a piece, so that long sentences are no worse than short ones."""

    class Unsure(Phrasebook):
        def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
            for number, draft in super().translate(sentences, manner):
                yield number, Draft(draft.text, -0.1 if sentences[number] == "It rained." else -0.9)

    article = page(b"It rained. It snowed.\n", by="paragraph")
    asked = [request(article.segments[0], article.format, ENGLISH, locale("ru"))]
    book = Unsure({"It rained.": "Шёл дождь.", "It snowed.": "Шёл снег."})
    with Cache(tmp_path / "cache.sqlite") as cache:
        ((_, draft),) = drafts(asked, book, cache, Context(ENGLISH, locale("ru"), Probe("en")))
    assert draft.score == -0.9
