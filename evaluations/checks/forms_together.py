"""Forms with their summary table and with one another (PRF-16, 18, 19, 27)."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation
from disclosures.checks.finding import Evidence, Severity
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds, undecidable
from disclosures.documents.model import Place
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    FORMS,
    copied,
    evaluations_of,
    is_given,
    money,
    named_forms,
    number_evidence,
    numbered,
    of_form,
    points,
    rate,
)
from evaluations.checks.form_budget import fund_figure
from evaluations.checks.form_points import total_figure
from evaluations.reading.matching import (
    How,
    Matching,
    distinct_forms,
    form_content,
    match_overviews,
    match_summaries,
    same_as_printed,
    same_score,
)
from evaluations.reading.records import (
    Evaluations,
    FundSource,
    Overview,
    PrintedNumber,
    SelfEvaluation,
    SummaryRow,
)
from evaluations.reading.words import fold_name, fold_project

_GROUNDS = {How.FIGURES: ("按金额和得分", "figures"), How.SIMILAR_NAME: ("按相近名称", "similar names")}


NOT_READ = "self_evaluation_not_read"


def form_names(evaluations: Evaluations) -> dict[int, str]:
    """The names of forms by identity."""
    return {id(form): name for name, form in named_forms(evaluations)}


@equations("PRF-16", needs=[FORMS], basis=DEFAULT_BASIS)
def summary_row_is_the_form(books: Books) -> Iterator[Relation]:
    """A row of the summary table differs from the project's form.

    **Wrong**   汇总表：执行数 4375.64   自评表：全年执行数 4357.64
    **Right**   汇总表：执行数 4357.64   自评表：全年执行数 4357.64
    """
    evaluations = evaluations_of(books)
    names = form_names(evaluations)
    for match in match_summaries(evaluations).pairs:
        form, row, name = match.form, match.other, names[id(match.form)]
        fund = form.fund(FundSource.TOTAL)
        label = f"汇总表《{row.project}》"
        for column, heading in (
            ("initial", "年初预算数"),
            ("adjusted", "预算调整数"),
            ("executed", "执行数"),
        ):
            number = getattr(row, column)
            if fund is not None and is_given(number):
                copy = money(number, f"summary/{name}/{column}", f"{label}{heading}", unit=form.unit)
                yield copied(copy, fund_figure(name, form, fund, column)).at(name, column)
        if is_given(row.score) and is_given(form.total_score):
            score = points(row.score, f"summary/{name}/score", f"{label}得分")
            relation = score == total_figure(name, form)
            exact = same_score(row.score, form.total_score)
            yield (copied(score, total_figure(name, form)) if exact else relation.within(Allowance.NONE)).at(
                name, "score"
            )
        if fund is not None and _both_given_alike(row.rate, fund.rate):
            copy = rate(row.rate, f"summary/{name}/rate", f"{label}执行率")
            printed = rate(fund.rate, f"self_evaluation/{name}/total/rate", f"《{form.project}》执行率")
            yield copied(copy, printed).at(name, "rate")


def _both_given_alike(here: PrintedNumber, there: PrintedNumber) -> bool:
    """Whether both rates are printed, and both as per cents or both as ratios."""
    return is_given(here) and is_given(there) and here.is_percent == there.is_percent


@defects("PRF-18", needs=[FORMS], basis=DEFAULT_BASIS)
def form_is_missing_or_printed_twice(books: Books) -> Iterator[Judgement]:
    """A form is printed twice, or a project of the summary or the narrative has none.

    **Wrong**   道路养护项目 自评表两份   设备更新项目 自评表无
    **Right**   道路养护项目 自评表一份   设备更新项目 自评表一份
    """
    evaluations = evaluations_of(books)
    doubled = False
    seen: dict[object, tuple[str, SelfEvaluation]] = {}
    for name, form in named_forms(evaluations):
        first_name, first = seen.setdefault(form_content(form), (name, form))
        if first is form:
            yield holds(name)
            continue
        doubled = True
        yield defect(
            name,
            zh=f"《{form.project}》的绩效自评表重复列示，两份内容完全相同。",
            en=f"The self-evaluation form of “{form.project}” is printed twice, word for word.",
            evidence=[
                number_evidence(
                    f"self_evaluation/{name}/total_score", of_form(form, "总分（重复）"), form.total_score
                ),
                number_evidence(
                    f"self_evaluation/{first_name}/total_score", of_form(first, "总分"), first.total_score
                ),
            ],
        )
    unread = [note for note in evaluations.notes if note.code == NOT_READ]
    for name, note in zip(numbered("unread" for _ in unread), unread, strict=True):
        yield undecidable(name, code=NOT_READ, zh=note.zh, en=note.en)
    if not unread:
        yield from _missing(evaluations, Severity.ERROR if doubled else Severity.NOTICE)


def _missing(evaluations: Evaluations, severity: Severity) -> Iterator[Judgement]:
    """Projects without a form. Where no form is printed twice only a part may be published: then a notice."""
    missing: dict[str, tuple[str, Place]] = {}
    summaries, overviews = match_summaries(evaluations), match_overviews(evaluations)
    if _publishes_a_part(summaries, overviews):
        yield undecidable(
            "missing",
            code="forms_published_in_part",
            zh="文件只附了部分项目的自评表",
            en="the document has the forms of a part of its projects only",
        )
        return
    for row in summaries.unmatched:
        missing.setdefault(fold_project(row.project), (row.project, row.place))
    for overview in overviews.unmatched:
        missing.setdefault(fold_project(overview.project), (overview.project, overview.place))
    for project, place in missing.values():
        yield defect(
            fold_name(project)[:40],
            zh=f"汇总表或情况说明列有项目“{project}”，文件中没有其绩效自评表。",
            en=f"The summary or the narrative lists the project “{project}”; the document has no form "
            "for it.",
            evidence=[Evidence(f"project/{fold_project(project)}", "项目名称", project, place)],
            severity=severity,
        )


def _publishes_a_part(summaries: Matching[SummaryRow], overviews: Matching[Overview]) -> bool:
    """Whether most projects have no form: then the forms are a choice, and none is missing."""
    matched = len(summaries.pairs) + len(overviews.pairs)
    return len(summaries.unmatched) + len(overviews.unmatched) > matched


@defects("PRF-19", needs=[FORMS], basis=DEFAULT_BASIS)
def project_has_several_names(books: Books) -> Iterator[Judgement]:
    """A project is named otherwise in the summary or the narrative than in its form.

    **Wrong**   说明：设备运行费项目   自评表：技术发展资金
    **Right**   说明：设备运行费项目   自评表：设备运行费
    """
    evaluations = evaluations_of(books)
    names = form_names(evaluations)
    for where, kind, matching in (
        ("汇总表", "summary", match_summaries(evaluations)),
        ("情况说明", "narrative", match_overviews(evaluations)),
    ):
        for match in matching.pairs:
            instance = f"{kind},{names[id(match.form)]}"
            if match.how in (How.NAME, How.NAME_AND_FIGURES):
                yield holds(instance)
                continue
            here, there = match.other.project, match.form.project
            yield defect(
                instance,
                zh=f"{where}称“{here}”，自评表称“{there}”，{_GROUNDS[match.how][0]}判断为同一项目，名称不一致。",
                en=f"“{here}” ({kind}) and “{there}” (form) are one project by their "
                f"{_GROUNDS[match.how][1]}; the names differ.",
                evidence=[
                    Evidence(f"{kind}/{fold_name(here)}", f"{where}项目名称", here, match.other.place),
                    Evidence(
                        f"self_evaluation/{fold_name(there)}", "自评表项目名称", there, match.form.place
                    ),
                ],
                severity=Severity.NOTICE if _abbreviates(here, there) else None,
            )
        for name, other in _open(matching):
            yield undecidable(
                f"{kind},{name}",
                code="ambiguous_project",
                zh=f"“{other}”对应多张自评表，无法区分",
                en=f"“{other}” fits several forms",
            )


def _abbreviates(here: str, there: str) -> bool:
    shorter, longer = sorted((fold_project(here), fold_project(there)), key=len)
    return all(character in longer for character in shorter)


def _open(matching: Matching[SummaryRow] | Matching[Overview]) -> Iterator[tuple[str, str]]:
    projects = [other.project for other in matching.ambiguous]
    return zip(numbered(projects), projects, strict=True)


@defects("PRF-27", needs=[FORMS], basis=DEFAULT_BASIS)
def two_forms_of_a_project_disagree(books: Books) -> Iterator[Judgement]:
    """One project has two forms, and their figures differ.

    **Wrong**   项目自评表：执行数 0，总分 0   转移支付自评表：执行数 1000，总分 70
    **Right**   项目自评表：执行数 0，总分 0   转移支付自评表：执行数 0，总分 0
    """
    evaluations = evaluations_of(books)
    names = form_names(evaluations)
    forms = distinct_forms(evaluations.forms)
    for at, first in enumerate(forms):
        for second in forms[at + 1 :]:
            if _same_project(first, second):
                yield from _compared(names[id(first)], first, second)


def _same_project(first: SelfEvaluation, second: SelfEvaluation) -> bool:
    """The same code; or the same name and the same budget, for funds lend their name to many projects."""
    if first.project_code and first.project_code == second.project_code:
        return True
    here, there = first.fund(FundSource.TOTAL), second.fund(FundSource.TOTAL)
    if fold_project(first.project) != fold_project(second.project) or here is None or there is None:
        return False
    return bool(same_as_printed(here.adjusted, there.adjusted)) and bool(here.adjusted.value)


def _compared(name: str, first: SelfEvaluation, second: SelfEvaluation) -> Iterator[Judgement]:
    here, there = first.fund(FundSource.TOTAL), second.fund(FundSource.TOTAL)
    pairs = [("total_score", "总分", first.total_score, second.total_score)]
    if here is not None and there is not None:
        pairs.append(("executed", "全年执行数", here.executed, there.executed))
    for key, words, one, other in pairs:
        values = [number.value or 0 for number in (one, other) if number.text != "" or key == "executed"]
        if len(values) < 2:
            continue
        if values[0] == values[1]:
            yield holds(f"{name},{key}")
            continue
        yield defect(
            f"{name},{key}",
            zh=f"《{first.project}》有两张自评表，{words}分别为{one.text or '空'}和{other.text or '空'}。",
            en=f"“{first.project}” has two forms; {key} is {one.text or 'blank'} in one and "
            f"{other.text or 'blank'} in the other.",
            evidence=[
                number_evidence(f"self_evaluation/{name}/{key}", f"{first.title}{words}", one),
                number_evidence(f"self_evaluation/{name}/{key}", f"{second.title}{words}", other),
            ],
        )


RULES: tuple[Rule, ...] = (
    summary_row_is_the_form,
    form_is_missing_or_printed_twice,
    project_has_several_names,
    two_forms_of_a_project_disagree,
)
