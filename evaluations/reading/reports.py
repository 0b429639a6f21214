"""Evaluation reports (绩效评价报告): who evaluated what, the scores, what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosures.documents.model import Document, Paragraph, Place
from disclosures.final_accounts.narrative.passages import Passage, passages
from evaluations.reading.details import read_detail_tables
from evaluations.reading.numbers import is_numeric, read_number
from evaluations.reading.points_tables import read_points_tables
from evaluations.reading.records import (
    BLANK,
    EvaluationReport,
    GradeScale,
    PrintedNumber,
    PrintedText,
    ScoreTable,
)
from evaluations.reading.report_bounds import ReportBounds, report_bounds
from evaluations.reading.rows import GridRow, StreamItem, stream
from evaluations.reading.scales import canonical_grade, read_scale
from evaluations.reading.score_sentences import read_text_scores
from evaluations.reading.score_tables import read_score_tables
from evaluations.reading.transposed_tables import read_transposed_tables
from evaluations.reading.words import compact, squeeze

_LABELS = {
    "commissioner": re.compile(r"(?:评价)?委托(?:单位|方|部门)[：:](.{2,40})"),
    "department": re.compile(r"(?:项目)?主管(?:单位|部门)[：:](.{2,40})"),
    "implementing_unit": re.compile(r"(?:项目)?(?:实施|承担)?单位[：:](.{2,40})"),
    "evaluator": re.compile(r"(?:第三方)?(?:评价|评估)(?:机构|单位|组织)[：:](.{2,40})"),
}
_FIRM = re.compile(
    r"([\u4e00-\u9fff（）()]{2,30}?(?:事务所|咨询有限公司|评估有限公司|有限责任公司|有限公司))(?:（特殊普通合伙）)?"
)
_SIGNED = re.compile(r"盖章|公章|特殊普通合伙|主评人")
_EVALUATING_FIRM = re.compile(r"事务所|咨询|评估|评价|研究院|研究中心")
_CHINESE_DATE = (
    r"[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_DATE = re.compile(rf"(20\d{{2}}年\d{{1,2}}月(?:\d{{1,2}}日)?|{_CHINESE_DATE})")
_PERIOD = re.compile(
    r"评价(?:的)?(?:期间|时段|基准期)(?:为|是)?(20\d{2}年[^，。；]{2,30}?(?:至|到|-)[^，。；]{2,24}?日)"
)
_N = r"(\d+(?:\.\d+)?)"
_GRADE = r"(优秀|优|良好|良|中等|中|合格|差)"
_TOTAL = re.compile(
    rf"(?:绩效评价(?:总|综合)?得分|(?:项目|综合|评价)?总得分|综合(?:评价)?得分|最终得分)(?:评价)?(?:为|：)?\**{_N}\**"
    rf"(?:分|%)(?!(?:（含[^）]*）)?(?:及|或)?(?:以[上下]|[-~～至到]))(?:（[^）]{{0,20}}）)?"
    rf"(?:[，,]?(?:项目|绩效)?(?:评价)?(?:结果|结论)?(?:等级|等次|绩效评价)?(?:为|：)+[“\"]?{_GRADE})?"
)
"""A total with the grade behind it. 综合得分90分（含）以上为优 is a scale, no total."""
_SELF_TOTAL = re.compile(rf"自评得分(?:为|：)?{_N}分")
_SELF_SCORE = re.compile(rf"自评[优良中差][秀好]?，(?:评分|得分)[：为]?{_N}分")
_BEST_GRADE = re.compile(r"(?:为|是)[“\"]?(?:优|合格)")
_MAIN = re.compile(r"^[一二三四五六七八九十]{1,2}、|^第[一二三四五六七八九十]+[章部]")
_SUB = re.compile(r"^（[一二三四五六七八九十]）|^[-—]")
_MONEY = re.compile(r"\d(?:万元|亿元|元)")
_FUND_WORDS = re.compile(r"预算|资金|支付|支出|到位|执行")
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_YEAR = re.compile(r"(20\d{2})年")


def read_reports(document: Document) -> Iterator[EvaluationReport]:
    """Every evaluation report of a document, in order."""
    for bounds in report_bounds(document.blocks):
        part = replace(document, blocks=document.blocks[bounds.start : bounds.end])
        yield _report(bounds, part)


def _report(bounds: ReportBounds, part: Document) -> EvaluationReport:
    items = stream(part)
    texts = tuple(passages(part))
    sentences = tuple(_sentences(texts))
    tables = _score_tables(items)
    scored = tuple(table for table in tables if table.has_scores)
    totals, grade = _totals(texts, items)
    labels = _labels(items)
    implementing = labels.get("implementing_unit")
    evaluator = labels.get("evaluator") or _firm(items)
    if evaluator is None and implementing and _EVALUATING_FIRM.search(implementing):
        evaluator, implementing = implementing, None
    year = _YEAR.search(compact(bounds.title))
    return EvaluationReport(
        title=bounds.title,
        project=bounds.project,
        commissioner=labels.get("commissioner"),
        department=labels.get("department"),
        implementing_unit=implementing,
        evaluator=evaluator,
        date=_date(items),
        period=next((m[1] for text in texts if (m := _PERIOD.search(text.text))), None),
        year=int(year[1]) if year else None,
        total_score=totals[0] if totals else _table_total(scored),
        grade=grade,
        self_score=_first(_SELF_SCORE, texts),
        totals=totals,
        scale=_scale(texts, items),
        score_tables=scored,
        text_scores=tuple(read_text_scores(texts)),
        indicator_systems=tuple(table for table in tables if not table.has_scores),
        detail_tables=tuple(read_detail_tables(items)),
        funds=tuple(
            PrintedText(s.text, s.place_at(0))
            for s in sentences
            if _MONEY.search(s.text) and _FUND_WORDS.search(s.text)
        ),
        problems=_section(texts, "问题"),
        recommendations=_section(texts, "建议"),
        sentences=tuple(s for s in sentences if re.search(r"\d", s.text)),
        place=part.blocks[0].place,
    )


def _score_tables(items: Sequence[StreamItem]) -> tuple[ScoreTable, ...]:
    """All tables of weights and scores, in the order they stand in."""
    order = {id(item): at for at, item in enumerate(items)}
    rows = {item.place: order[id(item)] for item in items if isinstance(item, GridRow)}
    found = [*read_score_tables(items), *read_points_tables(items), *read_transposed_tables(items)]
    return tuple(sorted(found, key=lambda table: rows.get(table.place, 0)))


def _totals(
    texts: Sequence[Passage], items: Sequence[StreamItem]
) -> tuple[tuple[PrintedNumber, ...], PrintedText]:
    """Every statement of the total, and the grade given with the first that has one."""
    totals: list[PrintedNumber] = []
    grade = PrintedText("")
    for text in texts:
        for match in _TOTAL.finditer(text.text):
            totals.append(read_number(match[1], text.place_at(match.start(1))))
            if match[2] and not grade:
                grade = PrintedText(canonical_grade(match[2]), text.place_at(match.start(2)))
    for item in items:
        if isinstance(item, GridRow) and (
            row_match := _TOTAL.search(compact(item.first_text).replace(":", "："))
        ):
            totals.append(read_number(row_match[1], item.place))
    if not totals and (own := _first(_SELF_TOTAL, texts)).value is not None:
        totals.append(own)
    if not grade:
        grade = _grade(texts)
    return tuple(totals), grade


def _grade(texts: Sequence[Passage]) -> PrintedText:
    pattern = re.compile(rf"评价(?:结果|结论)?(?:等级)?(?:为|：)[“\"]?{_GRADE}(?![\u4e00-\u9fff]*\d)")
    for text in texts:
        if (match := pattern.search(text.text)) is not None and "得分" in text.text:
            return PrintedText(canonical_grade(match[1]), text.place_at(match.start(1)))
    return PrintedText("")


def _table_total(tables: Sequence[ScoreTable]) -> PrintedNumber:
    """The total of the table over the whole report, where no sentence states it."""
    whole = (
        t.total.score for t in tables if t.total is not None and t.first_level == 1 and t.total.score.value
    )
    return max(whole, key=lambda number: number.value or 0, default=BLANK)


def _first(pattern: re.Pattern[str], texts: Sequence[Passage]) -> PrintedNumber:
    for text in texts:
        if (match := pattern.search(text.text)) is not None:
            return read_number(match[1], text.place_at(match.start(1)))
    return BLANK


def _head(items: Sequence[StreamItem]) -> Iterator[str]:
    """The printed lines of cover and overview, up to the first main heading below a table of contents."""
    for item in items[:60]:
        if isinstance(item, Paragraph):
            if _MAIN.match(compact(item.text)) and "基本情况" in item.text:
                return
            yield from (squeeze(line) for line, _ in item.lines or ((item.text, item.place),))
        else:
            yield from (squeeze(cell.text) for _, cell in item.filled() if len(cell.text) < 80)


def _labels(items: Sequence[StreamItem]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for line in _head(items):
        for role, pattern in _LABELS.items():
            if (match := pattern.fullmatch(line)) is not None:
                labels.setdefault(role, match[1].strip())
    return labels


def _firm(items: Sequence[StreamItem]) -> str | None:
    """The firm that signed: a line of its own on the cover, or beside seal or signature at the end."""
    for line in _head(items):
        match = _FIRM.match(compact(line).replace("(", "（").replace(")", "）"))
        if (
            match is not None
            and (_EVALUATING_FIRM.search(match[1]) or _SIGNED.search(line))
            and len(line) < 60
        ):
            return match[1]
    for item in items:
        text = compact(item.text).replace("(", "（").replace(")", "）") if isinstance(item, Paragraph) else ""
        if len(text) < 60 and _SIGNED.search(text) and (match := _FIRM.match(text)):
            return match[1]
    return None


def _date(items: Sequence[StreamItem]) -> str | None:
    """The date of the report: a line of its own."""
    lines = (compact(item.text) for item in items if isinstance(item, Paragraph))
    for line in lines:
        match = _DATE.search(line)
        if match is not None and len(line) <= len(match[1]) + 14 and line.endswith(match[1]):
            return match[1]
    return None


def _scale(texts: Sequence[Passage], items: Sequence[StreamItem]) -> GradeScale | None:
    """The report's grade scale: in one sentence, in one line a grade, or below a table."""
    return next(
        (scale for text, place in _scale_candidates(texts, items) if (scale := read_scale(text, place))), None
    )


