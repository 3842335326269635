"""Archives of packages (`.argosmodel`): judged before anything is unpacked, unpacked whole or not at all."""

from __future__ import annotations

import lzma
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from l10n.errors import InputError
from l10n.parsing import DAMAGE, reason

BROKEN_ZIP: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError),
    *DAMAGE,
)
"""What reading a damaged archive may raise; NotImplementedError and encryption are RuntimeErrors."""
MAX_MEMBERS: Final = 10_000
"""Files of a package; real ones have fewer than a hundred."""
MAX_UNPACKED_BYTES: Final = 4 * 1024**3
"""Real packages unpack to 50-500 MB."""
MAX_RATIO: Final = 100
"""Unpacked by packed size of a whole package; real ones are below 2, nearly empty ones below 20."""


def unpack(archive: Path, file: BinaryIO, workshop: Path) -> Path:
    """The single root folder of the archive, unpacked in `workshop`. InputError naming the archive."""
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            complaint = next(_complaints(members), None)
            if complaint is not None:
                raise InputError(archive, complaint)
            for member in members:
                _unpack_member(package, member, workshop)
    except BROKEN_ZIP as error:
        raise InputError(archive, _damage(file, error)) from error
    return workshop / _root(members[0])


def _unpack_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, workshop: Path) -> None:
    path = workshop / member.filename
    if member.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Reading to the end compares the checksum, and never gives more than the size that was judged.
    with package.open(member) as source, path.open("xb") as target:
        shutil.copyfileobj(source, target, 1024 * 1024)


def _damage(file: BinaryIO, error: Exception) -> str:
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        return "is not a zip archive, so no .argosmodel file"
    if "not a zip file" in str(error).lower():
        return "is cut short: the end of the zip archive is missing; download it again"
    return f"is damaged ({reason(error)}); download it again"


# The checks of an archive's list of members, before anything is unpacked. Each yields what is wrong.


def _complaints(members: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    for member in members:
        yield from _member_complaints(member)
    yield from _list_complaints(members)


def _member_complaints(member: zipfile.ZipInfo) -> Iterator[str]:
    name = member.orig_filename
    if not _is_safe(name):
        yield f"holds an unsafe file name: {name!r}"
    if member.flag_bits & 0x1:  # APPNOTE.TXT 4.4.4: bit 0 is encryption
        yield f"holds an encrypted file: {name}"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield f"holds a link or device: {name}"


def _is_safe(name: str) -> bool:
    """Whether a member stays below its root on every system: no `..`, no drive, no backslash, no control sign."""
    parts = name.removesuffix("/").split("/")
    forbidden = re.search(r'[\x00-\x1f\x7f\\:*?"<>|]', name)
    return forbidden is None and all(part.strip(". ") for part in parts) and not parts[0].startswith(".")


def _list_complaints(members: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    if not members:
        yield "is an empty archive"
    if len(members) > MAX_MEMBERS:
        yield f"holds {len(members)} files, more than {MAX_MEMBERS}"
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        yield f"would unpack to {unpacked} bytes, more than {MAX_UNPACKED_BYTES}"
    if unpacked > MAX_RATIO * max(1, sum(member.compress_size for member in members)):
        yield f"would unpack to more than {MAX_RATIO} times its size"
    roots = sorted({_root(member) for member in members})
    if len(roots) > 1:
        yield f"must hold one folder, but holds {', '.join(roots[:4])}"
    files = [member.filename for member in members if not member.is_dir()]
    if len(set(files)) < len(files):
        yield "holds two files of one name"
    inside = {str(parent) for member in members for parent in PurePosixPath(member.filename).parents}
    if not inside.isdisjoint(files):
        yield "holds a file that is a folder as well"
    if any("/" not in name for name in files):
        yield "must hold one folder, but holds a file outside of it"


def _root(member: zipfile.ZipInfo) -> str:
    return member.filename.split("/", 1)[0]
