"""What is done already: the fingerprint of everything that went into a piece of work and came out of it.

Work whose fingerprint is the same is not done again. The file is a cache: it may be deleted at any time, and a damaged
or unwritable one only costs time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from l10n import __version__
from l10n.parsing import DAMAGE, json_of
from l10n.store import ANY, Border, read, write_atomic


def fingerprint(settings: str, parts: Iterable[bytes | None]) -> str:
    """A digest of settings, of the files that were read and written (None: not there), and of this program."""
    digest = hashlib.blake2b(f"{_program()}\0{settings}\0".encode(), digest_size=16)
    for part in parts:
        digest.update(b"-" if part is None else b"%d:" % len(part))
        digest.update(part or b"")
    return digest.hexdigest()


def digest_of(texts: Iterable[str]) -> str:
    """A digest of a set of texts, whatever their order."""
    digest = hashlib.blake2b(digest_size=16)
    for text in sorted(set(texts)):
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded) + encoded)
    return digest.hexdigest()


@cache
def _program() -> str:
    """This program, as installed: another version, or an edited one, does its work anew."""
    package = Path(__file__).parent
    files = sorted(package.rglob("*.py"))
    stats = [(path.relative_to(package).as_posix(), path.stat()) for path in files]
    return __version__ + "".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)


class Stamps:
    """Fingerprints of finished work by its name, with the numbers that the work came to; saved at the end."""

    def __init__(self, path: Path, border: Border | None = None) -> None:
        self._path = path
        self._border = border
        self._known: dict[str, tuple[str, tuple[int, ...], tuple[str, ...]]] = {}
        self._changed = False

    def __enter__(self) -> Self:
        try:
            found = json_of(read(self._path, self._border))
            self._known = {
                str(name): (str(stamp), tuple(map(int, numbers)), tuple(map(str, probes)))
                for name, (stamp, numbers, *probes) in found.items()
            }
        except (OSError, *DAMAGE):
            self._known = {}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._changed:
            try:
                known = {name: [stamp, numbers, *probes] for name, (stamp, numbers, probes) in self._known.items()}
                write_atomic(self._path, json.dumps(known, ensure_ascii=False, indent=0).encode(), ANY, self._border)
            except OSError:
                return

    def done(self, name: str, stamp: str) -> tuple[int, ...] | None:
        """What the work came to if it was done with this fingerprint, else None."""
        known = self._known.get(name)
        return known[1] if known and known[0] == stamp else None

    def probes(self, name: str) -> tuple[str, ...]:
        """What else the work looked at when it was done, in its own words; their state belongs into the fingerprint."""
        known = self._known.get(name)
        return known[2] if known else ()

    def remember(self, name: str, stamp: str, numbers: Iterable[int] = (), probes: Iterable[str] = ()) -> None:
        """Note that the work is done."""
        done = (stamp, tuple(numbers), tuple(probes))
        self._changed = self._changed or self._known.get(name) != done
        self._known[name] = done
