"""What is left of real PO files when they are read and written back: l10n, polib, Babel, translate-toolkit, msgcat.

Run it with `uv run python tests/bench/catalogues.py FOLDER`, or, with translate-toolkit as well (GPL: here only a
program to compare with), with `uv run --with translate-toolkit python tests/bench/catalogues.py FOLDER`.

Real files are other people's and not kept here. Debian's source packages have them, of many projects and ages; with
`deb-src` in apt's sources:

    apt-get source --download-only newt debconf popt psmisc indent recode hello abook gftp wmaker lynx sharutils vim
    for tar in *.tar.*; do mkdir -p "po/$tar"; tar xf "$tar" -C "po/$tar" --wildcards '*.po'; done

"Same content": msgcat, where it reads the file, says the same of both (`--no-wrap --sort-output`), or else polib finds
the same entries; the order of entries and header fields, BOM and line ends do not count. "An edit": the first entry is
given a reviewed text, and every byte outside of it must be the same.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import polib

from l10n.catalogue import Catalogue, Entry, dump, parse, with_entries
from l10n.errors import InputError

OUTCOMES = ("identical", "same content", "loss", "refused", "crash")


class RefusedError(Exception):
    """A program said what is wrong with a file, and wrote nothing."""


def read(path: Path) -> Catalogue:
    try:
        return parse(path.read_bytes(), path)
    except InputError as error:
        raise RefusedError from error


def by_l10n(path: Path) -> bytes:
    return dump(read(path))


def by_l10n_edited(path: Path) -> bytes:
    """The file after an edit, with the edited entry as it was before."""
    catalogue = read(path)
    at = next((at for at, entry in enumerate(catalogue.entries) if entry.live and not entry.foreign), None)
    if at is None:
        return dump(catalogue)
    old = catalogue.entries[at]
    new = reviewed(old)
    rest = catalogue.entries
    changed = parse(dump(with_entries(catalogue, [*rest[:at], new, *rest[at + 1 :]])), path)
    entries = list(changed.entries)
    same = entries[at] == new
    entries[at] = old if same else entries[at]
    return dump(with_entries(changed, entries))


def reviewed(entry: Entry) -> Entry:
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return replace(entry, translation=entry.source, flags=flags, previous=None, raw="")


def by_polib(path: Path) -> bytes:
    try:
        found = polib.pofile(str(path), wrapwidth=0)
    except OSError as error:
        raise RefusedError from error
    text: str = found.__unicode__()
    return text.encode(found.encoding)


def by_babel(path: Path) -> bytes:
    from babel.messages.pofile import PoFileError, read_po, write_po  # noqa: PLC0415 - only to compare with

    out = BytesIO()
    try:
        write_po(out, read_po(BytesIO(path.read_bytes()), abort_invalid=True), width=0)
    except PoFileError as error:
        raise RefusedError from error
    return out.getvalue()


def by_toolkit(path: Path) -> bytes:
    command = [sys.executable, "-c", TOOLKIT, str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout


TOOLKIT = """
import io, sys
from translate.storage.pypo import pofile
out = io.BytesIO()
pofile.parsefile(sys.argv[1]).serialize(out)
sys.stdout.buffer.write(out.getvalue())
"""


def by_msgcat(path: Path) -> bytes:
    return gettext("msgcat", "-o", "-", str(path))


def gettext(*command: str, content: bytes = b"") -> bytes:
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    if done.returncode:
        raise RefusedError(done.stderr.decode(errors="replace"))
    return done.stdout


# --- The judges


def same_content(before: bytes, after: bytes) -> bool:
    """What msgcat says of both, or where it refuses the old file, polib."""
    try:
        old = canonical(before)
    except RefusedError:
        return by_entries(before) == by_entries(after)
    try:
        return old == canonical(after)
    except RefusedError:
        return False


def canonical(content: bytes) -> list[bytes]:
    """A file as msgcat writes it, in one order and charset; BOM, line ends and empty comments are no content."""
    command = ("msgcat", "--no-wrap", "--force-po", "--sort-output", "--to-code=UTF-8", "-")
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    header, _, rest = gettext(*command, content=content).partition(b"\n\n")
    lines = [line.rstrip() for line in [*sorted(header.split(b"\n")), *rest.split(b"\n")]]
    return [line for line in lines if line not in {b"#", b"#."}]


def by_entries(content: bytes) -> object:
    try:
        found = polib.pofile(content.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError):
        return None if b"msgid" not in content else re.sub(rb"\s+", b"", content)
    return found.metadata, sorted(map(str, found))


def outcome(program: Callable[[Path], bytes], path: Path) -> str:
    before = path.read_bytes()
    try:
        after = program(path)
    except RefusedError:
        return "refused"
    except Exception:  # noqa: BLE001 - whatever another program raises is its crash
        return "crash"
    if after == before:
        return "identical"
    return "same content" if same_content(before, after) else "loss"


def programs() -> Mapping[str, Callable[[Path], bytes]]:
    """Those that are installed."""
    found = {"l10n": by_l10n, "l10n, an edit": by_l10n_edited, "polib": by_polib, "Babel": by_babel}
    if find_spec("translate"):
        found["translate-toolkit"] = by_toolkit
    if shutil.which("msgcat"):
        found["msgcat"] = by_msgcat
    return found


def main() -> None:
    """Prints a Markdown table."""
    files = sorted(path for path in Path(sys.argv[1]).rglob("*.po") if path.is_file())
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB\n")
    print("| program |", " | ".join(OUTCOMES), "|")
    print("|---|" + "---|" * len(OUTCOMES))
    for name, program in programs().items():
        counts = Counter(outcome(program, path) for path in files)
        print("|", name, "|", " | ".join(str(counts[each]) for each in OUTCOMES), "|", flush=True)


if __name__ == "__main__":
    main()
