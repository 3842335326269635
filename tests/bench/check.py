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
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


_WORDS = (
    ("abcdefghij", re.compile(r"\b(and|that|which|their|with|was|are|for)\b")),
    ("абвгдежзик", re.compile(r"\b(и|на|что|для|как|не|по|из)\b")),
    ("甲乙丙丁戊己庚辛壬癸", re.compile("(的|了|和|在)")),
)


def varied(text: str, number: int) -> str:
    """The text with words of its own: small ones, with a number in letters behind them."""
    for letters, words in _WORDS:
        own = "".join(letters[int(digit)] for digit in f"{number:03}")
        text = words.sub(rf"\g<1>{own}", text)
    return text


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
            target.write_text(varied(text, at), encoding="utf-8")
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
