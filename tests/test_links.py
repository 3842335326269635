"""Links and pictures of built articles: they lead to what is there, in the locale's version where there is one."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import html5lib
import pytest
from articles import page
from command import write
from hypothesis import given
from hypothesis import strategies as st
from rendering import markdown_it, structure

from l10n.build import readdressed
from l10n.document import Reference
from l10n.errors import UsageError
from l10n.formats import html, markdown
from l10n.links import Kind, Site
from l10n.pipeline.articles import read
from l10n.pipeline.build import build_articles
from l10n.pipeline.check import check_articles
from l10n.pipeline.extract import extract
from l10n.project import Configuration, Project, configuration

DATA = Path(__file__).parent / "data" / "links"
ROWS = [
    line.split(" | ")
    for line in (DATA / "addresses.txt").read_text(encoding="utf-8").splitlines()[1:]
    if line and not line.startswith("# ")
]
FILES = (
    *("images/map.png", "images/map.ru.png", "images/map.zh_CN.png", "images/plan.png", "images/plan.zh-Hans.png"),
    *("images/sun.png", "images/sun.zh.png", "images/plain.png", "images/two words.png", "images/two words.ru.png"),
    *("images/карта.png", "images/карта.ru.png", "images/.hidden.png"),
)
SETTINGS = Configuration(
    exclude=("guide/draft.md",),
    build_require="none",
    links_rewrite=(("/en/", "/{locale}/"), ("https://example.org/en/", "https://example.org/{tag}/")),
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site of three articles with pictures, one article that is left alone, and things that nobody may see."""
    root = tmp_path / "project"
    for name in ("news/visit.md", "news/opening.md", "guide/way.md", "guide/draft.md"):
        write(root / "source" / name, f"# {name}\n")
    for name in FILES:
        write(root / "source" / "news" / name, name)
    for name in ("source/guide/form.pdf", "source/guide/form.ru.pdf", "shared/logo.svg", ".hidden/key.png"):
        write(root / name, name)
    write(tmp_path / "secret.txt", "secret")
    (root / "source/news/images/outside.png").symlink_to(tmp_path / "secret.txt")
    return Project(root, SETTINGS)


def built(project: Project, text: str, name: str = "news/visit.md") -> dict[str, str]:
    """An article as it is built, by locale; all others are built with it."""
    write(project.source / name, text)
    outcome = build_articles(project, read(project), project.locales, "none")
    assert outcome.errors == ()
    return {into.name: project.built(PurePosixPath(name), into).read_text("utf-8") for into in project.locales}


def files(project: Project, locale: str = "ru") -> set[str]:
    folder = project.root / "build" / locale
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# --- where addresses lead ---


