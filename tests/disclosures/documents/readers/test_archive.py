"""Archives of several files that are one disclosure."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import Limits
from disclosures.documents.model import Document
from disclosures.documents.read import read_document
from disclosures.final_accounts.extract import extract_final_accounts
from tests.layouts.compare import differences
from tests.layouts.generate import random_accounts
from tests.layouts.printed import Printed, lay_out
from tests.layouts.render import docx, html, workbook
from tests.layouts.variants import Variant

PAGE = "<html><p>{}</p></html>"


def read(folder: Path, members: dict[str, bytes | str], limits: Limits | None = None) -> Document:
    file = folder / "x"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return read_document(file, name="x", limits=limits or Limits())


def test_members_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    document = read(tmp_path, {f"附件{n}.html": PAGE.format(n) for n in (10, 2, 1)})
    assert [paragraph.text for paragraph in document.paragraphs()] == ["1", "2", "10"]
    assert [block.place.file for block in document.blocks] == ["附件1.html", "附件2.html", "附件10.html"]


def test_statements_in_a_workbook_beside_a_narrative(tmp_path: Path) -> None:
    """As many publishers do: the tables as an attachment."""
    accounts, variant = random_accounts(5), Variant()
    whole = lay_out(accounts, variant)
    document = read(
        tmp_path,
        {
            "2说明/情况说明.docx": docx.write(Printed(whole.before, (), whole.after), variant),
            "1附表.xlsx": workbook.write_xlsx(Printed((), whole.sheets, ()), variant),
        },
    )
    assert {block.place.file for block in document.blocks} == {"1附表.xlsx", "2说明/情况说明.docx"}
    assert differences(accounts, extract_final_accounts(document)) == []


def test_one_statement_a_file(tmp_path: Path) -> None:
    accounts, variant = random_accounts(6), Variant()
    whole = lay_out(accounts, variant)
    members = {f"{n}.html": html.write(Printed((), (s,), ()), variant) for n, s in enumerate(whole.sheets, 1)}
    document = read(tmp_path, {"0.html": html.write(Printed(whole.before, (), ()), variant), **members})
    assert differences(accounts, extract_final_accounts(document)) == []


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_chinese_names_are_read_as_they_were_meant(encoding: str, tmp_path: Path) -> None:
    name = "决算.html".encode(encoding)
    stand_in = "Z" * (len(name) - 5) + ".html"
    file = tmp_path / "x"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(stand_in, PAGE.format("正文"))
    file.write_bytes(file.read_bytes().replace(stand_in.encode(), name))
    (block,) = read_document(file, name="x").blocks
    assert block.place.file == "决算.html"


def test_the_litter_of_systems_is_no_part(tmp_path: Path) -> None:
    litter = {"__MACOSX/._a.html": b"\0", ".DS_Store": b"\0\1", "~$a.docx": b"lock", "Thumbs.db": b"\0"}
    document = read(tmp_path, {"a.html": PAGE.format("正文"), **litter})
    assert (len(document.blocks), document.notes) == (1, ())


def test_a_member_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    document = read(tmp_path, {"a.html": PAGE.format("正文"), "b.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"})
    (note,) = document.notes
    assert (note.code, note.place.file) == ("member_not_read", "b.png")
    assert "图片" in note.zh


def test_where_nothing_can_be_read_the_first_reason_is_given(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"b\.png") as caught:
        read(tmp_path, {"b.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"})
    assert caught.value.code is UnreadableCode.NO_TEXT_LAYER


def test_more_members_than_the_limit_are_refused(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {f"{n}.html": PAGE.format(n) for n in range(4)}
    with pytest.raises(Unreadable, match="READING_LIMIT_ARCHIVE_MEMBERS") as caught:
        read(tmp_path, members, Limits(archive_members=3))
    assert caught.value.code is UnreadableCode.UNSAFE_ARCHIVE
