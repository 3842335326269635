"""Every reader of a file from outside meets the same list of hostile contents: our own error, or a cache begun anew.

The readers are enumerated: a module that parses something and is not in the table fails the test.
"""

import ast
import contextlib
import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path, PurePosixPath

import pytest
from command import l10n, write
from test_layers import PACKAGE, name_of

from l10n import catalogue as po
from l10n.cache import Cache, Call
from l10n.checks import baseline
from l10n.checks.catalogue import _forms as plural_forms
from l10n.drafts import WrittenDrafts
from l10n.engines import Origin
from l10n.engines.argos.vocabulary import _read as vocabulary
from l10n.engines.firefox.models import _described as description
from l10n.engines.firefox.models import content as packed_content
from l10n.errors import InputError, L10nError, UsageError
from l10n.inline import unescape
from l10n.locales import locale
from l10n.memory import pairs
from l10n.models import lock
from l10n.models.archive import unpack
from l10n.models.index import parse as index
from l10n.models.installed import BrokenModel, Model, _setting, inspect
from l10n.models.mirror import read_folder
from l10n.models.partial import Partial
from l10n.models.record import recorded
from l10n.parsing import DAMAGE, MalformedError, json_of, readable, reason, toml_of
from l10n.pipeline.articles import page_of
from l10n.pipeline.manifest import MANIFEST, Manifest
from l10n.pipeline.verdicts import Verdicts, unpacked
from l10n.project import Configuration, Project, open_project
from l10n.stamps import Stamps
from l10n.terms import terms

EN, RU = locale("en"), locale("ru")
DEEP = 100_000
NESTED = 1000
"""Elements in each other; enough for every reader of XML, and soon done by those of articles."""