@pytest.mark.parametrize(
    "article",
    [
        "A [link]({}) here.\n",
        'A [link]({} "title") here.\n',
        "A ![picture]({}) here.\n",
        "[![picture]({})](https://example.com)\n",
        "> A [link\n> on]( {} ) lines.\n",
        "A [link][r] here.\n\n[r]: {}\n",
        "- Item ![r]\n\n  [r]: <{}> 'T'\n",
        "| a |\n|---|\n| [b]({}) |\n",
        "An <a class=x href='{}'>inline</a> tag.\n",
        '<figure>\n<img alt="" src="{}">\n</figure>\n',
        '> <p><a href="{}">In a quotation</a></p>\n',
    ],
)
def test_addresses_in_markdown(project: Project, article: str) -> None:
    """Every row of the file, in every place where Markdown has an address."""
    for number, (address, _, _) in enumerate(ROWS):
        write(project.source / f"news/{number}.md", article.replace("{}", address))
    built(project, "Words.\n")
    for number, (address, *expected) in enumerate(ROWS):
        for into, told in zip(project.locales, expected, strict=True):
            wanted = address if told == "=" else told.replace("&", "&amp;")
            text = project.built(PurePosixPath(f"news/{number}.md"), into).read_text("utf-8")
            assert text == article.replace("{}", wanted)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<img src="images/map.png">', '<img src="images/map.ru.png">'),
        ("<img src=images/map.png>", "<img src=images/map.ru.png>"),
        ('<a href=" images/map.png ">x</a>', '<a href=" images/map.ru.png ">x</a>'),
        (
            '<video poster="images/map.png" src="x.mp4"></video>',
            '<video poster="images/map.ru.png" src="x.mp4"></video>',
        ),
        (
            '<img srcset="images/map.png 1x, images/plain.png 2x,images/map.png#a 3x">',
            '<img srcset="images/map.ru.png 1x, images/plain.png 2x,images/map.ru.png#a 3x">',
        ),
        (
            '<source srcset="images/map.png (a, b), data:image/png;base64,AA== 2x">',
            '<source srcset="images/map.ru.png (a, b), data:image/png;base64,AA== 2x">',
        ),
        ('<object data="images/map.png"></object>', '<object data="images/map.ru.png"></object>'),
        ('<svg><image xlink:href="images/map.png"/></svg>', '<svg><image xlink:href="images/map.ru.png"/></svg>'),
        ('<a href="opening.md?a=1&amp;b=2">x</a>', '<a href="opening.md?a=1&amp;b=2">x</a>'),
        ('<a href="/en/a?a=1&amp;b=2">x</a>', '<a href="/ru/a?a=1&amp;b=2">x</a>'),
        ('<script>var x = "<img src=images/map.png>"</script>', '<script>var x = "<img src=images/map.png>"</script>'),
        ('<base href="/x/"><img src="images/map.png">', '<base href="/x/"><img src="images/map.png">'),
        (
            '<meta property="og:image" content="images/map.png"><meta name="x" content="images/map.png">',
            '<meta property="og:image" content="images/map.ru.png"><meta name="x" content="images/map.png">',
        ),
        (
            '<link rel="canonical" href="/en/a/"><link rel="alternate" hreflang="en" href="/en/a/">',
            '<link rel="canonical" href="/ru/a/"><link rel="alternate" hreflang="en" href="/en/a/">',
        ),
        ("<!-- <img src=images/map.png> -->", "<!-- <img src=images/map.png> -->"),
    ],
)
def test_addresses_in_html(project: Project, before: str, after: str) -> None:
    assert built(project, before, "news/page.html")["ru"] == after


@pytest.mark.parametrize("name", ["news/page.html", "news/page.md"])
def test_what_is_switched_off_keeps_its_addresses(project: Project, name: str) -> None:
    """The way to link to the article in its own language."""
    off = '<!-- l10n:off -->\n<p><a href="/en/x/">English</a></p>\n<!-- l10n:on -->\n'
    on = '<p><a href="/en/x/">Other</a></p>\n'
    assert built(project, off + on, name)["ru"] == off + on.replace("/en/", "/ru/")


@pytest.mark.parametrize(
    "text", ["`[a](images/map.png)`\n", "    [a](images/map.png)\n", "```\n[a]: images/map.png\n```\n"]
)
def test_code_is_left_alone(project: Project, text: str) -> None:
    assert built(project, text)["ru"] == text


def test_a_translation_keeps_the_address_of_its_source(project: Project) -> None:
    """In catalogues stands what the article says; only the built article leads to the locale's own file."""
    write(project.source / "news/visit.md", "See [the map](images/map.png).\n")
    extract(project, read(project))
    path = project.root / "locales/ru/LC_MESSAGES/news/visit.md.po"
    text = path.read_text(encoding="utf-8")
    assert 'msgid "See [the map](images/map.png)."' in text
    path.write_text(text.replace('."\nmsgstr ""', '."\nmsgstr "См. [карту](images/map.png)."'), encoding="utf-8")
    assert built(project, "See [the map](images/map.png).\n")["ru"] == "См. [карту](images/map.ru.png).\n"
    assert 'msgstr "См. [карту](images/map.png)."' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("localised", "address"),
    [
        (("/{locale}/{path}",), "../ru/news/images/plain.png"),
        (("{locale}/{name}",), "images/ru/plain.png"),
        (("{stem}_{locale}{suffix}", "{locale}/{name}"), "images/plain_ru.png"),
        ((), "images/plain.png"),
    ],
)
def test_versions_of_files_lie_where_the_project_says(
    project: Project, localised: tuple[str, ...], address: str
) -> None:
    for name in ("ru/news/images/plain.png", "news/images/ru/plain.png", "news/images/plain_ru.png"):
        write(project.source / name, name)
    into = Project(project.root, replace(SETTINGS, links_localised=localised))
    assert built(into, "![p](images/plain.png)\n")["ru"] == f"![p]({address})\n"
    assert os.path.normpath(f"news/{address}") in files(into)


