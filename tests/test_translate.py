"""From segments to drafts: what an engine is asked, and what comes back into native text."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from articles import page

from l10n.build import build, same_markup
from l10n.cache import Cache
from l10n.engines import Draft, Manner, Origin, Setup
from l10n.engines.pseudo import open_engine
from l10n.locales import locale
from l10n.translate import drafts, request

ENGLISH, RUSSIAN, CHINESE = locale("en"), locale("ru"), locale("zh_CN")


class Forgetful:
    """An engine that loses every placeholder, as models do that never saw one, and counts what it is asked."""

    origin = Origin("forgetful", "none", "1")

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], manner: Manner = Manner.PLAIN) -> Iterator[tuple[int, Draft]]:
        """Each sentence in upper case, without its placeholders."""
        del manner
        self.asked += sentences
        for number, sentence in enumerate(sentences):
            yield number, Draft(sentence.split("⟦")[0].upper() if "⟦" in sentence else sentence.upper(), -0.5)


def drafted(source: str, name: str = "a.md", into: str = "ru") -> list[str]:
    """The pseudo drafts of an article's segments."""
    article = page(source.encode(), name)
    asked = [request(segment, article.format, ENGLISH, locale(into)) for segment in article.segments]
    engine = open_engine("en", locale(into).argos, Setup())
    with Cache(Path(":memory:")) as cache:
        return [draft.text for _, draft in drafts(asked, engine, cache)]


def test_a_dateline_is_put_in_the_locale_s_own_form() -> None:
    (ours,) = drafted("By Ann Lee • 17 April 2023 • 0:32\n", "a.txt")
    assert ours.endswith(" • 17 апреля 2023\u00a0г. • 0:32")
    (chinese,) = drafted("17 April 2023 | 0:32\n", "a.txt", "zh_CN")
    assert chinese == "2023年4月17日 | 0:32"


def test_a_dateline_keeps_its_markup() -> None:
    """Dates inside tags' attributes are for machines."""
    source = '<p>By Ann Lee • <time datetime="2023-04-17T00:32">17 April 2023 • 0:32</time></p>'
    (ours,) = drafted(source, "a.html")
    assert ours.endswith('<time datetime="2023-04-17T00:32">17 апреля 2023\u00a0г. • 0:32</time>')


def test_markup_is_laid_back_around_its_words() -> None:
    source = "See **the [guide](guide.md)** and `l10n run`, press <kbd>F1</kbd> &amp; wait.\n"
    (ours,) = drafted(source)
    for kept in ("](guide.md)**", "`l10n run`", "<kbd>F1</kbd>", "&"):
        assert kept in ours
    article = page(source.encode())
    assert same_markup(article.format, article.segments[0], ours)


def test_lost_markup_gives_a_plain_draft_that_no_build_publishes(tmp_path: Path) -> None:
    """A draft without a lie: the words alone, which the check reports and the build replaces by the source."""
    article = page(b"See **the guide** now.\n\nPlain words.\n")
    asked = [request(segment, article.format, ENGLISH, RUSSIAN) for segment in article.segments]
    with Cache(tmp_path / "cache.sqlite") as cache:
        found = {each.segment.text: draft.text for each, draft in drafts(asked, Forgetful(), cache)}
    assert found == {"See **the guide** now.": "SEE THE GUIDE NOW.", "Plain words.": "PLAIN WORDS."}
    built = build(article, found, RUSSIAN)
    assert built.content == b"See **the guide** now.\n\nPLAIN WORDS.\n"
    assert [segment.text for segment in built.refused] == ["See **the guide** now."]


def test_a_sentence_is_asked_once_and_then_known(tmp_path: Path) -> None:
    """However many articles hold it; a second run asks nothing."""
    first, second = page(b"It rained. It rained.\n"), page(b"It rained.\n\nIt snowed.\n")
    asked = [
        request(each, article.format, ENGLISH, RUSSIAN) for article in (first, second) for each in article.segments
    ]
    engine = Forgetful()
    for _ in range(2):
        with Cache(tmp_path / "cache.sqlite") as cache:
            assert [draft.text for _, draft in drafts(asked, engine, cache)] == ["IT RAINED."] * 3 + ["IT SNOWED."]
    assert engine.asked == ["It rained.", "It snowed."]


def test_a_paragraph_is_translated_sentence_by_sentence(tmp_path: Path) -> None:
    article = page(b"It rained. It snowed.\n", by="paragraph")
    engine = Forgetful()
    with Cache(tmp_path / "cache.sqlite") as cache:
        for into, expected in ((RUSSIAN, "IT RAINED. IT SNOWED."), (CHINESE, "IT RAINED.IT SNOWED.")):
            asked = [request(segment, article.format, ENGLISH, into) for segment in article.segments]
            assert [draft.text for _, draft in drafts(asked, engine, cache)] == [expected]
    assert engine.asked == ["It rained.", "It snowed."]


def test_numbers_and_code_alone_ask_no_engine() -> None:
    article = page(b"12\n\n`x`\n")
    assert article.segments == ()
