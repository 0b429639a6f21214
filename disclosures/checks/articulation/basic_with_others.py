"""X0506, X0609: 基本支出决算明细表 with 一般公共预算财政拨款支出决算表 and with “三公”经费."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.articulation.three_public_expenses import expense
from disclosures.checks.books import Books
from disclosures.checks.equation import Equation, Relation, Within, sum_of
from disclosures.checks.rule import Rule, equations
from disclosures.final_accounts.records import StatementKey

GENERAL = StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE
BASIC = StatementKey.BASIC_EXPENDITURE
THREE = StatementKey.THREE_PUBLIC_EXPENSES
BASIS = "部门决算报表编制说明：一般公共预算财政拨款支出决算表与基本支出决算明细表 表间勾稽关系"
HABIT = "同一缴费在功能分类与经济分类中通常一致；管理惯例，非会计恒等式"
PART_OF_WHOLE = "“三公”经费支出含基本支出和项目支出，基本支出为其部分"
ROUGHLY = Decimal("0.05")


def _item_equals_account(books: Books, item: str, account: str) -> Iterator[Relation]:
    basic, general = books.statement(BASIC), books.statement(GENERAL)
    if basic.has_code(item) and general.has_code(account):
        yield (basic.row(item)["amount"] == general.row(account)["basic"]).at(item, account)


def _item_within_expense(books: Books, item: str, name: str) -> Iterator[Relation]:
    basic, three = books.statement(BASIC), books.statement(THREE)
    if basic.has_code(item):
        part, whole = basic.row(item)["amount"], expense(three, "actual", name)
        yield (part <= whole).at(item, f"actual.{name}").with_habits(part == whole)


@equations("X0506-01", needs=[GENERAL, BASIC], basis=BASIS)
def basic_expenditure_is_personnel_and_operating(books: Books) -> Iterator[Relation]:
    """基本支出 of the general public budget differs from 人员经费 and 公用经费 together.

    **Wrong**   05 合计 基本支出 100.00   06 人员经费合计 80.00   公用经费合计 10.00
    **Right**   05 合计 基本支出  90.00   06 人员经费合计 80.00   公用经费合计 10.00
    """
    general, basic = books.statement(GENERAL), books.statement(BASIC)
    parts = basic.required("personnel_total")["amount"] + basic.required("operating_total")["amount"]
    yield (general.grand_total("basic") == parts).at("total", "basic")


@equations("X0506-02", needs=[GENERAL, BASIC], basis=HABIT)
def pension_contributions_agree(books: Books) -> Iterator[Relation]:
    """基本养老保险缴费 (30108) differs from the basic expenditure of 2080505. Habit, not identity.

    **Wrong**   06 30108 117.10   05 2080505 基本支出 110.00
    **Right**   06 30108 117.10   05 2080505 基本支出 117.10
    """
    yield from _item_equals_account(books, "30108", "2080505")


@equations("X0506-03", needs=[GENERAL, BASIC], basis=HABIT)
def annuity_contributions_agree(books: Books) -> Iterator[Relation]:
    """职业年金缴费 (30109) differs from the basic expenditure of 2080506. Habit, not identity.

    **Wrong**   06 30109 54.88   05 2080506 基本支出 50.00
    **Right**   06 30109 54.88   05 2080506 基本支出 54.88
    """
    yield from _item_equals_account(books, "30109", "2080506")


@equations("X0506-04", needs=[GENERAL, BASIC], basis=HABIT)
def housing_fund_agrees(books: Books) -> Iterator[Relation]:
    """住房公积金 (30113) differs from the basic expenditure of 2210201. Habit, not identity.

    **Wrong**   06 30113 126.71   05 2210201 基本支出 120.00
    **Right**   06 30113 126.71   05 2210201 基本支出 126.71
    """
    yield from _item_equals_account(books, "30113", "2210201")


@equations("X0506-05", needs=[GENERAL, BASIC], basis=HABIT)
def medical_insurance_roughly_agrees(books: Books) -> Iterator[Relation]:
    """医疗保险缴费 (30110, 30111) is more than five per cent off the basic expenditure of 21011.

    **Wrong**   06 30110 50.00   30111 10.00   05 21011 基本支出 80.00
    **Right**   06 30110 50.00   30111 30.00   05 21011 基本支出 80.00
    """
    basic, general = books.statement(BASIC), books.statement(GENERAL)
    items = [basic.row(code)["amount"] for code in ("30110", "30111") if basic.has_code(code)]
    if items and general.has_code("21011"):
        account = general.row("21011")["basic"]
        likely = ROUGHLY * (account.value or Decimal(0))
        agree = (sum_of(items) == account).within(Within(likely)).with_habits(*_insured(books))
        yield agree.at("30110", "21011").without_witness()


def _insured(books: Books) -> Iterator[Equation]:
    """Medical insurance by the accounts that pay it: 2101103 is that of civil servants."""
    basic, general = books.statement(BASIC), books.statement(GENERAL)
    for item, accounts in (("30110", ("2101101", "2101102")), ("30111", ("2101103",))):
        paid = [general.row(code)["basic"] for code in accounts if general.has_code(code)]
        if paid and basic.has_code(item):
            yield basic.row(item)["amount"] == sum_of(paid)


@equations("X0609-01", needs=[BASIC, THREE], basis=PART_OF_WHOLE)
def travel_abroad_is_part_of_three_public(books: Books) -> Iterator[Relation]:
    """因公出国（境）费用 (30212) of basic expenditure exceeds that of the three public expenses.

    **Wrong**   06 30212 13.24   09 决算数 因公出国（境）费 0.00
    **Right**   06 30212 13.24   09 决算数 因公出国（境）费 13.24
    """
    yield from _item_within_expense(books, "30212", "overseas")


@equations("X0609-02", needs=[BASIC, THREE], basis=PART_OF_WHOLE)
def receptions_are_part_of_three_public(books: Books) -> Iterator[Relation]:
    """公务接待费 (30217) of basic expenditure exceeds that of the three public expenses.

    **Wrong**   06 30217 8.31   09 决算数 公务接待费 0.30
    **Right**   06 30217 8.31   09 决算数 公务接待费 8.31
    """
    yield from _item_within_expense(books, "30217", "reception")


@equations("X0609-03", needs=[BASIC, THREE], basis=PART_OF_WHOLE)
def vehicle_operation_is_part_of_three_public(books: Books) -> Iterator[Relation]:
    """公务用车运行维护费 (30231) of basic expenditure exceeds that of the three public expenses.

    **Wrong**   06 30231 81.11   09 决算数 公务用车运行维护费 19.56
    **Right**   06 30231 19.56   09 决算数 公务用车运行维护费 81.11
    """
    yield from _item_within_expense(books, "30231", "vehicle_operation")


@equations("X0609-04", needs=[BASIC, THREE], basis=PART_OF_WHOLE)
def vehicle_purchase_is_part_of_three_public(books: Books) -> Iterator[Relation]:
    """公务用车购置 (31013) of basic expenditure exceeds that of the three public expenses.

    **Wrong**   06 31013 18.00   09 决算数 公务用车购置费 0.00
    **Right**   06 31013 18.00   09 决算数 公务用车购置费 18.00
    """
    yield from _item_within_expense(books, "31013", "vehicle_purchase")


RULES: tuple[Rule, ...] = (
    basic_expenditure_is_personnel_and_operating,
    pension_contributions_agree,
    annuity_contributions_agree,
    housing_fund_agrees,
    medical_insurance_roughly_agrees,
    travel_abroad_is_part_of_three_public,
    receptions_are_part_of_three_public,
    vehicle_operation_is_part_of_three_public,
    vehicle_purchase_is_part_of_three_public,
)
