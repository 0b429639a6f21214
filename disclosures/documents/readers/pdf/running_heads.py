"""Page numbers and running heads, which belong to the paper and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from disclosures.documents.readers.pdf.pages import PageReading
from disclosures.documents.readers.pdf.paragraphs import Line

_MARGIN = 0.12
"""Share of the height of the page, at its top and bottom, where they stand."""
_FEWEST, _SHARE = 4, 0.6
"""A running head stands on most pages of a document of some length. Captions of statements, such as the unit,
come back at one height too, but not on the pages of the narrative."""
_NEAR = 1.0
"""A line this near (in line heights) to the next one belongs to it."""
_PAGE_NUMBER = re.compile(
    r"[-—–－~·•\s]*(?:第?\s*\d{1,4}\s*页?|\d{1,4}\s*[/／]\s*\d{1,4}|[ivxIVX]{1,6}"
    r"|第?\s*\d{1,4}\s*页?\s*[,，/／]?\s*共\s*\d{1,4}\s*页)[-—–－~·•\s]*"
)


def without_running_heads(pages: Sequence[PageReading]) -> list[PageReading]:
    """The pages without their numbers, and without what most of them repeat at their upper or lower edge."""
    edges = Counter(key for page in pages for key in {_key(line) for line in _outermost(page)})
    most = max(_FEWEST, _SHARE * len(pages))
    repeated = {key for key, count in edges.items() if count >= most}
    return [_without(page, repeated) for page in pages]


def _without(page: PageReading, repeated: set[tuple[str, int]]) -> PageReading:
    """Also a page number beside or behind a running head."""
    lines = page.lines
    while True:
        gone = [
            line
            for line in _outermost(page._replace(lines=lines))
            if _PAGE_NUMBER.fullmatch(line.text) or _key(line) in repeated
        ]
        if not gone:
            return page._replace(lines=lines)
        lines = [line for line in lines if line not in gone]


def _key(line: Line) -> tuple[str, int]:
    return line.text, round(line.shown[1] / 4)


def _outermost(page: PageReading) -> Iterator[Line]:
    """The first and the last line, where they stand in the margin and apart from the rest."""
    tops = [table.box[1] for table in page.tables] + [line.box[1] for line in page.lines]
    ends = [table.box[3] for table in page.tables] + [line.box[3] for line in page.lines]
    if not page.lines:
        return
    first = min(page.lines, key=lambda line: line.box[1])
    below = min((top for top in tops if top > first.box[1]), default=page.frame.height)
    if first.box[3] < _MARGIN * page.frame.height and below - first.box[3] > _NEAR * first.size:
        yield first
    last = max(page.lines, key=lambda line: line.box[3])
    above = max((end for end in ends if end < last.box[3]), default=0.0)
    if last.box[1] > (1 - _MARGIN) * page.frame.height and last.box[1] - above > 0.3 * last.size:
        yield last
