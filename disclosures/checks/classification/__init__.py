"""科目: account codes and names, functional and economic."""

from disclosures.checks.classification import account_levels, account_names, account_use
from disclosures.checks.rule import Rule

RULES: tuple[Rule, ...] = (*account_names.RULES, *account_levels.RULES, *account_use.RULES)
