"""绩效: PRF self-evaluation forms, EVL evaluation reports, NAR-31 … NAR-34 the narrative beside them."""

from disclosures.checks.rule import Rule
from evaluations.checks import (
    form_budget,
    form_points,
    form_targets,
    form_words,
    forms_together,
    narrative,
    narrative_grades,
    project_money,
    report_computations,
    report_details,
    report_elsewhere,
    report_points,
    report_quotations,
    report_tables,
    report_totals,
    report_years,
)

RULES: tuple[Rule, ...] = (
    *narrative.RULES,
    *narrative_grades.RULES,
    *form_budget.RULES,
    *form_points.RULES,
    *form_targets.RULES,
    *form_words.RULES,
    *forms_together.RULES,
    *project_money.RULES,
    *report_points.RULES,
    *report_totals.RULES,
    *report_tables.RULES,
    *report_elsewhere.RULES,
    *report_computations.RULES,
    *report_quotations.RULES,
    *report_years.RULES,
    *report_details.RULES,
)
