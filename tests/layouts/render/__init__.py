"""Accounts in a layout → the bytes of a file, in every format that is read."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from disclosures.final_accounts.records import FinalAccounts
from tests.layouts.printed import Printed, lay_out
from tests.layouts.render import docx, html, ods, pdf, text, workbook
from tests.layouts.variants import Variant

FORMATS: MappingProxyType[str, Callable[[Printed, Variant], bytes]] = MappingProxyType(
    {
        "pdf": pdf.write,
        "docx": docx.write,
        "xlsx": workbook.write_xlsx,
        "xls": workbook.write_xls,
        "ods": ods.write,
        "html": html.write,
        "text": text.write,
    }
)


def render(accounts: FinalAccounts, format: str, variant: Variant) -> bytes:
    """The accounts as a file of the format: pdf, docx, xlsx, xls, ods, html or text."""
    return FORMATS[format](lay_out(accounts, variant), variant)
