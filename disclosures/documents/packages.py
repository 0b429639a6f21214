"""Opening zip packages (zip, docx, xlsx, ods) without being caught by what they claim to hold."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from lxml import etree

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.formats import damaged, encrypted
from disclosures.documents.limits import MEBIBYTE, Limits, over_limit
from disclosures.documents.model import ReadingNote

HARMLESS_BYTES = 8 * MEBIBYTE
"""A member that expands to less than this may be compressed by any ratio, as long tables of zeros are."""

BAD_ZIP = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError)
"""What zipfile raises over a broken package, one that is encrypted or compressed in an unknown way."""

MACROS_IGNORED = ReadingNote("macros", "文件含宏，宏未运行。", "The file has macros; none was run.")


def open_package(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The package, once it is known that nothing in it is encrypted or expands beyond the limits.

    The sizes it declares can be trusted that far: zipfile reads no more of a member than is declared.
    """
    try:
        package = zipfile.ZipFile(path)
    except BAD_ZIP:
        raise damaged() from None
    try:
        _inspect(package, limits)
    except Unreadable:
        package.close()
        raise
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a member; None where there is none of that name."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except BAD_ZIP:
        raise damaged() from None


def parse_xml(content: bytes) -> etree._Element:
    """The root of a part. Entities are not expanded, nothing is fetched, and a document type is refused:

    no office program writes one, and it is what entity bombs need.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = parse(content, parser)
    if root is None:
        raise damaged()
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(
            UnreadableCode.CORRUPT,
            zh="文件内含自定义实体（DOCTYPE），不是正常的 Office 文件，已拒绝读取。",
            en="The file declares entities of its own (DOCTYPE), as no office program does; it was not read.",
        )
    return root


def parse(content: bytes, parser: etree.XMLParser | etree.HTMLParser) -> etree._Element | None:
    """The root of a tree, None of an empty one. A lack of memory is told from bad markup."""
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise damaged() from None


def whole_number(attribute: str | None, default: int) -> int:
    """The number an attribute holds; the default where there is none, or something else."""
    return int(attribute) if attribute and attribute.isascii() and attribute.isdecimal() else default


def _inspect(package: zipfile.ZipFile, limits: Limits) -> None:
    members = package.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise encrypted("压缩文件", "This archive")
    expanded = sum(member.file_size for member in members)
    if expanded > limits.expanded_bytes:
        raise over_limit("expanded_bytes", limits, found=f"{expanded / MEBIBYTE:.0f} MB")
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > HARMLESS_BYTES and ratio > limits.expansion_ratio:
            raise over_limit("expansion_ratio", limits, found=f"{ratio:.0f}")
