"""Active content: no translation brings into a built page what its source has not, in any kind of text."""

from pathlib import Path

import pytest
from articles import page
from hostile import ATTACKS, MARKDOWN_ATTACKS, MDX_ATTACKS

from l10n.build import build
from l10n.catalogue import Catalogue, Entry
from l10n.checks import REFUSALS, RULES, Localised, check, policy
from l10n.checks.baseline import Sifted, dump, load, sifted
from l10n.document import Kind, ParseOptions
from l10n.formats import format_of
from l10n.locales import locale
from l10n.problem import Problem
from l10n.project import configuration
from l10n.terms import Glossary
from l10n.typography import Style, Text, amended

RUSSIAN = locale("ru")
PLACES = {
    "a.md": (
        "Some words here.\n",
        "# Some words here.\n",
        "- Some words here.\n",
        "> Some words here.\n",
        "| a1 | 2 |\n|---|---|\n| Some words here. | 1 |\n",
        '!!! note "Some words here."\n    Body.\n',
        '??? tip "Some words here."\n    Body.\n',
        '=== "Some words here."\n    Body.\n',
        "![Some words here.](i.png)\n",
        '![a](i.png "Some words here.")\n',
        '[1]: /u "Some words here."\n\nSee [1].\n',
        "---\ntitle: Some words here.\n---\nBody.\n",
        '---\ntitle: "Some words here."\n---\nBody.\n',
        "---\ntitle: |\n  Some words here.\n---\nBody.\n",
        '+++\ntitle = "Some words here."\n+++\nBody.\n',
        "<div>\nSome words here.\n</div>\n",
        '<img src="i.png" alt="Some words here.">\n',
        "Note[^1].\n\n[^1]: Some words here.\n",
    ),
    "a.mdx": ("Some words here.\n", "# Some words here.\n", "![Some words here.](i.png)\n", "- Some words here.\n"),
    "a.html": (
        "<p>Some words here.</p>",
        "<h1>Some words here.</h1>",
        "<title>Some words here.</title>",
        "<img src=i.png alt='Some words here.'>",
        '<img src=i.png title="Some words here.">',
        '<input placeholder="Some words here.">',
        '<p aria-label="Some words here.">1</p>',
        '<meta name=description content="Some words here.">',
    ),
    "a.txt": ("Some words here.\n", "- Some words here.\n"),
}
CASES = [(name, source) for name, sources in PLACES.items() for source in sources]


def attacks(name: str) -> tuple[str, ...]:
    """The attacks that are some in a format."""
    more = {"a.md": MARKDOWN_ATTACKS, "a.mdx": MDX_ATTACKS}
    return (*ATTACKS, *more.get(name, ()))


def refused(source: str, translation: str, name: str = "a.md", text: str = "Some words here.") -> bool:
    """Whether a build refuses a translation of a text; what it then writes is its source."""
    article = page(source.encode(), name, options=ParseOptions(anchors="off"))
    assert text in {segment.text for segment in article.segments}, [segment.text for segment in article.segments]
    done = build(article, {text: translation}, RUSSIAN)
    assert not done.refused or done.content == source.encode()
    return bool(done.refused)


@pytest.mark.parametrize(("name", "source"), CASES)
def test_nothing_active_comes_in(name: str, source: str) -> None:
    for attack in attacks(name):
        for translation in (attack, f"Слова {attack} тут.", f"Слова {attack}"):
            assert refused(source, translation, name), translation


def test_braces_may_begin_an_emphasis() -> None:
    """`**{String}**`, as documentation writes types, is no attribute list."""
    text = "Input **{String}**: the `text`."
    assert not refused(f"{text}\n", "Ввод **{Строка}**: это `text`.", text=text)


