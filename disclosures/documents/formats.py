"""Formats that are known by their content but not read, each with a sentence saying what to do instead."""

from __future__ import annotations

import zipfile
from pathlib import Path

from disclosures.documents.errors import Unreadable, UnreadableCode

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_BY_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"Rar!\x1a\x07", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b", "GZIP 压缩文件", "a gzip file"),
    (b"BZh", "BZIP2 压缩文件", "a bzip2 file"),
    (b"\xfd7zXZ\0", "XZ 压缩文件", "an xz file"),
    (b"\x7fELF", "可执行程序", "a program"),
    (b"MZ", "可执行程序", "a program"),
)

_PICTURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG 图片", "a PNG picture"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture"),
    (b"GIF8", "GIF 图片", "a GIF picture"),
    (b"II*\0", "TIFF 图片", "a TIFF picture"),
    (b"MM\0*", "TIFF 图片", "a TIFF picture"),
    (b"BM", "BMP 图片", "a BMP picture"),
)


def unsupported(head: bytes, path: Path) -> Unreadable | None:
    """The answer for a file whose format is known and not read; None for every other file."""
    for magic, zh, en in _PICTURES:
        if head.startswith(magic) and _is_binary(head):
            return Unreadable(
                UnreadableCode.NO_TEXT_LAYER,
                zh=f"这是 {zh}，没有文字可读。请上传由原始文档导出的 PDF、Word 或 Excel 文件。",
                en=f"This is {en} without text. Upload the PDF, Word or Excel file it was made from.",
            )
    for magic, zh, en in _BY_MAGIC:
        if head.startswith(magic) and (_is_binary(head) or magic == b"{\\rtf"):
            return _convert(zh, en, to_zh="PDF、DOCX 或 XLSX 后再上传", to_en="PDF, DOCX or XLSX")
    if head.startswith(OLE_MAGIC):
        return _unsupported_ole(path)
    if head.startswith(ZIP_MAGICS):
        return _unsupported_zip(path)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _convert("Excel 2003 XML 表格", "an Excel 2003 XML workbook", to_zh="XLSX", to_en="XLSX")
    if b"schemas.microsoft.com/office/word/2003/wordml" in head:
        return _convert("Word 2003 XML 文档", "a Word 2003 XML document", to_zh="DOCX", to_en="DOCX")
    return None


def ole_streams(path: Path) -> frozenset[str]:
    """Which of the streams that tell one OLE file from another the file has.

    The names are looked for as they are stored, in UTF-16: nothing of the file is followed or trusted.
    """
    content = path.read_bytes()
    names = ("Root Entry", "EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document")
    entry = {name: (name + "\0").encode("utf-16-le") for name in names}
    return frozenset(name for name, stored in entry.items() if stored in content)


def zip_members(path: Path) -> frozenset[str]:
    """The names of the members of a zip; none of what is not one or is broken."""
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return frozenset()


def opendocument_kind(path: Path) -> str | None:
    """`spreadsheet` or `text`, as an OpenDocument file says of itself; None for every other zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            said = archive.open("mimetype").read(100).decode("ascii", "replace")
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, KeyError, RuntimeError):
        return None
    return (
        said.strip().removeprefix("application/vnd.oasis.opendocument.") if "opendocument." in said else None
    )


def _unsupported_ole(path: Path) -> Unreadable | None:
    streams = ole_streams(path)
    if "Root Entry" not in streams:
        return damaged()
    if "EncryptedPackage" in streams:
        return encrypted("Office 文件", "This Office file")
    if streams & {"Workbook", "Book"}:
        return None
    if "WordDocument" in streams:
        return _convert(
            "旧版 Word（.doc）文档", "a document of old Word (.doc)", to_zh="DOCX 或 PDF", to_en="DOCX or PDF"
        )
    return _convert(
        "旧版 Office 文件",
        "a file of an old Office program",
        to_zh="DOCX、XLSX 或 PDF",
        to_en="DOCX, XLSX or PDF",
    )


def _unsupported_zip(path: Path) -> Unreadable | None:
    if not zipfile.is_zipfile(path):
        return damaged()
    names = zip_members(path)
    if "OFD.xml" in names:
        return _convert("OFD 版式文件", "an OFD document", to_zh="PDF", to_en="PDF")
    if opendocument_kind(path) == "text":
        return _convert("OpenDocument 文本", "an OpenDocument text", to_zh="DOCX 或 PDF", to_en="DOCX or PDF")
    if "ppt/presentation.xml" in names:
        return _convert("演示文稿", "a presentation", to_zh="PDF", to_en="PDF")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        return _convert(
            "iWork 文件", "an iWork document", to_zh="PDF、DOCX 或 XLSX", to_en="PDF, DOCX or XLSX"
        )
    return None


def encrypted(zh: str, en: str) -> Unreadable:
    """The error for a file that opens only with a password."""
    return Unreadable(
        UnreadableCode.ENCRYPTED,
        zh=f"该{zh}已加密，需要密码才能打开。请取消密码后重新上传。",
        en=f"{en} is encrypted and opens only with a password. Remove the password and upload it again.",
    )


def damaged() -> Unreadable:
    """The error for a file that is cut off or broken."""
    return Unreadable(
        UnreadableCode.CORRUPT,
        zh="文件不完整或已损坏，无法打开。请重新导出或重新上传。",
        en="The file is truncated or damaged and cannot be opened. Export or upload it again.",
    )


def _convert(zh: str, en: str, *, to_zh: str, to_en: str) -> Unreadable:
    return Unreadable(
        UnreadableCode.UNSUPPORTED_FORMAT,
        zh=f"这是{zh}，暂不支持读取。请另存为 {to_zh}。",
        en=f"This is {en}, which is not read. Save it as {to_en} and upload that.",
    )


def _is_binary(head: bytes) -> bool:
    """Magic numbers of two letters, such as BM, also begin ordinary text."""
    return b"\0" in head[:512] or any(byte < 9 for byte in head[:64])