def _zip(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


CONTENTS: Mapping[str, bytes] = {
    "nothing": b"",
    "spaces": b" \n\t\r\n",
    "NUL": b"\0" * 100,
    "NUL in text": b'a\0b = "x\0y"\n{"a\0": "b\0"}',
    "[ deep": b"[" * DEEP,
    "[] deep": b"[" * DEEP + b"]" * DEEP,
    "a list deep in a key": b"a = " + b"[" * DEEP + b"]" * DEEP,
    "{ deep": b'{"a":' * DEEP,
    "inline tables deep": b"a = " + b"{a=" * DEEP + b"1" + b"}" * DEEP,
    "dots deep": b"a." * 20_000 + b"a = 1",
    "table dots deep": b"[" + b"a." * 20_000 + b"a]\n",
    "elements deep": b"<a>" * NESTED,
    "elements of TMX deep": b"<tmx><body><tu><tuv><seg>" + b"<sub>x" * NESTED,
    "elements of TBX deep": b"<tbx><conceptEntry>" + b"<langSec>x" * NESTED + b"</langSec>" * NESTED,
    "quotes deep": b">" * DEEP + b" words here",
    "a long number": b"1" * 5000,
    "a long number in JSON": b'{"schema": "l10n-baseline/1", "problems": [{"count": ' + b"1" * 5000 + b"}]}",
    "a long number in TOML": b"form = " + b"1" * 5000,
    "a long hexadecimal number": b"locales = 0x" + b"f" * 5000,
    "NaN": b'{"a": ["x", [NaN], "y"]}',
    "Infinity": b'{"a": ["x", [1e999, -Infinity], "y"]}',
    "infinite count": (
        b'{"schema": "l10n-baseline/1", "problems": ['
        b'{"path": "a", "rule": "b", "locale": "c", "subject": "d", "count": Infinity}]}'
    ),
    "null": b"null",
    "a number": b"7",
    "a string": b'"text"',
    "a list": b"[1, null, {}, [], true]",
    "a list of lists": b"[[[]], [[1]]]",
    "an object of wrong things": b'{"schema": 1, "problems": {"a": 1}, "files": [], "form": {}, "model": 3}',
    "wrong keys": b'[{"from_code": {"a": []}, "to_code": 1e400, "package_version": [], "links": {"a": 1}}]',
    "deep values": b'[{"from_code": ' + b"[" * 900 + b"]" * 900 + b"}]",
    "UTF-16": '<?xml version="1.0"?>{"a": "b"}'.encode("utf-16"),
    "UTF-32": '{"a": "b"}'.encode("utf-32"),
    "Latin-1": 'source,ru\n"é",ü\ntitle = "é"\n'.encode("latin-1"),
    "GB18030": "source,zh\n你好,世界\n".encode("gb18030"),
    "broken UTF-8": b'{"a": "\xed\xa0\x80\xff\xc0\x80"}\nmsgid "\xff"\nmsgstr "\xfe"\n',
    "lone surrogates": b'{"a": ["\\ud800", [1], "\\udfff"], "form": "\\ud800"}',
    "a byte order mark": b"\xef\xbb\xbf",
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf{}",
    "one line of 1 MB": b"a" * 1_000_000,
    "a string without end": b'msgid "abc\n"a": "b\nsource,ru\n"abc',
    "a large field": b"source,ru\nx," + b"y" * 200_000 + b"\n",
    "line ends of all kinds": b"source,ru\r\na,b\rc,d\ne,f\r\r\n",
    "laughs": (
        b'<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]><tmx>&j;</tmx>"
    ),
    "an external entity": b'<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>',
    "an encoding that is none": b'<?xml version="1.0" encoding="base64"?><tmx/>',
    "an undefined encoding": b'<?xml version="1.0" encoding="undefined"?><tbx/>',
    "an encoding with NUL": b'<?xml version="1.0" encoding="utf-8\0"?><tbx/>',
    "anchors": b"---\na: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &a [*c, *a, &e [*e]]\n? [[[x]]]\n: y\n---\nwords\n",
    "front matter deep": b"---\ntitle: " + b"[" * DEEP + b"\n---\nwords\n",
    "front matter deep in TOML": b"+++\na = " + b"[" * 3000 + b"]" * 3000 + b"\n+++\nwords\n",
    "a date that is none": b"+++\na = 0000-00-00\n+++\n[a]\nb = 10000-01-01T25:61:61Z\nform = 9999-12-31T23:59:60Z\n",
    "a long name": b'{"' + b"n" * 100_000 + b'": 1}',
    "a long key": b"n" * 100_000 + b" = 1\n",
    "an archive": _zip("x", b"y"),
    "an archive that unpacks to much": _zip("en_ru/metadata.json", b"\0" * 50_000_000),
    "an archive with metadata": _zip("en_ru/metadata.json", b"[" * DEEP),
    "a broken archive": _zip("en_ru/metadata.json", b"{}" * 100)[:-30] + b"\xff" * 30,
    "gzip cut off": b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + zlib.compress(b"x" * 100)[2:20],
    "a database that is none": b"SQLite format 3\0" + b"\xff" * 5000,
    "a charset that is none": b'msgid ""\nmsgstr "charset=base64\\n"\n\nmsgid "a"\nmsgstr "\xd0"\n',
    "a charset of Python": b'msgid ""\nmsgstr "charset=unicode_escape\\n"\n\nmsgid "a\\\\N{DASH}"\nmsgstr "\xd0\xb0"\n',
    "a charset that is undefined": b'msgid ""\nmsgstr "charset=undefined\\n"\n\nmsgid "a"\nmsgstr "\xd0\xb0"\n',
    "a charset with a long name": b'msgid ""\nmsgstr "charset=' + b"a" * DEEP + b'\\n"\n\nmsgid "a"\nmsgstr ""\n',
    "plural forms": b'msgid ""\nmsgstr "Plural-Forms: nplurals=99; plural='
    + b"(" * 400
    + b"n"
    + b")" * 400
    + b';\\n"\n',
    "a meta charset with NUL": b'<meta charset="utf-8\0"><p>\xc3\xa9 words here</p>',
    "a meta charset that is none": b'<meta charset="rot13"><p>\xc3\xa9 words here</p>',
    "a meta charset not of ASCII": b'<meta charset="\xc3\xa9\xc3\xa9"><p>\xc3\xa9 words here</p>',
    "a long meta charset": b'<meta charset="' + b"a" * DEEP + b'"><p>\xc3\xa9 words here</p>',
    "references of long numbers": b"<p title='&#x"
    + b"f" * 5000
    + b";'>&#"
    + b"9" * 5000
    + b"; &#9999999; &#55296; words</p>",
}

Reader = Callable[[Path, bytes], object]


def _file(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _article(suffix: str) -> Reader:
    def read(folder: Path, content: bytes) -> object:
        return page_of(Project(folder, Configuration()), PurePosixPath(f"a{suffix}"), content)

    return read


def _project(folder: Path, content: bytes) -> object:
    _file(folder / "l10n.toml", content)
    return open_project(folder)


def _stamps(folder: Path, content: bytes) -> object:
    with Stamps(_file(folder / "stamps.json", content)) as stamps:
        stamps.remember("work", "stamp")
        return stamps.done("work", "stamp")


def _partial(folder: Path, content: bytes) -> object:
    return Partial(io.BytesIO(b"x"), _file(folder / "x.part.origin", content)).validator("http://example.org/")


def _record(folder: Path, content: bytes) -> object:
    _file(folder / ".l10n/installed/models/en_ru.json", content)
    return recorded(folder / "models/en_ru")


def _metadata(folder: Path, content: bytes) -> object:
    found = inspect(_file(folder / "en_ru/metadata.json", content).parent)
    assert found is None or isinstance(found, BrokenModel | Model)
    return found


def _archive(folder: Path, content: bytes) -> object:
    path = _file(folder / "x.argosmodel", content)
    (folder / "workshop").mkdir(exist_ok=True)
    with path.open("rb") as file:
        return unpack(path, file, folder / "workshop")


def _folder(folder: Path, content: bytes) -> object:
    _file(folder / "mirror/x.argosmodel", content)
    return read_folder(str(folder / "mirror"))


def _cache(folder: Path, content: bytes) -> object:
    call = Call(Origin("e", "m", "1"), "en", "ru")
    with Cache(_file(folder / "cache.sqlite", content)) as cache:
        return cache.known(call, ["a"])


def _verdicts(folder: Path, content: bytes) -> object:
    with Verdicts(_file(folder / "checks.sqlite", content)) as verdicts:
        return verdicts.known([("a", "b")])


def _drafts(folder: Path, content: bytes) -> object:
    with WrittenDrafts(_file(folder / "drafts.sqlite", content)) as drafts:
        return drafts.known(RU, ["a"])


def _manifest(folder: Path, content: bytes) -> object:
    _file(folder / MANIFEST, content)
    return Manifest(Project(folder, Configuration())).stale


def _text(read: Callable[[str], object]) -> Reader:
    return lambda _, content: read(content.decode("utf-8", "replace"))


READERS: Mapping[str, tuple[tuple[type[Exception], ...], dict[str, Reader]]] = {
    "parsing": ((MalformedError, ValueError), {"JSON": lambda _, content: json_of(content), "TOML": _text(toml_of)}),
    "project.configuration": ((UsageError,), {"l10n.toml": _project}),
    "stamps": ((), {"stamps.json": _stamps}),
    "checks.baseline": ((InputError,), {"baseline": lambda _, content: baseline.load(content, Path("b.json"))}),
    "checks.catalogue": ((), {"plural forms": _text(plural_forms)}),
    "models.lock": ((InputError,), {"l10n.lock": lambda _, content: lock.parse(content, Path("l10n.lock"))}),
    "models.index": ((InputError,), {"index.json": lambda _, content: index(content, "index.json")}),
    "models.installed": (
        (),
        {"metadata": _metadata, "settings": lambda folder, content: _setting(_file(folder / "s.json", content), "a")},
    ),
    "models.partial": ((), {"x.part.origin": _partial}),
    "models.record": ((), {"en_ru.json": _record}),
    "models.archive": ((InputError,), {"x.argosmodel": _archive}),
    "models.mirror": ((InputError,), {"a folder of models": _folder}),
    "engines.argos.vocabulary": (
        (InputError,),
        {
            "vocabulary.json": lambda folder, content: vocabulary(_file(folder / "v.json", content)),
            "vocabulary.txt": lambda folder, content: vocabulary(_file(folder / "v.txt", content)),
        },
    ),
    "engines.firefox.models": (
        (InputError,),
        {
            "a description": lambda folder, content: description(_file(folder / "metadata.json", content)),
            "a packed file": lambda folder, content: packed_content(_file(folder / "m.bin.gz", content)),
        },
    ),
    "pipeline.verdicts": ((L10nError,), {"a verdict": _text(unpacked), "checks.sqlite": _verdicts}),
    "pipeline.manifest": ((), {"the list of built files": _manifest}),
    "cache": ((L10nError,), {"cache.sqlite": _cache}),
    "drafts": ((L10nError,), {"drafts.sqlite": _drafts}),
    "terms.table": (
        (InputError,),
        {"glossary.csv": lambda folder, content: terms((_file(folder / "glossary.csv", content),), EN)},
    ),
    "terms.tbx": (
        (InputError,),
        {"glossary.tbx": lambda folder, content: terms((_file(folder / "glossary.tbx", content),), EN)},
    ),
    "memory.tmx": ((InputError,), {"TMX": lambda _, content: tuple(pairs(content, Path("m.tmx"), EN, (RU,)))}),
    "catalogue.read": ((InputError,), {"catalogue": lambda _, content: po.dump(po.parse(content, Path("a.po")))}),
    "formats.markdown.front_matter": ((InputError,), {"an article in Markdown": _article(".md")}),
    "formats.markdown.json_head": (
        (InputError,),
        {"a JSON head": lambda folder, content: _article(".md")(folder, b'{"title": "T", "a": ' + content[:50_000])},
    ),
    "formats.html": ((InputError,), {"an article in HTML": _article(".html")}),
    "formats.text": ((InputError,), {"an article in plain text": _article(".txt")}),
}
"""By module: the errors that a reader may raise, and the readers."""

OWN: Mapping[str, str] = {
    "engines": "loads the classes of installed packages",
    "pipeline.baseline": "hands on to `checks.baseline`",
    "memory.index": "a database like the others; the pairs come from `memory.tmx` and `catalogue.read`",
    "models.installation": "hands on to `models.archive`",
    "engines.firefox.pool": "lines of our own worker process",
    "engines.firefox.worker": "lines of the process that started it",
    "database": "opens what `cache`, `drafts`, `pipeline.verdicts` and `memory.index` keep; each is tried",
}
"""Modules that parse, but nothing from outside."""

PARSERS = frozenset(
    {"json_of", "toml_of", "c2py", "loads", "load", "compose", "safe_load", "reader", "DictReader", "ParserCreate"}
    | {"fromstring", "ZipFile", "literal_eval", "connect", "Database", "pofile", "HTMLParser", "unpack"}
)


def parsing_modules() -> Iterator[str]:
    """The modules that call what parses."""
    for path in sorted(PACKAGE.rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        names = {getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls}
        if names & PARSERS:
            yield name_of(path)


def test_no_reader_is_forgotten() -> None:
    """A module that comes to parse something is named here, and its reader is tried."""
    assert set(parsing_modules()) - set(READERS) - set(OWN) == set(), "add its reader to READERS"


@pytest.mark.parametrize("module", READERS)
def test_a_reader_says_in_our_own_words_what_it_cannot_read(module: str, tmp_path: Path) -> None:
    """Or reads it; nothing else is raised, and the message is of bearable length."""
    known, readers = READERS[module]
    for (name, content), (number, read) in product(CONTENTS.items(), enumerate(readers.values())):
        said = ""
        try:
            read(tmp_path / name / str(number), content)
        except known as error:
            said = str(error)
        except Exception as error:
            error.add_note(f"when it reads: {name}")
            raise
        assert len(said) < 10_000, name


@pytest.mark.parametrize("error", DAMAGE)
def test_whatever_a_parser_raises_is_an_error_of_ours(error: type[Exception]) -> None:
    with pytest.raises(InputError, match=r"a\.md: cannot be read: .+"), readable(Path("a.md")):
        raise error


def test_character_references_are_resolved_in_one_place() -> None:
    """`html.unescape` gives up on a number of thousands of digits."""
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert name_of(path) == "inline" or not re.search(r"html\.unescape|from html import .*unescape", text), path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("&#65;&#x41;&#0000000000065;&#x0000000000041; &#65", "AAAA A"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("&#x" + "f" * 5000 + ";", "\ufffd"),
        ("&#" + "0" * 5000 + "65;", "A"),
        ("&#9999999; &#55296; &#1114112;", "\ufffd \ufffd \ufffd"),
        ("&#; &#x; &amp;#65; &copy;", "&#; &#x; &#65; ©"),
    ],
)
def test_character_references_of_any_length(text: str, words: str) -> None:
    assert unescape(text) == words


def test_reasons_are_for_people() -> None:
    assert reason(RecursionError("maximum recursion depth exceeded")) == "it is nested too deeply"
    assert reason(MemoryError()) == "it is too large for this machine"
    assert reason(ValueError("Exceeds the limit (4300 digits) for …")) == "it has a number of thousands of digits"
    with pytest.raises(MalformedError, match="Expecting value in column 2") as error:
        json_of(b" \n[x]")
    assert error.value.line == 2


def test_metadata_and_indexes_have_a_size(tmp_path: Path) -> None:
    """A package may unpack to gigabytes; what describes it is small."""
    with _file(tmp_path / "en_ru/metadata.json", b"").open("wb") as file:
        file.truncate(2**40)
    found = inspect(tmp_path / "en_ru")
    assert isinstance(found, BrokenModel)
    assert "more than 1048576 bytes" in found.reason
    (tmp_path / "en_ru/metadata.json").rename(tmp_path / "index.json")
    with pytest.raises(InputError, match="more than 16777216 bytes"):
        read_folder(str(tmp_path))


@pytest.mark.parametrize("value", ["x'00ff'", "7", "1e999", "NULL", "''"])
def test_a_cache_whose_rows_have_other_types_is_begun_anew(value: str, tmp_path: Path) -> None:
    """SQLite keeps any value in any column."""
    path = tmp_path / "cache.sqlite"
    call = Call(Origin("e", "m", "1"), "en", "ru")
    with Cache(path) as cache:
        cache.remember(call, [])
    with contextlib.closing(sqlite3.connect(path)) as database:
        (table,) = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchone()
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        known = {"source": "'a'", "engine": "'e'", "model": "'m'", "version": "'1'"}
        with contextlib.suppress(sqlite3.IntegrityError):
            row = ", ".join(known.get(name, value) for name in columns)
            database.execute(f"INSERT INTO {table} VALUES ({row})")  # noqa: S608 - our own words
        database.commit()
    with Cache(path) as cache:
        assert all(isinstance(draft.text, str) for draft in cache.known(call, ["a"]).values())


def test_the_list_is_not_read_by_chance() -> None:
    """Some contents are good for some reader: the list is not refused for its first byte alone."""
    assert json.loads(CONTENTS["a list"])
    page = page_of(Project(Path(), Configuration()), PurePosixPath("a.html"), CONTENTS["a meta charset with NUL"])
    assert [segment.text for segment in page.segments] == ["é words here"]


# --- a project with one such file ---


DAMAGED: Mapping[str, tuple[str, str]] = {
    "a TOML head nested 3,000 deep": ("source/bad.md", "+++\na = " + "[" * 3000 + "]" * 3000 + "\n+++\nWords here.\n"),
    "a YAML head nested 3,000 deep": ("source/bad.md", "---\ntitle: " + "[" * 3000 + "\n---\nWords here.\n"),
    "a number of 5,000 digits": ("source/bad.md", "+++\na = " + "1" * 5000 + "\n+++\nWords here.\n"),
    "a charset that is none": ("source/bad.html", '<meta charset="base64"><p>é words here</p>'),
    "a catalogue that does not end": ("locales/ru/LC_MESSAGES/bad.md.po", 'msgid "a\n'),
    "a glossary with a huge cell": ("glossary.csv", "source,ru\na," + "b" * 200_000 + "\n"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_one_damaged_file_stops_no_other(name: str, tmp_path: Path) -> None:
    """It is named in one line, the exit code is 4, and what can be done is done."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\nengine = "pseudo"\n')
    write(tmp_path / "source/bad.md", "Words here.\n")
    write(tmp_path / "source/good.md", "The rain came late.\n")
    path, content = DAMAGED[name]
    write(tmp_path / path, content)
    for command in ("extract", "translate", "build", "status", "fix", "eval", "check", "run"):
        done = l10n(tmp_path, command)
        assert "Traceback" not in done.stderr
        if command in {"extract", "check", "run"}:
            starts = (f"l10n: {path}", path)
            assert done.returncode == 4, done
            assert [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(starts)], done
    assert (tmp_path / "build/ru/good.md").is_file()


def test_a_text_that_is_no_utf_8_may_be_searched_for(tmp_path: Path) -> None:
    """As a shell hands over bytes of another charset."""
    write(tmp_path / "l10n.toml", 'locales = ["ru"]\n')
    write(tmp_path / "source/a.md", "Rain.\n")
    done = l10n(tmp_path, "memory", "search", "\udcff rain")
    assert (done.returncode, done.stdout) == (0, "Nothing like it.\n")