@pytest.mark.parametrize(
    "attack",
    [
        *("[ж](onerror=alert(1)//)", "![ж](onclick=alert(1)//)", "> [ж](onclick=alert(1)//)"),
        *("<https://x/onclick=alert(1)//>", "<x@y.example>"),
    ],
)
def test_no_link_is_written_into_an_attribute(attack: str) -> None:
    """Python-Markdown renders links in attributes of tags, and the quotation marks of their address end the value."""
    for source in ('<img src="i.png" alt="Some words">', '<div title="Some words">\nx\n</div>'):
        assert refused(f"{source}\n", attack, text="Some words"), source
    for source in ('Text <img src="i.png" alt="Some words"> more.', 'Text <span title="Some words">x</span> more.'):
        assert refused(f"{source}\n", source.replace("Some words", attack), text=source), source
        assert not refused(f"{source}\n", source.replace("Some words", "[ж] (ж)"), text=source), source
    for text in ('[a](/u) <img alt="x">', 'See <https://x.example/> <img alt="x">'):
        assert not refused(f"{text}\n", text.replace('alt="x"', 'alt="ж"'), text=text)


def test_no_line_reads_a_file_for_vitepress() -> None:
    assert refused("Some words here.\n", "<<< @/secrets.txt")
    assert not refused("Some words here.\n", "Слова <<< тут >>>")


@pytest.mark.parametrize("module", ["export const x = 1", "import x from 'y'", "export default () => process.exit()"])
def test_no_module_begins_in_mdx(module: str) -> None:
    assert refused("Some words here.\n", module, "a.mdx")
    assert not refused("Some words here.\n", f"Слово {module} тут.".replace("{", ""), "a.mdx")


@pytest.mark.parametrize(
    "harmless",
    [
        "5 < 6 и 7 > 6",
        "a<b",
        "Я <3 вас",
        "Слово {слово} тут",
        "Слово {name} тут {0:.2f}",
        "Да :{ и }: и {} и {:} тут",
        "множество {1, 2}, x^{2}, x_{i}, f(x){y}",
        "Данные: data: 5",
        "«JavaScript: сильные стороны»",
        "C:\\Users",
        "a = b",
        "[sic]: так",
        "50 % и 60 %",
        "AT&T & &amp; &copy;",
        "10:30, см.: тут",
        "Да!!! Как??? {!}",
        "((a)) ((b))",
        "$5 и $6",
    ],
)
def test_plain_characters_are_no_attack(harmless: str) -> None:
    """What no program would run stays a person's own affair."""
    for name, source in CASES:
        plain = any(sign in source for sign in ('"', "'", "](", "---", "<title", "content="))
        if name != "a.mdx" and not ("a<b" in harmless and (plain or name == "a.html")):
            assert not refused(source, harmless, name), (name, source)


@pytest.mark.parametrize("harmless", ["5 < 6 и 7 > 6", "}: и \\{x}", "Данные: data: 5", "важно: import x"])
def test_plain_characters_are_no_attack_in_mdx(harmless: str) -> None:
    assert not refused("Some words here.\n", harmless, "a.mdx")


@pytest.mark.parametrize(("name", "source"), CASES)
def test_what_the_source_has_the_translation_may_have(name: str, source: str) -> None:
    """Each item of the source may stand elsewhere in the translation; lost or twice it is refused."""
    for item in ("{{ x }}", "{% y %}", "{# z #}", "<% a %>"):
        text = f"Some {item} words here."
        if "title: S" in source and "#" in item:
            continue  # a comment of YAML
        article = source.replace("Some words here.", text)
        assert not refused(article, f"Тут слова {item}!", name, text), item
        assert refused(article, f"Тут {item} {item}.", name, text), item
        assert name == "a.txt" or refused(article, "Тут слова.", name, text), item


