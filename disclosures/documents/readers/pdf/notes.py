"""What could not be read of a PDF: as an error where it is all of it, as notes where it is some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.model import Place, ReadingNote
from disclosures.documents.readers.pdf.pages import PageReading

_MOSTLY = 0.3
"""With more than this share of its characters unknown, nothing in a document can be relied on."""


def require_text(pages: Sequence[PageReading]) -> None:
    """Raises `Unreadable` for a document of pictures, or one whose fonts do not say what they show."""
    characters = sum(page.extent.characters for page in pages)
    unmapped = sum(page.extent.unmapped for page in pages)
    written = [page for page in pages if page.extent.characters and not page.extent.is_picture]
    if not written:
        raise _without_text(any(page.extent.invisible for page in pages))
    if unmapped > _MOSTLY * characters:
        raise Unreadable(
            UnreadableCode.UNMAPPED_FONTS,
            zh="PDF 的字体没有 Unicode 映射，文字能显示但无法读取。"
            "请用原始文档重新导出 PDF，或上传 Word、Excel 文件。",
            en="The fonts of the PDF have no Unicode maps: its text can be seen but not read. "
            "Export it again from the original document, or upload the Word or Excel file.",
        )


def _without_text(has_invisible: bool) -> Unreadable:
    if has_invisible:
        return Unreadable(
            UnreadableCode.NO_TEXT_LAYER,
            zh="PDF 由扫描图像组成，其隐藏文字来自自动识别，数字不可靠。"
            "请上传由原始文档导出的 PDF、Word 或 Excel 文件。",
            en="The PDF consists of scanned pictures; the invisible text over them was recognised by a "
            "machine, and its figures cannot be relied on. "
            "Upload the PDF, Word or Excel file made from the original document.",
        )
    return Unreadable(
        UnreadableCode.NO_TEXT_LAYER,
        zh="PDF 中没有文字，只有图像（扫描件）。请上传由原始文档导出的 PDF、Word 或 Excel 文件。",
        en="The PDF has no text, only pictures, as scans do. "
        "Upload the PDF, Word or Excel file made from the original document.",
    )


def notes_on(pages: Sequence[PageReading]) -> Iterator[ReadingNote]:
    """One note of each kind, naming the pages."""
    pictures = [page.number for page in pages if page.extent.is_picture]
    if pictures:
        yield _note(
            "pages_without_text",
            pictures,
            "为图像，未读取其中内容",
            "are pictures; what they show was not read",
        )
    unmapped = [page.number for page in pages if page.extent.unmapped]
    if unmapped:
        yield _note(
            "unmapped_fonts",
            unmapped,
            "有字体缺少 Unicode 映射，部分文字无法读取",
            "have fonts without Unicode map; some characters could not be read",
        )
    differing = [page.number for page in pages if any(_differs(page))]
    if differing:
        yield _note(
            "readings_differ",
            differing,
            "有单元格按表格线与按位置读取的结果不一致，其数字视为无法读取",
            "have cells that ruling lines and positions give different readings of; their figures count as "
            "unreadable",
        )


def _differs(page: PageReading) -> Iterator[bool]:
    return (not cell.is_certain for placed in page.tables for cell in placed.table.cells())


def _note(code: str, pages: Sequence[int], zh: str, en: str) -> ReadingNote:
    listed = ", ".join(map(str, pages))
    return ReadingNote(code, f"第 {listed} 页{zh}。", f"Pages {listed} {en}.", Place(page=pages[0]))
