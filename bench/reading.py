"""Reading PDFs: the reader, its floor and pdfplumber side by side, in one process, median of several rounds.

    .venv/bin/python bench/reading.py [FILE …]

Each of them opens the file and goes through all its pages. The reader gives everything that the service gets:
tables read twice, paragraphs with their places, notes, and the hash of the file. pdfplumber gives its tables
alone. The floor is every character with its box and every path segment, by pypdfium2's own declarations;
loading is the part of it in which PDFium parses the pages and their text and is asked nothing.
Peak memory is that of a process that reads the file and nothing else.
"""

from __future__ import annotations

import ctypes
import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DOCUMENTS = sorted((ROOT / "tests/documents").glob("*/*.pdf"))
ROUNDS = 11


def loading(path: Path) -> None:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().close()
            page.close()


def floor(path: Path) -> None:
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_float(), ctypes.c_float()

    def segments(count: Callable[..., int], get: Callable[..., object], holder: object) -> None:
        for index in range(count(holder)):
            thing = get(holder, index)
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                for at in range(raw.FPDFPath_CountSegments(thing)):
                    segment = raw.FPDFPath_GetPathSegment(thing, at)
                    raw.FPDFPathSegment_GetPoint(segment, x, y)
                    lines.append((raw.FPDFPathSegment_GetType(segment), x.value, y.value))
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                segments(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, thing)

    with pdfium.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            characters: list[object] = []
            lines: list[object] = []
            for index in range(text.count_chars()):
                code = raw.FPDFText_GetUnicode(text.raw, index)
                raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
                characters.append((code, left.value, right.value, bottom.value, top.value))
            segments(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page.raw)
            text.close()
            page.close()


def reader(path: Path) -> None:
    from disclosures.documents.read import read_document

    read_document(path, name=path.name)


def pdfplumber_tables(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()


def seconds(work: Callable[[Path], None], path: Path) -> float:
    gc.collect()  # Else whoever comes next collects what another left behind.
    start = time.process_time()
    work(path)
    return time.process_time() - start


def side_by_side(path: Path) -> None:
    """The rounds alternate, so that all meet the same machine."""
    alternating = {"loading": loading, "floor": floor, "reader": reader, "pdfplumber": pdfplumber_tables}
    rounds = [{name: seconds(work, path) for name, work in alternating.items()} for _ in range(ROUNDS)]
    taken = {name: median(times[name] for times in rounds) for name in alternating}
    pages = page_count(path)
    print(f"{path.name}, {pages} pages")
    for name, took in taken.items():
        print(f"  {name:10}  {1000 * took:8.1f} ms CPU   {1000 * took / pages:6.2f} ms a page")
    print(f"  the reader takes {taken['reader'] / taken['floor']:.2f} × the floor", end="; ")
    print(f"pdfplumber, for its tables alone, {taken['pdfplumber'] / taken['reader']:.1f} × the reader")
    print(f"  peak memory {peak_memory(path):8.1f} MB, of which {peak_memory(None):.1f} MB before reading")


def page_count(path: Path) -> int:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as document:
        return len(document)


def peak_memory(path: Path | None) -> float:
    """Megabytes, of a process of its own."""
    command = [sys.executable, __file__, "--alone", *([str(path)] if path else [])]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)


def alone(paths: list[Path]) -> None:
    for path in paths:
        reader(path)
    # Not getrusage: its peak is inherited from the process that started this one.
    status = Path("/proc/self/status").read_text()
    print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        alone([Path(name) for name in sys.argv[2:]])
    else:
        for document in [Path(name) for name in sys.argv[1:]] or DOCUMENTS:
            side_by_side(document)
