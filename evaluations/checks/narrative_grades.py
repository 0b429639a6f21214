"""The grades that the narrative counts, beside the scores (NAR-32)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds, undecidable
from evaluations.checks.figures import DEFAULT_BASIS, evaluations_of, is_number, number_evidence, policy_of
from evaluations.checks.form_words import scale_of
from evaluations.checks.narrated import STATEMENTS, stated
from evaluations.reading.matching import distinct_forms, match_overviews, match_summaries
from evaluations.reading.records import Evaluations, FormKind, PrintedNumber, Statement, Subject

GRADES_OF_A_SCALE = 4
"""优、良、中、差: a narrative that counts as many grades counts every project."""


@defects("NAR-32", needs=[STATEMENTS], basis=DEFAULT_BASIS)
def grades_counted_differ_from_the_scores(books: Books) -> Iterator[Judgement]:
    """More, or fewer, projects of a grade than their scores give, or of all grades than there are projects.

    **Wrong**   11个项目自评等级全部为优   其中一个项目得分为0
    **Right**   10个项目自评等级为优，1个为差
    """
    evaluations = evaluations_of(books)
    scores = project_scores(evaluations)
    scale = scale_of(evaluations) or policy_of(books).default_scale
    total = next((s.number.value for s in stated(evaluations, Subject.PROJECT_COUNT)), None)
    if total is None or total != len(scores):
        yield from _grades_together(evaluations)
    for statement in _stated_grades(evaluations):
        grade = statement.detail
        if total is None or total != len(scores) or grade not in {band.grade for band in scale.bands}:
            yield undecidable(
                grade,
                code="scores_unknown",
                zh="未取得全部项目的得分，无法核对等级统计",
                en="not all projects' scores are known, so that the grades cannot be counted",
            )
            continue
        counted = [score for score in scores if scale.grade(score[1].value or Decimal(0)) == grade]
        others = [score for score in scores if score not in counted]
        if statement.number.value == len(counted):
            yield holds(grade)
            continue
        yield defect(
            grade,
            zh=f"情况说明称{statement.number.text}个项目自评等级为“{grade}”，按各项目得分应为{len(counted)}个。",
            en=f"The narrative says {statement.number.text} projects are graded “{grade}”; by their scores "
            f"{len(counted)} are.",
            evidence=[
                number_evidence(
                    f"narrative/performance/graded/{grade}", "情况说明“等级统计”", statement.number
                ),
                *(number_evidence(f"score/{name}", f"《{name}》得分", number) for name, number in others[:5]),
            ],
            expected=str(len(counted)),
            printed=statement.number.text,
        )


def _grades_together(evaluations: Evaluations) -> Iterator[Judgement]:
    """The projects of all grades are the projects evaluated: all that is to be seen without their scores."""
    totals = list(stated(evaluations, Subject.PROJECT_COUNT))
    grades = {(s.detail, s.number.value): s for s in _graded(evaluations)}
    counted = sum((s.number.value or Decimal(0) for s in grades.values()), Decimal(0))
    transfers = any(s.number.value for s in stated(evaluations, Subject.TRANSFER_COUNT))
    of_one_group = len({s.detail for s in grades.values()}) == len(grades) and not transfers
    if len(totals) != 1 or len(grades) < 2 or not of_one_group:
        return
    total = totals[0]
    if counted == total.number.value:
        yield holds("total")
    elif counted > (total.number.value or 0) or len(grades) >= GRADES_OF_A_SCALE:
        yield defect(
            "total",
            zh=f"情况说明称自评项目{total.number.text}个，各等级项目合计{counted}个。",
            en=f"The narrative says {total.number.text} projects were evaluated; "
            f"it counts {counted} of all grades.",
            evidence=[
                number_evidence("narrative/performance/projects", "情况说明“自评项目数”", total.number),
                *(
                    number_evidence(
                        f"narrative/performance/graded/{s.detail}", "情况说明“等级统计”", s.number
                    )
                    for s in grades.values()
                ),
            ],
            expected=total.number.text,
            printed=str(counted),
        )


def _graded(evaluations: Evaluations) -> Iterator[Statement]:
    return (s for s in evaluations.statements if s.subject is Subject.GRADED_COUNT and is_number(s.number))


def _stated_grades(evaluations: Evaluations) -> Iterator[Statement]:
    seen: set[str] = set()
    for statement in evaluations.statements:
        if statement.subject is Subject.GRADED_COUNT and statement.detail not in seen:
            seen.add(statement.detail)
            yield statement


def project_scores(evaluations: Evaluations) -> list[tuple[str, PrintedNumber]]:
    """Every project's score: from its form, else from the paragraph or the summary row that has no form."""
    forms = [f for f in distinct_forms(evaluations.forms) if f.kind is FormKind.PROJECT]
    scores = [(f.project, f.total_score) for f in forms if is_number(f.total_score)]
    without = [o for o in match_overviews(evaluations).unmatched if o.kind is FormKind.PROJECT]
    if without:
        scores += [(o.project, o.score) for o in without if is_number(o.score)]
    else:
        scores += [
            (row.project, row.score) for row in match_summaries(evaluations).unmatched if is_number(row.score)
        ]
    return scores


RULES: tuple[Rule, ...] = (grades_counted_differ_from_the_scores,)
