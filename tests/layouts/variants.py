"""The ways in which publishers lay out the same accounts."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

RULINGS = ("all", "none", "three", "rows", "columns", "frame", "alternate")
"""All lines; none; 三线表, above and below the headings and below the table; those between rows, or between
columns; the outer ones with that below the headings; all between columns with every second between rows."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to lay out a disclosure. What it leaves alone stands in the accounts: amounts and names."""

    form_numbers: bool = True
    """公开01表 above each statement."""
    line_numbers: bool = True
    """行次 beside the lines of the two-sided statements."""
    column_numbers: bool = True
    """A row 栏次 below the headings."""
    total_last: bool = False
    """合计 below the accounts instead of above them."""
    split_codes: bool = False
    """类, 款 and 项 in columns of their own."""
    three_public_seventh: bool = False
    """“三公”经费 before the two funds."""
    phases_inside: bool = False
    """预算数 and 决算数 below each item of 三公, instead of all items below each of them."""
    nested_total: bool = True
    """小计, 基本支出 and 项目支出 below 本年支出."""
    economic_groups: int = 3
    """Blocks side by side in the statement of basic expenditure."""
    repeat_headings: bool = True
    """The headings again where a statement goes on over a page."""
    rows_per_page: int = 32
    """Rows after which a format with breaks, such as text, breaks a statement."""
    wrap: int = 0
    """Characters after which names are wrapped; 0 for never."""
    spread: bool = False
    """合　计 with blanks in it."""
    captions_beside: bool = True
    """Department and unit in one line."""
    captions_in_table: bool = False
    """Title, department and unit as rows of the table, where the format can have it so."""
    amount_heading: str = "金额"
    total_heading: str = "小计"
    title_prefix: str = ""
    ruling: str = "all"
    """The lines drawn between the cells of a PDF, one of `RULINGS`."""
    numbers_as_text: bool = False
    """Workbooks: amounts typed as text."""
    codes_as_numbers: bool = False
    """Workbooks: account codes typed as numbers."""
    merged: bool = True
    """Workbooks: headings merged over their columns, or typed into the first of them."""
    one_sheet: bool = False
    """Workbooks: all statements below one another on one sheet."""
    charset: str = "utf-8"
    """Encoding of web pages and text."""
    parted: bool = False
    """Word documents: a table for each page, as conversions from PDF have."""
    contents: bool = True
    """A table of contents, which names every statement once more."""


def random_variant(seed: int) -> Variant:
    """A layout in which every choice is made at random."""
    random = Random(f"layout {seed}")

    def chance() -> bool:
        return random.random() < 0.5

    return Variant(
        form_numbers=chance(),
        line_numbers=chance(),
        column_numbers=chance(),
        total_last=chance(),
        split_codes=chance(),
        three_public_seventh=chance(),
        phases_inside=chance(),
        nested_total=chance(),
        economic_groups=random.choice((2, 3)),
        repeat_headings=chance(),
        rows_per_page=random.choice((20, 32, 45)),
        wrap=random.choice((0, 0, 6, 9, 12)),
        spread=chance(),
        captions_beside=chance(),
        captions_in_table=chance(),
        amount_heading=random.choice(("金额", "决算数")),
        total_heading=random.choice(("小计", "合计")),
        title_prefix=random.choice(("", "", "year", "ordinal")),
        numbers_as_text=chance(),
        codes_as_numbers=chance(),
        merged=chance(),
        one_sheet=chance(),
        charset=random.choice(("utf-8", "gb18030")),
        parted=chance(),
        contents=chance(),
    )
