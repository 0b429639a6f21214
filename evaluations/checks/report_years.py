"""The years that the titles of a report and of its tables name (EVL-14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.finding import Evidence
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds
from disclosures.documents.model import Place
from evaluations.checks.figures import DEFAULT_BASIS
from evaluations.checks.reports import REPORTS, ReportView, report_views
from evaluations.reading.records import DetailTable, ScoreTable
from evaluations.reading.words import fold_name

_YEAR = re.compile(r"(20\d{2})年度")


@defects("EVL-14", needs=[REPORTS], basis=DEFAULT_BASIS)
def report_or_table_is_of_another_year(books: Books) -> Iterator[Judgement]:
    """The title of a report, or of one of its tables, names another year.

    **Wrong**   2023年度评价报告   表1-1 2022年度项目预算明细表
    **Right**   2023年度评价报告   表1-1 2023年度项目预算明细表
    """
    for view in report_views(books):
        report, year = view.report, books.printed_year
        if report.year is not None and year is not None:
            yield _of_year(f"{view.name},title", view, report.title, report.place, year)
        for title, place in _titles(view):
            named = _YEAR.findall(re.sub(r"\s", "", title))
            expected = report.year or year
            if len(named) == 1 and expected is not None:
                yield _of_year(f"{view.name},{fold_name(title)[:40]}", view, title, place, expected)


def _titles(view: ReportView) -> Iterator[tuple[str, Place]]:
    seen: set[str] = set()
    report = view.report
    tables: tuple[ScoreTable | DetailTable, ...] = (
        *report.score_tables,
        *report.indicator_systems,
        *report.detail_tables,
    )
    for table in tables:
        if table.title and len(table.title) <= 50 and table.title not in seen:
            seen.add(table.title)
            yield table.title, table.title_place or table.place


def _of_year(name: str, view: ReportView, title: str, place: Place, year: int) -> Judgement:
    found = re.findall(r"(20\d{2})年", re.sub(r"\s", "", title))
    if str(year) in found:
        return holds(name)
    return defect(
        name,
        zh=f"{view.label()}标题“{title}”的年度与{year}年度不一致。",
        en=f"The title “{title}” names another year than {year}.",
        evidence=[Evidence(f"{view.key}/{fold_name(title)[:40]}", "标题", title, place)],
        expected=str(year),
        printed="、".join(found),
    )


RULES: tuple[Rule, ...] = (report_or_table_is_of_another_year,)
