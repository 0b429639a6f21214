"""CLS-01, 02, 07, 09, 10: codes and names against the lists of the year and against each other."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.account_list import AccountName, Classification
from disclosures.checks.books import Books
from disclosures.checks.classification.names import folded, without_ordinal
from disclosures.checks.classification.printed_accounts import TWO_SIDED, name_evidence, printed_names
from disclosures.checks.finding import Evidence
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds, undecidable
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Side, StatementKey

LIST_OF_YEAR = "《政府收支分类科目》当年版"
BASIC = StatementKey.BASIC_EXPENDITURE


@defects("CLS-01", basis=LIST_OF_YEAR)
def code_is_not_in_the_list(books: Books) -> Iterator[Judgement]:
    """A functional code is not in the complete list of the year. With a partial list it is only unknown.

    **Wrong**   2010388 行政运行
    **Right**   2010301 行政运行
    """
    for code, printings in printed_names(books).items():
        yield _known(books, Classification.FUNCTIONAL, code, printings)


@defects("CLS-02", basis=LIST_OF_YEAR)
def name_does_not_match_its_code(books: Books) -> Iterator[Judgement]:
    """The printed name is not the name of the functional code in the year.

    **Wrong**   2080505 机关事业单位职业年金缴费支出
    **Right**   2080505 机关事业单位基本养老保险缴费支出
    """
    for code, printings in printed_names(books).items():
        yield _named(books, Classification.FUNCTIONAL, code, printings)


@defects("CLS-07", basis="同一科目编码在各表中名称一致")
def account_has_two_names(books: Books) -> Iterator[Judgement]:
    """A code has different names in two statements of the document.

    **Wrong**   03 2010350 事业运行   05 2010350 事业单位运行
    **Right**   03 2010350 事业运行   05 2010350 事业运行
    """
    for code, printings in printed_names(books).items():
        if len(printings) < 2:
            continue
        names = dict.fromkeys(folded(p.text) for p in printings)
        if len(names) == 1:
            yield holds(code)
            continue
        shown = "、".join(f"“{name}”" for name in names)
        yield defect(
            code,
            zh=f"科目{code}在各表中名称不一致：{shown}。",
            en=f"The account {code} has different names in the statements: {shown}.",
            evidence=printings,
            printed=shown,
        )


@defects("CLS-09", needs=[BASIC], basis="《支出经济分类科目》当年版")
def economic_account_is_wrong(books: Books) -> Iterator[Judgement]:
    """An economic code or its name is not that of the list of the year.

    **Wrong**   30217 公务用车运行维护费
    **Right**   30217 公务接待费
    """
    view = books.statement(BASIC)
    for row in view.accounts:
        printings = [name_evidence(view, row)]
        known = _known(books, Classification.ECONOMIC, row.code or "", printings)
        yield (
            _named(books, Classification.ECONOMIC, row.code or "", printings) if not known.message else known
        )


@defects("CLS-10", basis="部门决算公开01表、04表表样：支出功能分类名称及次序")
def class_lines_differ_from_the_form(books: Books) -> Iterator[Judgement]:
    """A class line of 01 or 04 has a name that no list has, or stands out of order.

    **Wrong**   一、一般公共预算服务支出   三、国防支出   二、外交支出
    **Right**   一、一般公共服务支出   二、外交支出   三、国防支出
    """
    for key in TWO_SIDED:
        if books.has(key):
            yield from _class_lines(books, books.statement(key))


def _class_lines(books: Books, view: StatementView) -> Iterator[Judgement]:
    codes = [row.code or "" for row in view.classes]
    if codes != sorted(codes):
        zh, en = (
            f"《{view.title}》功能分类各行次序与表样不符。",
            f"The classes of {view.title} are out of order.",
        )
        yield defect(f"{view.key},order", zh=zh, en=en, printed="、".join(codes))
    elif codes:
        yield holds(f"{view.key},order")
    for row in view.classes:
        evidence = name_evidence(view, row)
        yield _class_name(books, view, row.code or "", evidence)
    for row in view.rows:
        line = row.line
        if line and line.side is Side.EXPENDITURE and line.item is None and _is_numbered(line.label):
            yield _unknown_class(view, name_evidence(view, row))


def _class_name(books: Books, view: StatementView, code: str, printed: Evidence) -> Judgement:
    name = f"{view.key},{code}"
    valid = _valid_names(books, Classification.FUNCTIONAL, code)
    label = folded(without_ordinal(printed.text))
    if label in _folded_names(valid or _other_names(books, Classification.FUNCTIONAL, code)):
        return holds(name)
    if not valid:
        zh, en = f"{code}当年名称未经确认", f"the name of {code} in the year is not confirmed"
        return undecidable(name, code="name_unknown", zh=zh, en=en)
    expected = valid[0].name
    return defect(
        name,
        zh=f"《{view.title}》“{printed.text}”与表样名称“{expected}”不符。",
        en=f"{view.title}: “{printed.text}” is not the form's name {expected}.",
        evidence=[printed],
        expected=expected,
        printed=printed.text,
    )


def _unknown_class(view: StatementView, printed: Evidence) -> Judgement:
    return defect(
        f"{view.key},{folded(printed.text)}",
        zh=f"《{view.title}》“{printed.text}”不是任何表样中的功能分类名称。",
        en=f"{view.title}: no form has a class “{printed.text}”.",
        evidence=[printed],
        printed=printed.text,
    )


def _is_numbered(label: str) -> bool:
    return without_ordinal(label) != label.replace(" ", "") and label.rstrip().endswith("支出")


def _known(books: Books, kind: Classification, code: str, printings: list[Evidence]) -> Judgement:
    """Whether the code is in the list of the year, as far as the list is known."""
    year = books.accounts.fiscal_year
    if year is None:
        return undecidable(code, code="year_unknown", zh="决算年度未知", en="the fiscal year is not known")
    names = books.account_list.names(kind, code)
    if any(name.covers(year) for name in names):
        return holds(code, evidence=printings)
    if not books.account_list.is_complete(kind, year):
        zh, en = f"{year}年科目表未收全，{code}未知", f"the list of {year} is not complete; {code} is unknown"
        return undecidable(code, code="code_unknown", zh=zh, en=en)
    return defect(
        code,
        zh=f"{code}“{printings[0].text}”不在{year}年科目表中。",
        en=f"{code} {printings[0].text} is not in the list of accounts of {year}.",
        evidence=printings,
        printed=code,
    )


def _named(books: Books, kind: Classification, code: str, printings: list[Evidence]) -> Judgement:
    """Whether every printing of the name is a name of the code in the year."""
    valid = _valid_names(books, kind, code)
    names = _folded_names(valid or _other_names(books, kind, code))
    wrong = [p for p in printings if folded(p.text) not in names]
    if not wrong:
        return holds(code, evidence=printings)
    if not valid:
        zh, en = f"{code}当年名称未经确认", f"the name of {code} in the year is not confirmed"
        return undecidable(code, code="name_unknown", zh=zh, en=en)
    expected = valid[0].name
    return defect(
        code,
        zh=f"科目{code}的名称应为“{expected}”，文中为“{wrong[0].text}”。",
        en=f"The account {code} is named {expected}; the document prints {wrong[0].text}.",
        evidence=wrong,
        expected=expected,
        printed=wrong[0].text,
    )


def _valid_names(books: Books, kind: Classification, code: str) -> list[AccountName]:
    """The confirmed names of the code in the fiscal year."""
    year = books.accounts.fiscal_year
    names = books.account_list.names(kind, code)
    return [n for n in names if year is not None and n.confirmed and n.covers(year)]


def _other_names(books: Books, kind: Classification, code: str) -> list[AccountName]:
    """Names not known to hold in the year, nor known not to: a match is one, a difference proves nothing."""
    return list(books.account_list.names(kind, code))


def _folded_names(names: list[AccountName]) -> set[str]:
    return {folded(name.name) for name in names}


RULES: tuple[Rule, ...] = (
    code_is_not_in_the_list,
    name_does_not_match_its_code,
    account_has_two_names,
    economic_account_is_wrong,
    class_lines_differ_from_the_form,
)
