"""完整性: whether everything that must be published is there."""

from disclosures.checks.completeness import parts, statements
from disclosures.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    statements.statement_is_missing,
    parts.part_is_missing,
    statements.empty_statement_is_not_explained,
    parts.number_of_units_is_another,
)
