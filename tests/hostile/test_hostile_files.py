"""Whatever is uploaded costs only itself: a code and a sentence, soon, and the next file is read."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import Limits
from disclosures.documents.sandbox import read_in_child
from tests.hostile.files import REFUSED, deep_page, whole

SOON = 10
"""Seconds; on an idle machine nothing takes one."""


def outcome(file: Path) -> str:
    """`read`, or the code of why not; a crash of the reading is neither."""
    try:
        read_in_child(file, name="x")
    except Unreadable as error:
        return error.code
    return "read"


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_file_is_refused_with_its_reason(kind: str, tmp_path: Path) -> None:
    code, make = REFUSED[kind]
    file = tmp_path / "决算.pdf"
    file.write_bytes(make())
    began = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        read_in_child(file, name="决算")
    assert caught.value.code == UnreadableCode(code)
    assert caught.value.zh.endswith("。")
    assert caught.value.en.endswith(".")
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx", "xls", "ods", "html", "text"])
def test_damage_anywhere_is_never_a_crash(format: str, tmp_path: Path) -> None:
    """A byte changed here, a stretch lost there: it is read, or it is unreadable; nothing else."""
    content = whole(format)
    for step in range(12):
        at = len(content) * step // 12
        damaged = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 + step * 7 :]
        file = tmp_path / "x"
        file.write_bytes(damaged)
        assert outcome(file) in {"read", *UnreadableCode}


def test_a_page_as_deep_as_a_well_is_read_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(deep_page())
    assert outcome(file) in {"read", UnreadableCode.TOO_COMPLEX, UnreadableCode.CORRUPT}


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("".join(f"<p>{n}</p>" for n in range(3_000_000)), encoding="utf-8")
    began = time.monotonic()
    with pytest.raises(Unreadable, match="READING_LIMIT_SECONDS") as caught:
        read_in_child(file, name="x", limits=Limits(seconds=1))
    assert caught.value.code is UnreadableCode.TOOK_TOO_LONG
    assert "1 s" in caught.value.zh
    assert time.monotonic() - began < SOON


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit address space")
def test_what_needs_too_much_memory_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("".join(f"<p>{n}</p>" for n in range(3_000_000)), encoding="utf-8")
    with pytest.raises(Unreadable, match="READING_LIMIT_MEMORY_BYTES") as caught:
        read_in_child(file, name="x", limits=Limits(memory_bytes=300 * 1024 * 1024))
    assert caught.value.code is UnreadableCode.OUT_OF_MEMORY


def test_the_next_file_is_read_as_if_nothing_had_happened(tmp_path: Path) -> None:
    for kind in ("zip bomb", "tables without end", "half a pdf"):
        (tmp_path / "bad").write_bytes(REFUSED[kind][1]())
        with pytest.raises(Unreadable):
            read_in_child(tmp_path / "bad", name="x")
    (tmp_path / "good").write_bytes(whole("docx"))
    assert len(list(read_in_child(tmp_path / "good", name="x").tables())) == 9
