"""The narrative (预算绩效情况说明) beside the forms (NAR-31, 33, 34)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation, Variable, constant, share, sum_of
from disclosures.checks.finding import Evidence
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds, undecidable
from evaluations.checks.figures import (
    DEFAULT_BASIS,
    FORMS,
    copied,
    evaluations_of,
    is_given,
    is_number,
    money,
    points,
    rate,
    rate_factor,
)
from evaluations.checks.form_budget import fund_figure
from evaluations.checks.form_points import total_figure
from evaluations.checks.forms_together import form_names
from evaluations.checks.narrated import STATEMENTS, stated
from evaluations.reading.matching import distinct_forms, match_overviews, match_summaries
from evaluations.reading.records import (
    Evaluations,
    FormKind,
    FundSource,
    PrintedNumber,
    SelfEvaluation,
    Statement,
    Subject,
)


def _count_of(statement: Statement) -> Variable:
    return Variable(
        key=f"narrative/performance/{statement.subject}/{statement.group}",
        amount=statement.number.value,
        unit="个",
        scale=1,
        half_unit=Decimal("0.5"),
        text=statement.number.text,
        place=statement.number.place,
        label=f"情况说明“{statement.text[:40]}”",
    )


def _amount_of(statement: Statement) -> Variable:
    key = f"narrative/performance/{statement.subject}/{statement.group}"
    return money(statement.number, key, f"情况说明“{statement.text[:40]}”")


@equations("NAR-31", needs=[STATEMENTS, FORMS], basis=DEFAULT_BASIS, aliases=("PRF-20",))
def projects_and_amount_are_those_of_the_forms(books: Books) -> Iterator[Relation | Judgement]:
    """The number of self-evaluated projects, or their money, differs from the forms.

    **Wrong**   涵盖项目12个，涉及预算资金12973.41万元   自评表12份，全年预算数合计12793.41
    **Right**   涵盖项目12个，涉及预算资金12793.41万元   自评表12份，全年预算数合计12793.41
    """
    evaluations = evaluations_of(books)
    for statement in stated(evaluations, Subject.PROJECT_COUNT):
        yield from _counted(evaluations, statement, transfer=False)
    for statement in stated(evaluations, Subject.TRANSFER_COUNT):
        if statement.number.value:
            yield from _counted(evaluations, statement, transfer=True)


def _counted(
    evaluations: Evaluations, statement: Statement, *, transfer: bool
) -> Iterator[Relation | Judgement]:
    """The forms, or where one is missing the paragraphs of the narrative, as many as are said to be."""
    figures = _budgets(evaluations, int(statement.number.value or 0), transfer=transfer)
    instance = statement.group or ("transfers" if transfer else "projects")
    if figures is None:
        yield undecidable(
            instance,
            code="not_all_projects",
            zh="文件未附全部项目的自评表，无法核对项目数和金额",
            en="the document does not have all forms, so that number and amount cannot be compared",
        )
        return
    yield (_count_of(statement) == constant(len(figures))).within(Allowance.NONE).at(instance, "count")
    subject = Subject.TRANSFER_AMOUNT if transfer else Subject.PROJECT_AMOUNT
    for amount in stated(evaluations, subject):
        if amount.group == statement.group and all(figure.known for figure in figures):
            said, spent = _amount_of(amount), _executed(evaluations, transfer=transfer)
            is_spent = len(spent) == len(figures) and said.value == sum(figure.value or 0 for figure in spent)
            total = sum_of(spent if is_spent else figures)
            yield (said == total).within(Allowance.WORST_CASE).at(instance, "amount")


def _executed(evaluations: Evaluations, *, transfer: bool) -> list[Variable]:
    """What the projects spent: some narratives mean that by the money of the projects."""
    names = form_names(evaluations)
    kind = FormKind.TRANSFER if transfer else FormKind.PROJECT
    forms = [form for form in distinct_forms(evaluations.forms) if form.kind is kind]
    rows = [(form, form.fund(FundSource.TOTAL)) for form in forms]
    return [fund_figure(names[id(form)], form, row, "executed") for form, row in rows if row is not None]


def _budgets(evaluations: Evaluations, count: int, *, transfer: bool) -> list[Variable] | None:
    """The budgets of as many projects as are said to be; of the forms, else of the paragraphs.

    More forms than projects are compared all the same; fewer may be a published part. None for no answer.
    """
    names = form_names(evaluations)
    kind = FormKind.TRANSFER if transfer else FormKind.PROJECT
    forms = [form for form in distinct_forms(evaluations.forms) if form.kind is kind]
    whole = not match_overviews(evaluations).unmatched and not match_summaries(evaluations).unmatched
    of_forms = [_adjusted(names[id(form)], form) for form in forms]
    if len(forms) > count or (len(forms) == count and whole):
        return of_forms
    overviews = [overview for overview in evaluations.overviews if overview.kind is kind]
    if len(overviews) == count and all(is_number(o.adjusted) for o in overviews):
        return [
            money(o.adjusted, f"overview/{at}/adjusted", f"绩效自评综述《{o.project}》全年预算数")
            for at, o in enumerate(overviews, start=1)
        ]
    return None


def _adjusted(name: str, form: SelfEvaluation) -> Variable:
    row = form.fund(FundSource.TOTAL)
    if row is None:
        unknown = PrintedNumber("", form.total_score.state, None, form.place)
        return money(unknown, f"self_evaluation/{name}/total/adjusted", f"《{form.project}》全年预算数")
    return fund_figure(name, form, row, "adjusted")


@equations("NAR-33", needs=[FORMS], basis=DEFAULT_BASIS, aliases=("PRF-17",))
def paragraph_on_a_project_says_what_its_form_says(books: Books) -> Iterator[Relation]:
    """The narrative's paragraph on a project differs from its form in score, budget, executed amount or rate.

    **Wrong**   综述：自评得分为100分   自评表：总分 95
    **Right**   综述：自评得分为95分   自评表：总分 95
    """
    evaluations = evaluations_of(books)
    names = form_names(evaluations)
    for match in match_overviews(evaluations).pairs:
        form, overview, name = match.form, match.other, names[id(match.form)]
        fund = form.fund(FundSource.TOTAL)
        key, label = f"overview/{name}", f"绩效自评综述《{overview.project}》"
        if is_given(overview.score) and is_given(form.total_score):
            score = points(overview.score, f"{key}/score", f"{label}自评得分")
            yield (score == total_figure(name, form)).within(Allowance.NONE).at(name, "score")
        if fund is None:
            continue
        for column, heading in (("adjusted", "全年预算数"), ("executed", "执行数")):
            number: PrintedNumber = getattr(overview, column)
            if is_given(number):
                copy = money(number, f"{key}/{column}", f"{label}{heading}")
                yield copied(copy, fund_figure(name, form, fund, column)).at(name, column)
        if is_given(overview.rate):
            figure = rate(overview.rate, f"{key}/rate", f"{label}完成预算")
            budget, executed = (fund_figure(name, form, fund, c) for c in ("adjusted", "executed"))
            yield share(figure, executed, budget, rate_factor(overview.rate)).at(name, "rate")


@defects("NAR-34", needs=[STATEMENTS], basis=DEFAULT_BASIS)
def sections_of_the_narrative_contradict(books: Books) -> Iterator[Judgement]:
    """One section says that projects were evaluated, another that there were none.

    **Wrong**   组织对7个项目开展了部门重点评价   本部门无部门重点评价项目
    **Right**   组织对7个项目开展了部门重点评价   部门重点评价结果：…
    """
    statements = evaluations_of(books).statements
    for group, words in (("department", "部门评价"), ("treasury", "财政评价")):
        done = _of(statements, Subject.EVALUATED_COUNT, group) + _of(
            statements, Subject.EVALUATION_SCORE, group
        )
        none = _of(statements, Subject.NO_EVALUATION, group)
        if done and none:
            yield defect(
                group,
                zh=f"情况说明一处称“{done[0].text[:60]}”，另一处称“{none[0].text}”，对{words}的表述相互矛盾。",
                en=f"The narrative says “{done[0].text[:60]}” in one place and “{none[0].text}” in another.",
                evidence=[
                    Evidence(f"narrative/performance/{s.subject}/{group}", words, s.text, s.place)
                    for s in (done[0], none[0])
                ],
            )
        elif done or none:
            yield holds(group)


def _of(statements: Sequence[Statement], subject: Subject, group: str) -> list[Statement]:
    return [s for s in statements if s.subject is subject and s.group == group]


RULES: tuple[Rule, ...] = (
    projects_and_amount_are_those_of_the_forms,
    paragraph_on_a_project_says_what_its_form_says,
    sections_of_the_narrative_contradict,
)
