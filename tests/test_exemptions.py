"""Entries excepted from a rule: what the check lets pass, the build publishes, and the other way round."""

from pathlib import Path

import pytest
from articles import page
from command import write

from l10n.build import build
from l10n.catalogue import digest
from l10n.errors import UsageError
from l10n.locales import locale
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.check import check_articles
from l10n.pipeline.review import open_desk
from l10n.project import open_project

RUSSIAN = locale("ru")
HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def checked_and_built(
    root: Path, source: str, translation: str, comment: str = "", *, settings: str = "", name: str = "a.md"
) -> tuple[list[str], str]:
    """The rules that `l10n check` names for the only text of an article, and the article as it is built."""
    write(root / "l10n.toml", f'locales = ["ru"]\nanchors = "off"\n{settings}')
    write(root / "source" / name, f"{source}\n")
    (text,) = (segment.text for segment in page(source.encode(), name).segments)
    entry = f"{comment}\nmsgid {quoted(text)}\nmsgstr {quoted(translation)}\n"
    write(root / f"locales/ru/LC_MESSAGES/{name}.po", HEADER + entry.lstrip())
    project = open_project(root)
    reading = read(project)
    problems = check_articles(reading, [RUSSIAN], "reviewed").problems
    build_articles(project, reading, [RUSSIAN], "machine")
    rules = [each.rule for each in problems if each.rule in {"active", "markup", "ignore"}]
    return rules, (root / "build/ru" / name).read_text(encoding="utf-8").rstrip("\n")


EXCUSED = [
    ("a.md", "See [the wiki](https://en.example/Cat) page.", "См. [вики](https://ru.example/Кошка)."),
    ("a.md", "See [the wiki](https://en.example/Cat) page.", "См. страницу."),
    ("a.md", "See <https://en.example/> now.", "См. <https://ru.example/>."),
    ("a.md", "See ![map](map.png) here.", "См. ![карта](map.ru.png)."),
    ("a.md", "Run `make` now.", "Соберите."),
    ("a.md", "Run `make` now.", "Запустите `make all`."),
    ("a.md", "It is **very** late.", "Очень *поздно*."),
    ("a.md", "It is <b>very</b> late.", "Уже поздно."),
    ("a.html", '<p>See <a href="https://en.example/">it</a> now.</p>', 'См. <a href="https://ru.example/">то</a>.'),
    ("a.html", "<p>Run <code>make</code> now.</p>", "Соберите."),
    ("a.mdx", "Hello {props.name} again.", "Привет снова."),
    ("a.txt", "See https://en.example/ now.", "См. https://ru.example/"),
]
REFUSED = [
    ("a.md", "See [the wiki](https://en.example/) page.", "См. [вики](javascript:alert(1)).", "active"),
    ("a.md", "See [the wiki](https://en.example/) page.", "См. [вики](data:text/html,x).", "active"),
    ("a.md", "See [the wiki](u) page.", "См. [вики](u){onclick=alert(1)}.", "active"),
    ("a.md", "Run `<script>alert(1)</script>` now.", "Запусти <script>alert(1)</script>.", "active"),
    ("a.md", "Run `{{ x }}` now.", "Запусти {{ x }}.", "active"),
    ("a.md", "It is <b>very</b> late.", "Уже <b>поздно.", "markup"),
    ("a.md", "It is <b>very</b> late.", "Уже </b>поздно<b>.", "markup"),
    ("a.md", "It is <b>very</b> late.", "Уже <i>очень</i> поздно.", "active"),
    ("a.md", "Costs $x$ here.", "Стоит $y$.", "markup"),
    ("a.html", '<p>See <a href="https://en.example/">it</a> now.</p>', 'См. <a href="javascript:x">то</a>.', "active"),
    ("a.html", '<p>See <a href="u">it</a> now.</p>', 'См. <a href="u" onclick="x">то</a>.', "active"),
    ("a.html", "<p>It is <b>late</b> now.</p>", "Уже <b>поздно.", "markup"),
    ("a.mdx", "Hello {props.name} again.", "Привет {props.key}.", "active"),
]


@pytest.mark.parametrize(("name", "source", "translation"), EXCUSED)
@pytest.mark.parametrize("by", ["comment", "configuration"])
def test_what_is_excepted_is_built(tmp_path: Path, name: str, source: str, translation: str, by: str) -> None:
    """Other links, lost code, lost pairs: published, and no problem; without the exemption neither."""
    assert checked_and_built(tmp_path, source, translation, name=name)[0] == ["markup"]
    (text,) = (segment.text for segment in page(source.encode(), name).segments)
    settings = f'[[check.ignore]]\narticle = "{name}"\nrule = "markup"\nsource = "{digest(text)}"\n'
    comment = "# l10n:ignore markup (our own link)"
    given = {"comment": comment} if by == "comment" else {"settings": settings}
    rules, built = checked_and_built(tmp_path, source, translation, name=name, **given)
    assert (rules, built) == ([], source.replace(text, translation))


