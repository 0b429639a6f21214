"""T06: 一般公共预算财政拨款基本支出决算(明细)表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.accounts import parents_add_up, rows_add_across, total_adds_up
from disclosures.checks.articulation.conditions import BASIC_EXPENDITURE_HAS_COLUMNS
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.row import total
from disclosures.checks.rule import Judgement, Rule, defect, defects, equations, holds, undecidable
from disclosures.final_accounts.records import StatementKey

BASIC = StatementKey.BASIC_EXPENDITURE
PERSONNEL = ("301", "303")
UNUSUAL = {
    "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）",
    "311": "对企业补助（基本建设）",
    "312": "对企业补助",
    "399": "其他支出",
}
KINDS = ("personnel", "operating")
BASIS = "部门决算报表编制说明：一般公共预算财政拨款基本支出决算明细表 表内勾稽关系"


@equations("T06-01", needs=[BASIC], basis=BASIS)
def category_is_sum_of_its_items(books: Books) -> Iterator[Relation]:
    """An economic category (类) differs from the sum of its items (款), whichever of them are printed.

    **Wrong**   302 商品和服务支出 10.00   30201 办公费 6.00   30207 邮电费 3.00
    **Right**   302 商品和服务支出  9.00   30201 办公费 6.00   30207 邮电费 3.00
    """
    view = books.statement(BASIC)
    yield from parents_add_up(view, ("amount",))
    for category, items in view.missing_parents():
        yield (category["amount"] == total(items, "amount")).at(category.id, "amount")


@equations("T06-02", needs=[BASIC], basis=BASIS)
def personnel_is_wages_and_benefits(books: Books) -> Iterator[Relation]:
    """人员经费合计 differs from 工资福利支出 (301) and 对个人和家庭的补助 (303).

    **Wrong**   人员经费合计 100.00   301 工资福利支出 80.00   303 对个人和家庭的补助 10.00
    **Right**   人员经费合计  90.00   301 工资福利支出 80.00   303 对个人和家庭的补助 10.00
    """
    view = books.statement(BASIC)
    rows = [r for r in view.top_level if (r.code or "").startswith(PERSONNEL)]
    categories = total(rows, "amount") + view.unaccounted("amount")
    yield (view.required("personnel_total")["amount"] == categories).at("personnel_total", "amount")


@equations("T06-03", needs=[BASIC], basis=BASIS)
def operating_is_all_other_categories(books: Books) -> Iterator[Relation]:
    """公用经费合计 differs from the sum of all categories other than 301 and 303.

    **Wrong**   公用经费合计 15.00   302 商品和服务支出 10.00   310 资本性支出 2.00
    **Right**   公用经费合计 12.00   302 商品和服务支出 10.00   310 资本性支出 2.00
    """
    view = books.statement(BASIC)
    rows = [r for r in view.top_level if not (r.code or "").startswith(PERSONNEL)]
    categories = total(rows, "amount") + view.unaccounted("amount")
    yield (view.required("operating_total")["amount"] == categories).at("operating_total", "amount")


@defects(
    "T06-04",
    needs=[BASIC],
    basis="《政府收支分类科目》支出经济分类：309、311 反映基本建设支出，不属于基本支出",
)
def category_unusual_in_basic_expenditure(books: Books) -> Iterator[Judgement]:
    """A category that basic expenditure normally does not have is not zero. Worth a look, not wrong.

    **Wrong**   309 资本性支出（基本建设） 12.00
    **Right**   309 资本性支出（基本建设）  0.00   310 资本性支出 12.00
    """
    view = books.statement(BASIC)
    for code, name in UNUSUAL.items():
        if not view.has_code(code):
            continue
        figure = view.row(code)["amount"]
        if not figure.known:
            yield undecidable(
                code, code="unreadable", zh=f"{code} {name}无法读取", en=f"{code} is unreadable"
            )
        elif figure.is_zero:
            yield holds(code, evidence=[figure])
        else:
            yield defect(
                code,
                zh=f"基本支出中列有{code}“{name}”{figure.text}，通常不属于基本支出，请核实。",
                en=f"Basic expenditure has {figure.text} under {code} {name}; which is rare: verify.",
                evidence=[figure],
                printed=figure.text,
            )


@equations("T06-05", needs=[BASIC], applies_when=BASIC_EXPENDITURE_HAS_COLUMNS, basis=BASIS)
def columns_add_up(books: Books) -> Iterator[Relation]:
    """The columns 人员经费 and 公用经费 differ from the amount beside them, or from what stands below.

    **Wrong**   30201 办公费   合计 6.00   人员经费        公用经费 5.00
    **Right**   30201 办公费   合计 6.00   人员经费        公用经费 6.00
    """
    view = books.statement(BASIC)
    yield from rows_add_across(view, "amount", KINDS)
    yield from parents_add_up(view, KINDS)
    if view.total is not None:
        yield from total_adds_up(view, ("amount", *KINDS))


RULES: tuple[Rule, ...] = (
    category_is_sum_of_its_items,
    personnel_is_wages_and_benefits,
    operating_is_all_other_categories,
    category_unusual_in_basic_expenditure,
    columns_add_up,
)