def _scale_candidates(texts: Sequence[Passage], items: Sequence[StreamItem]) -> Iterator[tuple[str, Place]]:
    for at, text in enumerate(texts):
        joined = "；".join(t.text.rstrip("；。") for t in texts[at : at + 5])
        for candidate in (text.text, joined):
            if _BEST_GRADE.search(candidate[:400]):
                yield candidate[:600], text.place_at(0)
        if _BEST_GRADE.search(text.text):
            # The sentence before often grades the project itself, which is no band of the scale.
            for stop in re.finditer("。(?=.)", text.text):
                yield text.text[stop.end() : stop.end() + 600], text.place_at(stop.end())
    for item in items:
        if isinstance(item, GridRow) and item.first_text.startswith(("注", "说明")):
            yield item.first_text, item.place


def _sentences(texts: Sequence[Passage]) -> Iterator[Passage]:
    for text in texts:
        for match in _SENTENCE.finditer(text.text):
            yield text.part(*match.span())


def _section(texts: Sequence[Passage], word: str) -> tuple[PrintedText, ...]:
    """What stands below the headings that name problems, or recommendations."""
    found: list[PrintedText] = []
    inside = False
    for text in texts:
        if _MAIN.match(text.text) and len(text.text) < 60:
            others = "建议" if word == "问题" else "问题"
            inside = word in text.text and others not in text.text
            continue
        if (
            _SUB.match(text.text)
            and len(text.text) < 30
            and re.search(r"(?:存在|主要)?(?:的)?问题|建议", text.text)
        ):
            inside = word in text.text
            continue
        if inside and not is_numeric(text.text):
            found.append(PrintedText(text.text, text.place_at(0)))
    return tuple(found)