@pytest.mark.parametrize(("name", "source", "translation", "rule"), REFUSED)
def test_what_no_exemption_can_have_built_is_an_error(
    tmp_path: Path, name: str, source: str, translation: str, rule: str
) -> None:
    """Active content, and what breaks the structure of the article, in spite of the comment."""
    assert checked_and_built(tmp_path, source, translation, "# l10n:ignore markup", name=name) == ([rule], source)


@pytest.mark.parametrize("rule", ["active", "broken", "missing", "machine", "outdated", "unfinished", "not-extracted"])
def test_no_entry_is_excepted_from_what_a_build_does_not_publish(tmp_path: Path, rule: str) -> None:
    assert checked_and_built(tmp_path, "A word.", "Слово.", f"# l10n:ignore {rule}")[0] == ["ignore"]
    settings = f'[[check.ignore]]\narticle = "a.md"\nrule = "{rule}"\nsource = "3f9a1c07"\n'
    with pytest.raises(UsageError, match=f"no entry can be excepted from '{rule}'"):
        checked_and_built(tmp_path, "A word.", "Слово.", settings=settings)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ('article = "b.md"\nrule = "term"\nsource = "3f9a1c07"', "of b.md: there is no such article"),
        ('article = "a.md"\nrule = "term"\nsource = "3f9a1c07"', "of a.md: the article has no text with this hash"),
        (f'article = "a.md"\nrule = "term"\nsource = "{digest("A word.")}"\nlocales = ["de"]', "none of its locales"),
    ],
)
def test_an_exemption_of_nothing_is_named(tmp_path: Path, item: str, message: str) -> None:
    write(tmp_path / "l10n.toml", f'locales = ["ru"]\n[[check.ignore]]\n{item}\n')
    write(tmp_path / "source/a.md", "A word.\n")
    problems = check_articles(read(open_project(tmp_path)), [RUSSIAN], "none").problems
    (found,) = (each for each in problems if each.rule == "ignore")
    assert (found.path, found.line) == (Path("l10n.toml"), 2)
    assert message in found.message


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ('rule = "term"\nsource = "3f9a1c07"', "check.ignore must name an article, a rule and"),
        (
            'article = "a.md"\nrule = "term"\nsource = "A word."',
            "check.ignore must name an article, a rule and the hash",
        ),
        ('article = "a.md"\nrule = "trem"\nsource = "3f9a1c07"', "unknown rule 'trem'; did you mean 'term'?"),
        ('articel = "a.md"', "unknown key check.ignore.articel; did you mean 'article'?"),
    ],
)
def test_an_exemption_that_cannot_work_is_refused(tmp_path: Path, item: str, message: str) -> None:
    write(tmp_path / "source/a.md", "A word.\n")
    write(tmp_path / "l10n.toml", f"[[check.ignore]]\n{item}\n")
    with pytest.raises(UsageError, match=message):
        check_articles(read(open_project(tmp_path)), [RUSSIAN], "none")


def test_a_problem_tells_the_hash_to_copy(tmp_path: Path) -> None:
    source = "See [the wiki](https://en.example/) page."
    checked_and_built(tmp_path, source, "См. [вики](https://ru.example/).")
    problems = check_articles(read(open_project(tmp_path)), [RUSSIAN], "none").problems
    assert {each.source for each in problems if each.rule == "markup"} == {digest(source)}


def test_a_review_accepts_what_is_excepted(tmp_path: Path) -> None:
    """The same question has the same answer while people work."""
    source = "See [the wiki](https://en.example/) page."
    checked_and_built(tmp_path, source, "См. [вики](v).", "# l10n:ignore markup")
    project = open_project(tmp_path)
    desk, session, _ = open_desk(project, read(project), [RUSSIAN], everything=True)
    item = session.item
    assert item is not None
    assert desk.refusal(session, item, "См. [вики](w).") == ""
    assert desk.refusal(session, item, "См. [вики](javascript:w).") != ""


def test_only_the_excepted_text_is_treated_so() -> None:
    """Its neighbours in the same paragraph keep their markup."""
    article = page(b"Here is [it](u) now. There is [that](v) then.\n")
    first, second = (segment.text for segment in article.segments)
    texts = {first: "Тут [то](w).", second: "Там [это](w)."}
    built = build(article, texts, RUSSIAN, {first})
    assert built.content == "Тут [то](w). There is [that](v) then.\n".encode()
