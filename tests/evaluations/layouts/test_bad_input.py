"""What is broken is said to be; nothing is guessed, and nothing is found in what was not read."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from disclosures.documents.model import Document, Paragraph
from disclosures.documents.read import read_document
from evaluations.checks import RULES
from evaluations.reading.read import read_evaluations
from evaluations.reading.records import Evaluations
from tests.evaluations.paper import accounts, paper
from tests.evaluations.reading.test_forms import HEAD, INDICATORS
from tests.layouts.render.font import font_name

PAGE = (842.0, 595.0)
OTHER_HEAD = HEAD.replace("智慧停车项目", "公园建设项目")


def found(evaluations: Evaluations, document: Document) -> set[str]:
    """The rules that find something."""
    result = run_rules(Books(accounts(document, department="某市城管局"), annexes=[evaluations]), RULES)
    return {finding.rule for finding in result.findings}


def cells_of(written: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in written.splitlines() if "|" in line]


def pdf_of(file: Path, *pages: Sequence[Sequence[str]] | None) -> Document:
    """A table on every page; None is a page that was scanned."""
    output = BytesIO()
    canvas = Canvas(output, pagesize=PAGE)
    for page in pages:
        if page is None:
            canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *PAGE)
        else:
            width = max(map(len, page))
            table = Table(
                [[*row, *[""] * (width - len(row))] for row in page],
                style=TableStyle(
                    [("FONT", (0, 0), (-1, -1), font_name(), 7), ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]
                ),
            )
            table.wrapOn(canvas, *PAGE)
            table.drawOn(canvas, 20, 200)
        canvas.showPage()
    canvas.save()
    file.write_bytes(output.getvalue())
    return read_document(file, name=file.name)


def test_scanned_page_inside_a_form(tmp_path: Path) -> None:
    head, rows = cells_of(HEAD), cells_of(INDICATORS)
    whole = pdf_of(tmp_path / "whole.pdf", [*head, *rows[:3]], rows[3:])
    (form,) = read_evaluations(whole).forms
    assert (form.is_complete, form.unread_rows, len(form.indicators)) == (True, 0, 4)
    document = pdf_of(tmp_path / "scanned.pdf", [*head, *rows[:3]], None, rows[4:])
    evaluations = read_evaluations(document)
    (form,) = evaluations.forms
    assert form.unread_rows == 1
    assert [note.code for note in document.notes] == ["pages_without_text"]
    assert [note.code for note in evaluations.notes] == ["self_evaluation_incomplete"]
    assert found(evaluations, document) == set()


@pytest.mark.parametrize("repeated", [0, 1], ids=["heading once", "heading on each page"])
def test_form_over_pages(repeated: int, tmp_path: Path) -> None:
    head, (heading, *rows) = cells_of(HEAD), cells_of(INDICATORS)
    pages = [[*head, heading, *rows[:2]], [*[heading] * repeated, *rows[2:]]]
    evaluations = read_evaluations(pdf_of(tmp_path / "form.pdf", *pages))
    (form,) = evaluations.forms
    assert (form.is_complete, form.unread_rows, len(form.indicators)) == (True, 0, 4)
    assert [i.level1 for i in form.indicators] == ["产出指标", "产出指标", "效益指标", "满意度指标"]
    assert evaluations.notes == ()


def test_form_of_another_layout_is_said_to_be_unread() -> None:
    """Never a form without findings: the note says so, and the rule that counts forms does not decide."""
    document = paper(
        HEAD
        + INDICATORS
        + "\n\n部门整体支出绩效自评表\n\n（2023年度）\n\n评价内容 | 评分标准 | 满分 | 自评得分"
        "\n预算管理 | 编制规范 | 20 | 19\n履职效能 | 完成任务 | 80 | 78\n"
    )
    evaluations = read_evaluations(document)
    assert len(evaluations.forms) == 1
    title = next(b for b in document.blocks if isinstance(b, Paragraph) and "整体" in b.text)
    assert [(note.code, note.place) for note in evaluations.notes] == [
        ("self_evaluation_not_read", title.place)
    ]
    books = Books(accounts(document, department="某市城管局"), annexes=[evaluations])
    outcome = next(o for o in run_rules(books, RULES).outcomes if o.instance == "PRF-18[unread]")
    assert outcome.state is OutcomeState.NOT_EVALUABLE


def test_two_forms_interleaved_by_a_page_break() -> None:
    """The rest of the first form below the second one belongs to neither."""
    rows = INDICATORS.strip("\n").split("\n")
    document = paper(
        HEAD + "\n".join(rows[:3]) + "\n\n" + OTHER_HEAD + INDICATORS + "\n" + "\n".join(rows[3:])
    )
    evaluations = read_evaluations(document)
    first, second = evaluations.forms
    assert (first.project, first.is_complete, len(first.indicators)) == ("智慧停车项目", False, 2)
    assert (second.project, second.unread_rows > 0, len(second.indicators)) == ("公园建设项目", True, 4)
    assert len(evaluations.notes) == 2
    assert not {"PRF-04", "PRF-05"} & found(evaluations, document)


def test_row_with_a_number_in_no_column() -> None:
    document = paper(HEAD + INDICATORS.replace("520个 | 30 | 30 |", "520个 | 30 | 30 | | | 7 |"))
    (form,) = read_evaluations(document).forms
    assert form.unread_rows == 1
    assert [i.level3 for i in form.indicators] == ["验收合格率", "投诉下降率", "车主满意度"]
    assert not {"PRF-04", "PRF-05"} & found(read_evaluations(document), document)


def test_form_without_total_makes_no_sums() -> None:
    document = paper(HEAD + INDICATORS.replace("总分 | | | | | | 100 | 93 |", ""))
    evaluations = read_evaluations(document)
    (form,) = evaluations.forms
    assert (form.is_complete, form.total_score.value) == (False, None)
    assert found(evaluations, document) == set()


def test_report_without_scores() -> None:
    document = paper(
        "2023年度智慧停车项目绩效评价报告\n\n一、项目概况\n\n项目由某市停车中心实施。\n\n二、评价结论\n\n"
        "项目总体完成较好。\n\n三、存在的问题\n\n（一）宣传不足，知晓率不高。\n\n四、有关建议\n\n加强宣传。"
    )
    evaluations = read_evaluations(document)
    (report,) = evaluations.reports
    assert (report.total_score.value, report.grade.text, report.score_tables) == (None, "", ())
    assert report.problems
    assert found(evaluations, document) == set()
