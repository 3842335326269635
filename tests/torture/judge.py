"""What is wrong with a project after a trial, judged by other programs: polib, msgfmt, git, and bare bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import polib
from repository import git

TOKEN = re.compile("слово[абвгдежзик]{4}|词[甲乙丙丁戊己庚辛壬癸]{4}")
"""What people typed."""
_APART = re.compile(r"<[^<>]*>|^#+ |\n|^[-*] ", re.MULTILINE)
_CACHES = frozenset({".git", ".l10n", ".home"})
LEFT_OVER = re.compile(r"\A\.(?:l10n-.*\.tmp|installing-.*|removing-.*)\Z")
"""Names of files that only a command at work may have."""


def files(project: Path) -> dict[str, bytes]:
    """The bytes of all files but caches; links as what they point to, empty folders too."""
    found: dict[str, bytes] = {}
    for path in sorted(project.rglob("*")):
        name = path.relative_to(project)
        if name.parts[0] in _CACHES:
            continue
        if path.is_symlink():
            found[str(name)] = b"-> " + bytes(path.readlink())
        elif path.is_file():
            found[str(name)] = path.read_bytes()
    return found


def status(project: Path) -> str:
    """What git says of the working tree; empty outside of a repository."""
    return git(project, "status", "--porcelain", "--untracked-files=all") if (project / ".git").exists() else ""


def left_over(project: Path) -> list[str]:
    """Temporary files that lie anywhere in the project."""
    return [str(path.relative_to(project)) for path in project.rglob("*") if LEFT_OVER.match(path.name)]


def faults(project: Path, before: dict[str, bytes], absent: frozenset[str] = frozenset()) -> list[str]:
    """What is torn, lost or made up in a project.

    `before`: its files at the start; `absent`: tokens that a test took away.
    """
    now = files(project)
    return torn(now) or [*lost(now, before, absent), *made_up(now, before)]


def torn(now: dict[str, bytes]) -> list[str]:
    """The catalogues and templates that msgfmt does not take."""
    catalogues = {name: content for name, content in now.items() if name.endswith((".po", ".pot"))}
    return [f"{name}: {said}" for name, content in catalogues.items() if (said := _refused(content))]


def lost(now: dict[str, bytes], before: dict[str, bytes], absent: frozenset[str] = frozenset()) -> list[str]:
    """What people typed, and no catalogue has any more."""
    return [f"lost: {token}" for token in sorted(tokens(before) - tokens(now) - absent)]


@cache
def _refused(content: bytes) -> str:
    """What msgfmt says against a catalogue; polib where it is not installed."""
    if shutil.which("msgfmt") is None:
        _translations(content)
        return ""
    words = ["msgfmt", "--check", "--use-fuzzy", "--output-file=/dev/null", "-"]
    done = subprocess.run(words, input=content, capture_output=True, check=False)
    return done.stderr.decode("utf-8", "replace") if done.returncode else ""


def entries(content: bytes) -> tuple[polib.POEntry, ...]:
    """The entries of a catalogue, live and obsolete ones."""
    return tuple(polib.pofile(content.decode("utf-8")))


@cache
def _translations(content: bytes) -> tuple[str, ...]:
    return tuple(entry.msgstr for entry in entries(content))


def tokens(found: dict[str, bytes]) -> set[str]:
    """What people typed, as far as a catalogue has it for a translation."""
    texts = (text for name, content in found.items() if name.endswith(".po") for text in _translations(content))
    return {token for text in texts for token in TOKEN.findall(text)}


def made_up(now: dict[str, bytes], before: dict[str, bytes]) -> list[str]:
    """The texts of pages that are in no catalogue and in no article, of now or of the start."""
    both = (*now.items(), *before.items())
    known = {piece for name, content in both if name.startswith("source/") for piece in _pieces(content)}
    known |= {
        piece
        for name, content in both
        if name.endswith(".po")
        for text in _translations(content)
        for piece in _pieces(text.encode())
    }
    return [
        f"{name}: {piece!r} is in no catalogue and no article"
        for name, content in now.items()
        if name.startswith("build/") and not name.endswith(".png")
        for piece in _pieces(content)
        if piece not in known
    ]


@cache
def _pieces(content: bytes) -> tuple[str, ...]:
    """The lines of a text, without the marks of blocks."""
    return tuple(piece.strip() for piece in _APART.split(content.decode("utf-8", "replace")) if piece.strip())


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names of files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