# --- articles that are not there ---


def test_a_link_to_an_article_that_is_not_localised_leads_to_its_source(project: Project) -> None:
    """With `fallback = "skip"` an article may be missing in a locale; once it is there, links lead to it."""
    into = Project(project.root, replace(SETTINGS, build_fallback="skip", locales=("ru",)))
    write(into.source / "news/visit.md", "1 [2](../guide/way.md#a) 3\n")
    write(into.source / "guide/way.md", "Words.\n")
    (into.source / "news/opening.md").unlink()

    def run() -> str:
        reading = read(into)
        extract(into, reading)
        build_articles(into, reading, into.locales, "reviewed")
        return (into.root / "build/ru/news/visit.md").read_text(encoding="utf-8")

    assert run() == "1 [2](../../../source/guide/way.md#a) 3\n"
    path = into.root / "locales/ru/LC_MESSAGES/guide/way.md.po"
    path.write_text(path.read_text("utf-8").replace('Words."\nmsgstr ""', 'Words."\nmsgstr "Слова."'), "utf-8")
    assert run() == "1 [2](../guide/way.md#a) 3\n"
    kept = Project(into.root, replace(into.configuration, links_fallback="keep"))
    (into.root / "build/ru/guide/way.md").unlink()
    path.unlink()
    build_articles(kept, read(kept), kept.locales, "reviewed")
    assert (into.root / "build/ru/news/visit.md").read_text("utf-8") == "1 [2](../guide/way.md#a) 3\n"


# --- files beside the articles ---

SHOWS = "![a](images/map.png) ![b](images/plain.png) [c](../guide/form.pdf) ![d](../../shared/logo.svg)\n"


def test_files_that_articles_show_are_copied_beside_them(project: Project) -> None:
    built(project, SHOWS)
    copies = {"news/images/map.ru.png", "news/images/plain.png", "guide/form.ru.pdf"}
    assert files(project) == {"news/visit.md", "news/opening.md", "guide/way.md", *copies}
    assert (project.root / "build/ru/news/images/map.ru.png").read_text(encoding="utf-8") == "images/map.ru.png"


@pytest.mark.parametrize(
    ("assets", "text"),
    [
        (
            "link",
            (
                "![a](../../../source/news/images/map.ru.png) ![b](../../../source/news/images/plain.png) "
                "[c](../../../source/guide/form.ru.pdf) ![d](../../../shared/logo.svg)\n"
            ),
        ),
        (
            "none",
            "![a](images/map.ru.png) ![b](images/plain.png) [c](../guide/form.ru.pdf) ![d](../../shared/logo.svg)\n",
        ),
    ],
)
def test_or_they_stay_where_they_are(project: Project, assets: str, text: str) -> None:
    into = Project(project.root, replace(SETTINGS, build_assets=assets))
    assert built(into, SHOWS)["ru"] == text
    assert files(into) == {"news/visit.md", "news/opening.md", "guide/way.md"}


def test_no_file_outside_of_the_project_is_copied(project: Project) -> None:
    names = (
        "../../../secret.txt",
        "images/outside.png",
        "images/.hidden.png",
        "../../.hidden/key.png",
        "/etc/hostname",
    )
    built(project, "".join(f"![x]({name})\n" for name in names))
    texts = [path.read_text("utf-8") for path in (project.root / "build").rglob("*") if path.is_file()]
    assert files(project) == {"news/visit.md", "news/opening.md", "guide/way.md"}
    assert not any(text == "secret" for text in texts)


