"""What an uploader said that the document says otherwise, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosures.models import Run, Upload

DIFFERS = {
    "department": (
        "上传时填写的部门“{said}”与文件中的“{printed}”不一致，已归入“{department}”。",
        "The department you gave, {said}, is not the one printed, {printed}. "
        "It was filed under {department}.",
    ),
    "fiscal_year": (
        "上传时填写的年度{said}与文件中的{printed}不一致，已按{year}年度处理。",
        "The fiscal year you gave, {said}, is not the one printed, {printed}. It was taken for {year}.",
    ),
    "region": (
        "上传时填写的行政区划{said}与部门名称中的“{printed}”不一致，已归入“{department}”。",
        "The region you gave, {said}, is not that of the department's name, {printed}. "
        "It was filed under {department}.",
    ),
}


def warnings(upload: Upload, run: Run) -> list[dict[str, Any]]:
    """A code such as `declared_region_differs`, and a sentence."""
    return list(_warnings(upload, run))


def _warnings(upload: Upload, run: Run) -> Iterator[dict[str, Any]]:
    said = {
        "department": upload.declared_department,
        "fiscal_year": str(upload.declared_fiscal_year or ""),
        "region": upload.declared_region,
    }
    for contradiction in run.contradictions:
        subject = contradiction["subject"]
        if subject not in DIFFERS or contradiction["other"] != said[subject]:
            continue
        zh, en = (
            sentence.format(
                said=said[subject],
                printed=contradiction["printed"],
                department=run.department.name if run.department else "",
                year=run.fiscal_year,
            )
            for sentence in DIFFERS[subject]
        )
        yield {"code": f"declared_{subject}_differs", "message": {"zh": zh, "en": en}}
