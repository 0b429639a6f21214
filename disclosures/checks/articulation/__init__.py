"""勾稽关系: T within a statement, X between statements, R what rounding leaves over."""

from disclosures.checks.articulation import (
    accounts_with_fiscal_accounts,
    basic_expenditure,
    basic_with_others,
    budgets,
    expenditure,
    fiscal_appropriation,
    fiscal_with_budgets,
    form_of_lines,
    general_public_budget_expenditure,
    income,
    income_and_expenditure,
    overall_with_accounts,
    overall_with_fiscal,
    tails,
    three_public_expenses,
)
from disclosures.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *income_and_expenditure.RULES,
    *form_of_lines.RULES,
    *income.RULES,
    *expenditure.RULES,
    *fiscal_appropriation.RULES,
    *general_public_budget_expenditure.RULES,
    *basic_expenditure.RULES,
    *budgets.RULES,
    *three_public_expenses.RULES,
    *overall_with_accounts.RULES,
    *overall_with_fiscal.RULES,
    *accounts_with_fiscal_accounts.RULES,
    *fiscal_with_budgets.RULES,
    *basic_with_others.RULES,
    *tails.RULES,
)
