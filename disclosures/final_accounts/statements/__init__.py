"""The nine public statements, one file each: what they are called, headed and made of."""

from disclosures.final_accounts.statements import (
    basic_expenditure,
    expenditure,
    fiscal_appropriation,
    general_public_budget_expenditure,
    government_managed_funds,
    income,
    income_and_expenditure,
    state_capital,
    three_public_expenses,
)
from disclosures.final_accounts.statements.form import Form

FORMS: tuple[Form, ...] = tuple(
    statement.FORM
    for statement in (
        income_and_expenditure,
        income,
        expenditure,
        fiscal_appropriation,
        general_public_budget_expenditure,
        basic_expenditure,
        government_managed_funds,
        state_capital,
        three_public_expenses,
    )
)
