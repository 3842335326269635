"""How fast `l10n check` is: a hundred thousand entries, at first and when nothing or one file has changed.

Run it with `uv run python tests/bench/check.py [COPIES]`. The project is so many copies of this repository's articles
and of their reviewed catalogues, each with words of its own, so that hardly a sentence comes twice.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


_WORDS = re.compile(
    r"(?<![\w#/-])(the|of|to|in|is|it|on|at|by|and|that|which|their|with|was|are|for|you|your|not|from)(?![\w-])"
)
_ENTRY = re.compile(r'^msgid "(.*)"\nmsgstr "(.*)"$', re.MULTILINE)
_TRANSLATED = (("абвгдежзик", re.compile("[а-яё]{4,}")), ("甲乙丙丁戊己庚辛壬癸", re.compile("[一-龥]{2,}")))


def varied(text: str, number: int) -> str:
    """English with words of its own: small ones, with a number in letters behind them."""
    return _WORDS.sub(rf"\g<1>{_in_letters(number, 'abcdefghij')}", text)


def _varied_entry(entry: re.Match[str], number: int) -> str:
    """An entry whose sentence is varied, and its translation if it is."""
    source, translation = varied(entry[1], number), entry[2]
    for letters, word in _TRANSLATED if source != entry[1] else ():
        translation = word.sub(rf"\g<0>{_in_letters(number, letters)}", translation, count=1)
    return f'msgid "{source}"\nmsgstr "{translation}"'


def _in_letters(number: int, letters: str) -> str:
    return "".join(letters[int(digit)] for digit in f"{number:03}")


def copies(root: Path, number: int) -> int:
    """Makes the project; how many entries it has."""
    (root / "l10n.toml").write_text('locales = ["ru", "zh_CN"]\n', encoding="utf-8")
    entries = 0
    for path in [*sorted((ROOT / "source").rglob("*.*")), *sorted((ROOT / "locales").rglob("*.po"))]:
        if path.suffix not in {".md", ".html", ".txt", ".po"}:
            continue
        text = path.read_text(encoding="utf-8")
        top = path.relative_to(ROOT)
        head = 1 if top.parts[0] == "source" else 3
        for at in range(number):
            target = root.joinpath(*top.parts[:head], f"{at:04}", *top.parts[head:])
            target.parent.mkdir(parents=True, exist_ok=True)
            is_po = path.suffix == ".po"
            own = _ENTRY.sub(partial(_varied_entry, number=at), text) if is_po else varied(text, at)
            target.write_text(own, encoding="utf-8")
            entries += text.count("\nmsgid ") - 1 if path.suffix == ".po" else 0
    return entries


def timed(root: Path) -> float:
    """Seconds that a check takes, as a process."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "l10n", "check", "--format", "json"], cwd=root, capture_output=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr.decode()
    return time.perf_counter() - start


def main() -> None:
    """Prints a table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 340
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        entries = copies(root, number)
        print(f"{entries} entries in {number * 6} catalogues")
        print(f"first check      {timed(root):6.1f} s")
        print(f"nothing changed  {timed(root):6.1f} s")
        po = next((root / "locales").rglob("*.po"))
        po.write_text(po.read_text(encoding="utf-8").replace("msgstr", "msgstr", 1) + "\n", encoding="utf-8")
        print(f"one file changed {timed(root):6.1f} s")


if __name__ == "__main__":
    main()
