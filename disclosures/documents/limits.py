"""How much one file may cost to read. A file beyond a limit is unreadable, with the limit in the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from disclosures.documents.errors import Unreadable, UnreadableCode

SETTING_PREFIX = "READING_LIMIT_"
"""`pages` is set by READING_LIMIT_PAGES, and so on for every field of `Limits`."""

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take. Every field is a setting: see `SETTING_PREFIX`."""

    file_bytes: int = 100 * MEBIBYTE
    """Size of the file itself."""
    pages: int = 2_000
    seconds: int = 60
    """Wall clock and processor time of the reading, each."""
    memory_bytes: int = 1_024 * MEBIBYTE
    """Address space of the reading process, program and libraries included."""
    cells: int = 1_000_000
    """Table cells, over the whole file."""
    output_bytes: int = 128 * MEBIBYTE
    """What is read, as it leaves the reading process."""
    archive_members: int = 200
    """Files in a zip of documents."""
    expanded_bytes: int = 400 * MEBIBYTE
    """Everything compressed inside the file (zip, docx, xlsx, ods), expanded."""
    expansion_ratio: int = 200
    """Expanded to compressed size, of any member larger than a few megabytes."""


DEFAULT_LIMITS = Limits()


def setting_name(limit: str) -> str:
    """The setting that raises a limit: `pages` → `READING_LIMIT_PAGES`."""
    return SETTING_PREFIX + limit.upper()


_CODES = {
    "file_bytes": UnreadableCode.TOO_LARGE,
    "pages": UnreadableCode.TOO_MANY_PAGES,
    "seconds": UnreadableCode.TOOK_TOO_LONG,
    "memory_bytes": UnreadableCode.OUT_OF_MEMORY,
    "cells": UnreadableCode.TOO_COMPLEX,
    "output_bytes": UnreadableCode.TOO_COMPLEX,
    "archive_members": UnreadableCode.UNSAFE_ARCHIVE,
    "expanded_bytes": UnreadableCode.UNSAFE_ARCHIVE,
    "expansion_ratio": UnreadableCode.UNSAFE_ARCHIVE,
}

_SENTENCES = {
    "file_bytes": ("文件超过大小上限 {limit}", "The file is larger than the limit of {limit}"),
    "pages": ("文件页数超过上限 {limit}", "The file has more pages than the limit of {limit}"),
    "seconds": ("读取文件超过时限 {limit}", "Reading the file took longer than the limit of {limit}"),
    "memory_bytes": (
        "读取文件所需内存超过上限 {limit}",
        "Reading the file took more memory than the limit of {limit}",
    ),
    "cells": (
        "文件中的表格单元格数超过上限 {limit}",
        "The file has more table cells than the limit of {limit}",
    ),
    "output_bytes": ("文件内容超过上限 {limit}", "The file holds more text than the limit of {limit}"),
    "archive_members": (
        "压缩包内文件数超过上限 {limit}",
        "The archive holds more files than the limit of {limit}",
    ),
    "expanded_bytes": (
        "文件解压后超过大小上限 {limit}",
        "The file expands to more than the limit of {limit}",
    ),
    "expansion_ratio": (
        "文件的压缩比超过上限 {limit}，疑似压缩炸弹",
        "The file is compressed by more than the limit of {limit}, as zip bombs are",
    ),
}


def over_limit(limit: str, limits: Limits, *, found: str | None = None) -> Unreadable:
    """The error for a limit met: what it is, what was found, and which setting raises it."""
    zh, en = _SENTENCES[limit]
    allowed = _printed(limit, getattr(limits, limit))
    zh, en = zh.format(limit=allowed), en.format(limit=allowed)
    if found is not None:
        zh, en = f"{zh}（实际 {found}）", f"{en} (found {found})"
    setting = setting_name(limit)
    return Unreadable(
        _CODES[limit],
        zh=f"{zh}。如确需读取，请拆分文件，或由管理员调整设置 {setting}。",
        en=f"{en}. Split the file, or let the operator raise the setting {setting}.",
    )


def _printed(limit: str, amount: int) -> str:
    if limit.endswith("_bytes"):
        return f"{amount // MEBIBYTE} MB" if amount >= MEBIBYTE else f"{amount} B"
    return f"{amount} s" if limit == "seconds" else f"{amount:,}"
