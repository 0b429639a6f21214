"""绩效: PRF self-evaluation forms, EVL evaluation reports, NAR-31 … NAR-34 the narrative beside them."""

from disclosures.checks.rule import Rule
from evaluations.checks import (
    form_budget,
    form_points,
    form_targets,
    form_words,
    forms_together,
    narrative,
    project_money,
    report_details,
    report_points,
    report_text,
    report_totals,
)

RULES: tuple[Rule, ...] = (
    *narrative.RULES,
    *form_budget.RULES,
    *form_points.RULES,
    *form_targets.RULES,
    *form_words.RULES,
    *forms_together.RULES,
    *project_money.RULES,
    *report_points.RULES,
    *report_totals.RULES,
    *report_text.RULES,
    *report_details.RULES,
)
