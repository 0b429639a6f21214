"""Documents that hold no disclosure of one department's final accounts, and what to say of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.model import Document
from disclosures.final_accounts.flattened import COLUMNS_NOT_PROVEN
from disclosures.final_accounts.identity import Identity, is_same_department
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.printed import Printed
from disclosures.final_accounts.records import AmountState

_BUDGET = re.compile(r"(?:部门|单位)预算|预算公开|预算(?:总)?表")
_ACCOUNTS = re.compile(r"(?:部门|单位)决算|决算公开|决算(?:总|明细)?表")
_INTERNAL = re.compile(r"财决\d")


def refuse_unless_final_accounts(
    document: Document, printings: Sequence[Printed], identity: Identity
) -> None:
    """Raises `Unreadable` with the code and a sentence the publisher can act on."""
    has_amounts = any(
        figure.amount.state is AmountState.VALUE
        for printed in printings
        for line in printed.lines
        for figure in line.figures
    )
    if identity.is_placeholder and not has_amounts:
        raise _template()
    if not any(printed.lines for printed in printings):
        raise _budget() if _is_budget(document) else _not_final_accounts(document)
    if all(_INTERNAL.match(printed.captions.form_number or "") for printed in printings):
        raise _internal()
    departments = _departments_with_own_statements(printings)
    if len(departments) > 1:
        raise _several(departments)


def _is_budget(document: Document) -> bool:
    """Whether the short lines, titles and headings above all, speak of budgets rather than accounts."""
    budget = accounts = 0
    for paragraph in document.paragraphs():
        text = fold(paragraph.text)
        if len(text) < 60:
            budget += len(_BUDGET.findall(text))
            accounts += len(_ACCOUNTS.findall(text))
    return budget > accounts


def _departments_with_own_statements(printings: Sequence[Printed]) -> list[str]:
    """Departments for which statements of one kind are printed apart; one, or none, in a sound document.

    One differing caption is a slip, reported as a contradiction. Two statements each printed for two
    departments are two disclosures in one file.
    """
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for printed in printings:
        name = printed.captions.department
        if name and not any(is_same_department(name, known) for known in by_key[printed.form.key]):
            by_key[printed.form.key].append(name)
    several = [names for names in by_key.values() if len(names) > 1]
    return several[0] if len(several) > 1 else []


def _template() -> Unreadable:
    return Unreadable(
        UnreadableCode.TEMPLATE_NOT_FILLED_IN,
        zh="这是尚未填写的模板：部门名称或年度仍为 XX，各表没有数字。请填写后重新上传。",
        en="This is a template nobody has filled in: the department or year still reads XX and the "
        "statements hold no figures. Fill it in and upload it again.",
    )


def _budget() -> Unreadable:
    return Unreadable(
        UnreadableCode.BUDGET_NOT_FINAL_ACCOUNTS,
        zh="这是部门预算，不是部门决算。请上传部门决算公开文件。",
        en="This is a department's budget, not its final accounts. Upload the final accounts disclosure.",
    )


def _internal() -> Unreadable:
    return Unreadable(
        UnreadableCode.NOT_FINAL_ACCOUNTS,
        zh="这是单位内部的决算报表（财决表），不是对外公开的部门决算。请上传含“公开01表”至“公开09表”的公开文件。",
        en="These are the internal report forms (财决 tables), not the public disclosure. Upload the "
        "document with the nine public statements.",
    )


def _several(departments: Sequence[str]) -> Unreadable:
    names = "、".join(departments)
    return Unreadable(
        UnreadableCode.SEVERAL_DEPARTMENTS,
        zh=f"文件中有多个部门的决算（{names}）。请按部门拆分，一个部门一个文件。",
        en=f"The file holds the final accounts of several departments ({names}). "
        "Split it into one file a department.",
    )


def _not_final_accounts(document: Document) -> Unreadable:
    if any(note.code == COLUMNS_NOT_PROVEN for note in document.notes):
        return Unreadable(
            UnreadableCode.NOT_FINAL_ACCOUNTS,
            zh="文件中公开报表的单元格逐行列出、没有表格，无法确定各数字属于哪一列。请以表格形式公开各报表。",
            en="The statements are printed cell by cell, line after line, without tables; which column a "
            "figure belongs to is not certain. Publish them as tables.",
        )
    if any("决算" in paragraph.text for paragraph in document.paragraphs()):
        return Unreadable(
            UnreadableCode.NOT_FINAL_ACCOUNTS,
            zh="文件提到决算，但没有可以识别的公开报表（报表可能是图片，或在另外的文件中）。"
            "请上传含有九张公开报表的部门决算公开文件。",
            en="The file speaks of final accounts but holds none of the nine public statements in a form "
            "that can be read (they may be pictures, or in another file). Upload the complete disclosure.",
        )
    return Unreadable(
        UnreadableCode.NOT_FINAL_ACCOUNTS,
        zh="文件中没有部门决算的公开报表。请上传部门决算公开文件。",
        en="The file holds none of the public statements of final accounts. Upload a final accounts "
        "disclosure.",
    )