def test_a_link_in_the_build_folder_leads_nobody_out_of_it(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "plain.png", "precious")
    (project.root / "build/ru/news").mkdir(parents=True)
    (project.root / "build/ru/news/images").symlink_to(tmp_path / "elsewhere")
    write(project.source / "news/visit.md", "![b](images/plain.png)\n")
    outcome = build_articles(project, read(project), project.locales[:1], "none")
    (error,) = outcome.errors
    assert "source/news/images/plain.png: cannot be copied to build/ru/news/images/plain.png: " in str(error)
    assert "a link leads out of build/; remove it" in str(error)
    assert (tmp_path / "elsewhere" / "plain.png").read_text(encoding="utf-8") == "precious"


# --- done work is not done again ---


def run(project: Project) -> set[str]:
    """What a build writes, below `build/ru`."""
    outcome = build_articles(project, read(project), project.locales[:1], "none")
    return {path.relative_to(project.root / "build/ru").as_posix() for path in (*outcome.written, *outcome.copied)}


def test_a_build_notices_what_appears_changes_and_goes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    images = project.source / "news/images"
    write(project.source / "news/visit.md", "![a](images/plain.png) [b](images/none.png)\n")
    assert run(project) >= {"news/visit.md", "news/images/plain.png"}
    assert run(project) == set()

    write(images / "plain.ru.png", "Russian")
    assert run(project) == {"news/visit.md", "news/images/plain.ru.png"}
    write(images / "plain.ru.png", "another")
    assert run(project) == {"news/images/plain.ru.png"}
    (images / "plain.ru.png").unlink()
    assert run(project) == {"news/visit.md", "news/images/plain.png"}  # removed while no article showed it
    write(images / "none.png", "there now")
    assert run(project) == {"news/images/none.png"}
    (project.root / "build/ru/news/images/plain.png").unlink()
    assert run(project) == {"news/images/plain.png"}

    def refuse(*_: object) -> Iterator[object]:
        raise AssertionError("done work was done again")

    monkeypatch.setattr("l10n.pipeline.build.build", refuse)
    assert run(project) == set()


# --- the check ---


def dead(project: Project) -> list[tuple[str, int, str]]:
    found = check_articles(read(project), project.locales, "none").problems
    return [(each.path.as_posix(), each.line, each.message) for each in found if each.rule == "link"]


def test_a_check_names_what_leads_nowhere(project: Project) -> None:
    """By its line in the article, once, however many locales there are; until it leads somewhere."""
    text = (
        "[a](opening.md) ![b](images/mpa.png)\n\n[c](../guide/lost.md#x) [d](../../../secret.txt)\n[e](opening.html)\n"
    )
    write(project.source / "news/visit.md", text)
    expected = [
        ("source/news/visit.md", 1, "leads to nothing: “images/mpa.png”"),
        ("source/news/visit.md", 3, "leads out of the project, or to a hidden file: “../../../secret.txt”"),
        ("source/news/visit.md", 3, "leads to nothing: “../guide/lost.md#x”"),
    ]
    assert dead(project) == dead(project) == expected
    assert dead(Project(project.root, replace(SETTINGS, build_assets="none"))) == expected[1:]
    write(project.source / "news/images/mpa.png", "there now")
    write(project.source / "guide/lost.md", "There now.\n")
    assert dead(project) == expected[1:2]
    (project.source / "news/opening.md").unlink()
    assert len(dead(project)) == 3


# --- what readers see ---


def test_everything_that_a_built_site_shows_is_there(project: Project) -> None:
    """Judged by html5lib: each address of each page leads to a file, seen from where the page lies."""
    page = (
        '<!DOCTYPE html><html><head><link rel="stylesheet" href="style.css"><script src="x.js"></script></head><body>'
        '<p><a href="../news/opening.md">One</a> <img src="../news/images/map.png" alt="Map"></p>'
        '<picture><source srcset="../news/images/plan.png 1x, ../news/images/two%20words.png 2x">'
        '<img src="../news/images/sun.png" alt="Sun"></picture><a href="draft.md">Draft</a>'
        '<a href="../../shared/logo.svg">Logo</a></body></html>\n'
    )
    write(project.source / "guide/style.css", "p {}")
    write(project.source / "guide/x.js", "")
    built(project, page, "guide/page.html")
    for locale in ("ru", "zh_CN"):
        path = project.root / "build" / locale / "guide/page.html"
        tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        named = [each.get(name) for each in tree.iter() for name in ("href", "src") if each.get(name)]
        named += [part.split()[0] for each in tree.iter() for part in (each.get("srcset") or "").split(",") if part]
        assert len(named) == 9
        assert [name for name in named if not (path.parent / name.replace("%20", " ")).is_file()] == []


