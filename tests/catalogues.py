"""Catalogues to test with, and GNU gettext as their judge."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from l10n.catalogue import Catalogue, Entry, Provenance, dump, new, parse

PO = Path(__file__).parent / "data" / "po"
RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
ARGOS = Provenance("argos", "en_ru", "1.9", -0.21)
needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")


def empty() -> Catalogue:
    return new(language="ru", plural_forms=RUSSIAN, project="news")


def reread(catalogue: Catalogue) -> Catalogue:
    return parse(dump(catalogue), Path("news.po"))


def read(text: str) -> Entry:
    (entry,) = parse(text.encode(), Path("news.po")).entries
    return entry


def sample(name: str) -> Catalogue:
    return parse((PO / name).read_bytes(), PO / name)


def gettext(tool: str, content: bytes, *options: str) -> bytes:
    """What a gettext tool writes when it reads the catalogue; it must not complain."""
    done = subprocess.run([tool, *options, "-o", "-", "-"], input=content, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return done.stdout


def accepted_by_msgfmt(catalogue: Catalogue) -> bool:
    done = subprocess.run(
        ["msgfmt", "--check", "--use-fuzzy", "-o", "-", "-"], input=dump(catalogue), capture_output=True, check=False
    )
    complaints = [line for line in done.stderr.splitlines() if b"should not contain the '\\" not in line]
    assert complaints == []
    return done.returncode == 0
