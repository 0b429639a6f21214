"""What stands in the head of a self-evaluation form: its title, labels, codes before names."""

from __future__ import annotations

import re

from evaluations.reading.records import FormKind
from evaluations.reading.rows import GridRow

FORM_TITLE = re.compile(r".{0,60}绩效自评(?:表|价表)|.{0,60}自评表")
YEAR = re.compile(r"(20\d{2})年")
UNIT = re.compile(r"(?:金额)?单位[:：](万元|元|亿元|千元)|\((万元|元)\)")
NAME_LABEL = re.compile(
    r"(?:(?:一级|[省市县区]级)?(?:预算)?(?P<whole>部门|单位)|项目|转移支付|专项|政策|资金)"
    r"(?:\((?:专项|项目|单位|部门)\))?名称[:：]?$"
)
_CODE = re.compile(
    r"[\[【(（](?P<bracketed>\w{3,})[\])】）]\s*|(?!20\d\d[-—])(?P<before>\d{3}[0-9A-Z]*)[-—]\s*(?=[一-龥])"
)
_BLANK_IN_CODE = re.compile(r"(?<=[0-9A-Z])\s+(?=[0-9A-Z]+[-—\])】）])")
HEAD_LABELS = {
    "department": re.compile(r"(?:市级|省级|中央)?主管(?:部门|单位)(?:及代码)?(?:\([^)]*\))?[:：]?$"),
    "implementing_unit": re.compile(r"(?:(?:项目)?实施(?:部门|单位)|资金使用单位)(?:\([^)]*\))?[:：]?$"),
    "project_code": re.compile(r"项目(?:编码|代码)[:：]?$"),
}
TOTAL_ABOVE = re.compile(r"自评总分(?:\(分\))?[:：]?$")
_OTHER_LABEL = re.compile(
    r"联系(?:电话|人)|项目(?:负责人|类[别型]|属性)|地方主管部门|资金使用单位|预算(?:年度|单位)"
)


def kind_of_form(title: str, row: GridRow) -> FormKind:
    label = row.first_text
    if "转移支付" in title or label.startswith("转移支付"):
        return FormKind.TRANSFER
    if "整体" in title or _names_a_department(label):
        return FormKind.DEPARTMENT
    return FormKind.PROJECT


def _names_a_department(label: str) -> bool:
    match = NAME_LABEL.match(label)
    return match is not None and match["whole"] is not None


def is_head_label(text: str) -> bool:
    return bool(
        NAME_LABEL.match(text)
        or _OTHER_LABEL.match(text)
        or any(alias.match(text) for alias in HEAD_LABELS.values())
    )


def split_code(name: str) -> tuple[str | None, str]:
    """A code before a name: [01000022P000000000001]道路养护经费, 219001-某某镇人民政府.

    Where a narrow cell has broken the code over lines, a blank is left in it.
    """
    match = _CODE.match(joined := _BLANK_IN_CODE.sub("", name))
    name = joined if match is not None else name
    if match is None or match.end() >= len(name):
        return None, name
    return match["bracketed"] or match["before"], name[match.end() :]