# --- laws ---

TEXTS = st.text(st.sampled_from("[]()<>!\"' \n=#|`\\&;%a./{}\u00a0ж-:>*_")) | st.text(max_size=40)


LINKS = [
    "[a](b.md)",
    "<img src=b.md>",
    "[r]: b.md\n",
    "![x](<b.md>)",
    "[a][r]",
    "<a href='b.md?c'>",
    "</a>",
    "\n\n",
    "> ",
]


@pytest.mark.parametrize("form", [markdown, html])
@given(parts=st.lists(TEXTS | st.sampled_from(LINKS)))
def test_references_are_places_of_the_article(form: object, parts: list[str]) -> None:
    """Whatever an article holds: its references are apart, in order, and their bytes are what they say."""
    source = "".join(parts).encode()
    found: tuple[Reference, ...] = form.references(source)  # type: ignore[attr-defined]
    at = 0
    for each in found:
        assert at <= each.start <= each.end <= len(source)
        at = each.end
        raw = source[each.start : each.end].decode()
        assert raw == each.target or "\\" in raw or "&" in raw


@given(address=TEXTS | st.text(max_size=300))
def test_no_address_leads_out_of_the_project(address: str) -> None:
    site = Site(Project(Path(__file__).parent.parent, Configuration()))
    target = site.target(PurePosixPath("news/a.md"), address)
    if target.kind in {Kind.FILE, Kind.EXCLUDED}:
        assert not any(part.startswith(".") for part in target.path.parts)


ADDRESSES = TEXTS | st.sampled_from(
    ["x y.md", "a)b", "a(b", 'a"b', "a'b", "<x>", "a|b", "a&b", "a&amp;b", "`", "a,", "]("]
)


@pytest.mark.parametrize("name", ["a.md", "a.html"])
@given(parts=st.lists(TEXTS | st.sampled_from(LINKS)), address=ADDRESSES)
def test_law_2_for_addresses(name: str, parts: list[str], address: str) -> None:
    """Whatever the new address of every link is: the same blocks with the same words, links where links were."""
    article = page("".join(parts).encode(), name)
    content = readdressed(article, article.document.source, lambda _: address)
    after, before = article.format.parse(content, article.options), article.document
    assert [block.kind for block in after.blocks] == [block.kind for block in before.blocks]
    assert len(article.format.references(content)) == len(article.format.references(before.source))
    assert [len(block.shape) for block in after.blocks] == [len(block.shape) for block in before.blocks]
    if name == "a.md":
        seen, meant = (structure(each) for each in markdown_it([content.decode(), before.source.decode()]))
        assert [(block, len(events)) for block, events in seen] == [(block, len(events)) for block, events in meant]


# --- configuration ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[links]\nrewrite = "x"', "links.rewrite must be a table"),
        ('[links]\nrewrite = { "" = "/x/" }', "an empty prefix"),
        ('[links]\nrewrite = { "/en/" = "/{lang}/" }', "unknown 'lang' in '/{lang}/'; known: locale, tag, language"),
        ('[links]\nlocalised = ["{stem}{suffix}"]', "must name {locale}"),
        ('[links]\nlocalised = ["../{locale}/{name}"]', "stay below the folder"),
        ('[links]\nlocalised = ["{locale"]', "unknown '{'"),
        ('[build]\nassets = "copies"', "did you mean 'copy'?"),
        ('[build]\nemphasis = "entities"', "did you mean 'entity'?"),
    ],
)
def test_configuration_is_checked(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        configuration(text, Path("l10n.toml"))
    assert message in str(caught.value)