@pytest.mark.parametrize(
    ("name", "source", "text", "good", "bad"),
    [
        ("a.md", '!!! note "Use <kbd>X</kbd>"\n    Body.\n', "Use <kbd>X</kbd>", "Жми <kbd>X</kbd>", "Жми <kbd>X"),
        ("a.md", '!!! note "Use `x` now"\n    Body.\n', "Use `x` now", "Жми `x`", "Жми `y`"),
        ("a.md", "A **bold**{: .c} word.\n", "A **bold**{: .c} word.", "Слово **ж**{: .c}.", "Слово **ж**."),
        ("a.md", "Run `code`{.py} here.\n", "Run `code`{.py} here.", "Тут `code`{.py}!", "Тут `code`."),
        ("a.mdx", "Hello {props.name} again.\n", "Hello {props.name} again.", "Снова {props.name}!", "Привет снова."),
        ("a.mdx", "Hello {a.b} again.\n", "Hello {a.b} again.", "{a.b}, снова", "Снова {a.c}."),
        ("a.mdx", "# Is {a} or {b}\n", "Is {a} or {b}", "{b} или {a}", "{a} или {a}"),
        (
            "a.mdx",
            "See <Foo x={1}>it</Foo>.\n",
            "See <Foo x={1}>it</Foo>.",
            "<Foo x={1}>То</Foo>.",
            "<Foo x={2}>То</Foo>.",
        ),
        (
            "a.md",
            "Say <script>a()</script> it.\n",
            "Say <script>a()</script> it.",
            "Скажи <script>a()</script>.",
            "Скажи <script>b()</script>.",
        ),
        (
            "a.html",
            '<p>A <a href="u" title="Hi">b</a> c</p>',
            'A <a href="u" title="Hi">b</a> c',
            'Ж <a href="u" title="Привет">ж</a>',
            'Ж <a href="u" onclick="x" title="Привет">ж</a>',
        ),
        ("a.txt", "Press <Enter> now.\n", "Press <Enter> now.", "Нажмите <Ввод>.", "Нажмите <Enter> <b>."),
    ],
)
def test_the_markup_of_the_source_may_move(name: str, source: str, text: str, good: str, bad: str) -> None:
    assert not refused(source, good, name, text)
    assert refused(source, bad, name, text)


# --- what `l10n check` says of it ---


def checked(source: str, translation: str, how: str = "", comment: str = "", name: str = "a.md") -> list[str]:
    """What `l10n check` says of an entry that a build refuses, under `[check]` of a configuration."""
    article = page(source.encode(), name)
    (text,) = {segment.text for segment in article.segments if segment.text != "Body."}
    catalogue = Catalogue(None, (Entry(text, translation, comments=(comment,)),))
    about = Localised(Path(name), Path("a.po"), article, catalogue, RUSSIAN, "none", Glossary(locale("en")))
    found = check(about, policy(configuration(how, Path("l10n.toml")), RULES))
    return [f"{each.severity}[{each.rule}] {each.message}" for each in found if each.rule in REFUSALS]


def test_check_says_what_a_build_refuses() -> None:
    found = checked('!!! note "A title"\n    Body.\n', "Заголовок <script>alert(1)</script>")
    brought = "</script>, <script>, <script> alert(1)"
    assert found == [f"error[active] the translation brings in {brought}: “Заголовок <script>alert(1)</script>”"]
    assert checked("Hello {props.name} again.\n", "Привет снова.", name="a.mdx") == [
        "error[markup] markup differs from the source's: it loses {props.name}: “Привет снова.”"
    ]
    found = checked("See [it](u).\n", "См. [то](v).")
    assert found == ["error[markup] markup differs from the source's: “См. [то](v).”"]


@pytest.mark.parametrize(
    "how",
    [
        '[check.rules]\nactive = "off"\nmarkup = "off"',
        '[check.rules]\nactive = "info"\nmarkup = "warning"',
        '[[check.paths]]\nrules = { active = "off", markup = "off" }',
    ],
)
def test_no_setting_silences_what_a_build_refuses(how: str) -> None:
    (first,) = checked("A word.\n", "Слово <b>.", how, "l10n:ignore active")
    (second,) = checked("See [it](u).\n", "См. [то](v.", how, "l10n:ignore active")
    assert (first.split(" ")[0], second.split(" ")[0]) == ("error[active]", "error[markup]")
    assert policy(configuration(how, Path("l10n.toml")), RULES).firm == ("active", "markup")


