"""科目: account codes and names, functional and economic."""

from disclosures.checks.classification import account_names, account_structure
from disclosures.checks.rule import Rule

RULES: tuple[Rule, ...] = (*account_names.RULES, *account_structure.RULES)
