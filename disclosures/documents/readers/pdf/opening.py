"""A PDF file, opened, or the reason why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from disclosures.documents.errors import Unreadable, UnreadableCode

_TAIL = 4096
_PADDING = b"\0 \t\r\n\x1a"


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """The document; closed on leaving. Raises `Unreadable`: encrypted, or corrupt."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise _refusal(error) from error
    try:
        yield document
    finally:
        document.close()


@contextmanager
def opened_page(document: pdfium.PdfDocument, index: int) -> Iterator[pdfium.PdfPage]:
    """A page, what is typed into its fields printed on it; closed on leaving. Raises `Unreadable` for one
    that is damaged."""
    page = _loaded(document, index)
    if _has_typed(page):
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = _loaded(document, index)
    try:
        yield page
    finally:
        page.close()


def _loaded(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise corrupt(f"PDF 第 {index + 1} 页损坏", f"Page {index + 1} of the PDF is damaged") from error


def _has_typed(page: pdfium.PdfPage) -> bool:
    """Whether there are fields of a form, or text put on the page afterwards. To PDFium they are no text."""
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT):
            return True
    return False


def _refusal(error: pdfium.PdfiumError) -> Unreadable:
    code = getattr(error, "err_code", None)
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return Unreadable(
            UnreadableCode.ENCRYPTED,
            zh="PDF 设有打开密码。请上传未加密的文件。",
            en="The PDF needs a password to be opened. Upload a file without one.",
        )
    return corrupt("PDF 结构损坏，无法打开", "The structure of the PDF is damaged; it cannot be opened")


def corrupt(zh: str, en: str) -> Unreadable:
    return Unreadable(
        UnreadableCode.CORRUPT,
        zh=f"{zh}。请重新导出或重新下载后再上传。",
        en=f"{en}. Export or download it again, then upload it.",
    )


def require_whole(path: Path) -> None:
    """Raises for a file that ends before its end mark. PDFium would repair it by leaving pages out, and the
    statements on them would seem never to have been published."""
    with path.open("rb") as file:
        file.seek(0, 2)
        size = end = file.tell()
        tail = b""
        while end > 0 and not tail.rstrip(_PADDING):
            start = max(0, end - _TAIL)
            file.seek(start)
            tail, end = file.read(end - start), start
        file.seek(max(0, end - _TAIL))
        tail = file.read(min(end, _TAIL)) + tail
    if size and b"%%EOF" not in tail.rstrip(_PADDING)[-_TAIL:]:
        raise corrupt("PDF 不完整，文件末尾缺失", "The PDF is incomplete: its end is missing")
