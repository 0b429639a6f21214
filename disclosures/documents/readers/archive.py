"""A zip of several files that together are one disclosure: the statements as workbooks beside a narrative.

Members are read in the natural order of their names, each by its own reader. Nothing is unpacked under a
name of the archive's choosing.
"""

from __future__ import annotations

import re
import stat
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.formats import ZIP_MAGICS, damaged, zip_members
from disclosures.documents.limits import Limits, over_limit
from disclosures.documents.model import Block, Cell, Document, Paragraph, Place, ReadingNote, Table
from disclosures.documents.packages import BAD_ZIP, open_package
from disclosures.documents.readers import choose_reader

MEDIA_TYPE = "application/zip"

_LITTER = re.compile(r"(^|/)(__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
"""What systems put into folders: no part of the disclosure."""

_UTF8_NAME = 0x800
"""The flag of a member whose name is stored in UTF-8."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in the archive, with its name as it was meant."""

    name: str
    info: zipfile.ZipInfo


def recognises(head: bytes, path: Path) -> float:
    """A zip, unless an office program wrote it."""
    if not head.startswith(ZIP_MAGICS):
        return 0.0
    return 0.1 if "[Content_Types].xml" in zip_members(path) else 0.8


def read(path: Path, *, name: str, sha256: str, limits: Limits) -> Document:
    """The blocks of all members; every place names the file it is in."""
    documents: list[Document] = []
    refused: list[tuple[str, Unreadable]] = []
    with open_package(path, limits) as package, tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder) / "member"
        for member in _members(package, limits):
            _unpack(package, member, unpacked)
            try:
                documents.append(_read_member(unpacked, member, limits))
            except Unreadable as error:
                if error.code == UnreadableCode.UNSAFE_ARCHIVE:
                    raise
                refused.append((member.name, error))
    if not documents:
        raise _nothing_readable(refused)
    pages = [document.pages for document in documents if document.pages is not None]
    return Document(
        name,
        sha256,
        MEDIA_TYPE,
        sum(pages) if pages else None,
        tuple(_in_file(block, document.name) for document in documents for block in document.blocks),
        (*_notes_of(documents), *(_not_read(file, error) for file, error in refused)),
    )


def _read_member(unpacked: Path, member: _Member, limits: Limits) -> Document:
    reader = choose_reader(unpacked)
    if reader is sys.modules[__name__]:
        raise _unsafe(
            f"压缩包内还有压缩包“{member.name}”，请全部解压后重新打成一个压缩包。",
            f"The archive holds another archive, {member.name!r}. Unpack everything and make one of it.",
        )
    return reader.read(unpacked, name=member.name, sha256="", limits=limits)


def _members(package: zipfile.ZipFile, limits: Limits) -> list[_Member]:
    """The files of the archive in natural order. Names that lead out of it are refused, not repaired."""
    members: list[_Member] = []
    for info in package.infolist():
        name = _name(info)
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
            raise _unsafe(
                f"压缩包内的文件名“{name}”指向压缩包之外，请重新打包。",
                f"The name {name!r} in the archive leads out of it. Make the archive anew.",
            )
        if stat.S_ISLNK(info.external_attr >> 16):
            raise _unsafe(
                f"压缩包内的“{name}”是符号链接，请放入文件本身。",
                f"{name!r} in the archive is a link. Put in the file itself.",
            )
        if not info.is_dir() and not _LITTER.search(name):
            members.append(_Member(name, info))
    if len(members) > limits.archive_members:
        raise over_limit("archive_members", limits, found=str(len(members)))
    return sorted(members, key=lambda member: _natural(member.name))


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: Chinese archivers write GBK, or UTF-8 without saying so."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        stored = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return stored.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A key by which 附件2 stands before 附件10."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name) if part
    ]


def _unpack(package: zipfile.ZipFile, member: _Member, target: Path) -> None:
    try:
        with package.open(member.info) as source, target.open("wb") as file:
            while chunk := source.read(1024 * 1024):
                file.write(chunk)
    except BAD_ZIP:
        raise damaged() from None


def _in_file(block: Block, file: str) -> Block:
    """The block with the member's name in all of its places."""
    place = replace(block.place, file=file)
    if isinstance(block, Paragraph):
        return replace(block, place=place, lines=tuple((t, replace(at, file=file)) for t, at in block.lines))
    moved: dict[int, Cell] = {}
    for row in block.rows:
        for cell in row:
            if id(cell) not in moved:
                moved[id(cell)] = replace(cell, place=replace(cell.place, file=file))
    return Table(tuple(tuple(moved[id(cell)] for cell in row) for row in block.rows), place)


def _notes_of(documents: list[Document]) -> Iterator[ReadingNote]:
    for document in documents:
        for note in document.notes:
            yield replace(note, place=replace(note.place, file=document.name))


def _not_read(file: str, error: Unreadable) -> ReadingNote:
    zh, en = f"压缩包内的“{file}”未读取：{error.zh}", f"{file!r} in the archive was not read. {error.en}"
    return ReadingNote("member_not_read", zh, en, Place(file=file))


def _nothing_readable(refused: list[tuple[str, Unreadable]]) -> Unreadable:
    """Why no member could be read: the first one's reason."""
    if not refused:
        zh, en = "压缩包内没有任何文件。", "There are no files in the archive."
        return Unreadable(UnreadableCode.EMPTY, zh=zh, en=en)
    file, error = refused[0]
    zh, en = f"压缩包内的“{file}”：{error.zh}", f"{file!r} in the archive: {error.en}"
    return Unreadable(error.code, zh=zh, en=en)


def _unsafe(zh: str, en: str) -> Unreadable:
    return Unreadable(UnreadableCode.UNSAFE_ARCHIVE, zh=zh, en=en)