def test_no_baseline_knows_what_a_build_refuses() -> None:
    refusal, other = Problem(Path("a.po"), 1, "active", "x"), Problem(Path("a.po"), 1, "term", "x")
    known = load(dump([refusal, other]), Path("b.json"))
    assert sifted([refusal, other], known) == Sifted((refusal,), 1, 0)
    forged = load(dump([other]).replace(b'"term"', b'"active"'), Path("b.json"))
    assert sifted([refusal], forged).new == (refusal,)


# --- MDX ---


def test_modules_and_expressions_of_mdx_are_no_texts() -> None:
    source = (
        "import A from 'a'\nimport {\n  B,\n} from 'b'\n\nexport const words = {\n  text: \"Some words\",\n}\n\n"
        "{/* a comment */}\n\nHi {words.text}, `{code}` and \\{brace}.\n\n## Why {#why}\n"
    )
    assert [segment.text for segment in page(source.encode(), "a.mdx").segments] == [
        "Hi {words.text}, `{code}` and \\{brace}.",
        "Why",
    ]


# --- typography ---


@pytest.mark.parametrize(
    ("name", "source", "translation"),
    [
        ("a.md", 'A **bold**{: title="a b"} word.', 'Слово "ж" **ж**{: title="a b"}.'),
        ("a.md", 'Run `x`{.py title="a - b"} now.', 'Тут `x`{.py title="a - b"} "ж".'),
        ("a.md", 'A word {: title="a"} here.', 'Слово {: title="a"} "тут".'),
        ("a.mdx", 'Hi <A b={["c"]}>you</A>.', 'Привет, <A b={["c"]}>"ты"</A>.'),
        ("a.mdx", 'Hi {f("x - y")} you.', 'Привет, {f("x - y")} "ты".'),
        ("a.html", '<p>Hi <a href="u">you</a> {{ f("x") }}</p>', 'Привет, <a href="u">"ты"</a> {{ f("x") }}'),
    ],
)
def test_typography_leaves_syntax_alone(name: str, source: str, translation: str) -> None:
    article = page(source.encode(), name)
    (segment,) = article.segments
    style = Style(RUSSIAN)
    done = amended(Text(segment.text, segment.marks, translation, article.format, segment.kind), style).text
    assert done != translation
    assert sorted(article.format.active(done, segment.kind)) == sorted(
        article.format.active(segment.text, segment.kind)
    )


@pytest.mark.parametrize("kind", [Kind.TITLE, Kind.FRONT_MATTER, Kind.ALT])
@pytest.mark.parametrize("syntax", ['<b class="x - y">ж</b>', '{{ f("x") }}', '{% include "a - b" %}', '{: title="x"}'])
def test_typography_leaves_syntax_of_titles_alone(kind: Kind, syntax: str) -> None:
    form = format_of(Path("a.md"))
    done = amended(Text(f"Say {syntax}", (), f"Скажи {syntax}", form, kind), Style(RUSSIAN)).text
    assert syntax in done


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("![Some words here.](i.png)\n", "Some words here.", '`" onerror=alert(1) x="`'),
        ("![Some words here.](i.png)\n", "Some words here.", "`ж"),
        ('![1](i.png "Some words here.")\n', "Some words here.", "ж` onerror=alert(1) ](x)"),
        ("See ![a map](i.png) here.\n", "See ![a map](i.png) here.", 'См. ![`" onerror=x y="`](i.png) тут.'),
        ('See [it](u "now") here.\n', 'See [it](u "now") here.', 'См. [то](u "`\\" onclick=x`") тут.'),
    ],
)
def test_no_code_in_attributes(source: str, text: str, translation: str) -> None:
    """Python-Markdown writes the quotation marks of code in an alternative text as they are: `alt="" onerror=…`."""
    assert refused(source, translation, text=text)
    kept = source.replace(text, text.replace("map", "`map`").replace("now", "`now`").replace("Some", "`Some`"))
    (segment, *_) = (each for each in page(kept.encode()).segments if "`" in each.text)
    assert not refused(kept, segment.text.replace("here", "тут").replace("it", "то"), text=segment.text)
