"""Which headings publishers print below which, where headings are stacked."""

from __future__ import annotations

from collections.abc import Sequence

from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.statements.form import (
    Form,
    Layout,
    is_code_heading,
    is_generic_heading,
    is_label_heading,
    is_line_number_heading,
    phase_of,
)

SIDES = ("收入", "支出")
BLOCKS = ("人员经费", "公用经费", "日常公用经费")
_PARTS_OF_BASIC = (*BLOCKS, "人员支出", "公用支出")
_LEVELS = ("类", "款", "项")
_VEHICLE_PARTS = ("vehicle_purchase", "vehicle_operation")


def may_stand_below(form: Form, above: Sequence[str], text: str) -> bool:
    """Whether publishers print a heading below others."""
    parent = above[-1]
    if is_code_heading(parent) and not is_label_heading(parent):
        return fold(text) in _LEVELS
    if is_label_heading(parent):
        return is_code_heading(text) or is_label_heading(text)
    if is_line_number_heading(parent):
        return False
    if form.layout is Layout.TWO_SIDED:
        return _may_stand_below_side(form, above, text)
    if form.layout is Layout.ITEMS:
        return _may_stand_below_item(form, above, text)
    if form.layout is Layout.ECONOMIC and len(above) == 1 and fold(parent) in BLOCKS:
        return is_code_heading(text) or is_label_heading(text) or _names_nothing_more(text)
    if phase_of(parent) is not None and not is_generic_heading(parent):
        return form.column(text) is not None or is_generic_heading(text)
    measure = form.column(parent)
    if measure == "basic" or (form.layout is Layout.ECONOMIC and fold(parent) == "基本支出"):
        return is_generic_heading(text) or fold(text) in _PARTS_OF_BASIC
    return measure == form.default and (is_generic_heading(text) or form.column(text) in ("basic", "project"))


def _names_nothing_more(text: str) -> bool:
    return is_generic_heading(text) or phase_of(text) is not None


def _may_stand_below_side(form: Form, above: Sequence[str], text: str) -> bool:
    is_expenditure = fold(above[0]) == "支出"
    names_budget = is_expenditure and form.column(text) is not None and not _names_nothing_more(text)
    if len(above) == 1 and fold(above[0]) in SIDES:
        is_name = is_label_heading(text) or is_line_number_heading(text)
        return is_name or _names_nothing_more(text) or names_budget
    return is_expenditure and _names_nothing_more(above[-1]) and (is_generic_heading(text) or names_budget)


def _may_stand_below_item(form: Form, above: Sequence[str], text: str) -> bool:
    has_phase = any(phase_of(heading) is not None for heading in above)
    item, parent = form.column(text), form.column(above[-1])
    if parent == "vehicles" and (is_generic_heading(text) or item in _VEHICLE_PARTS):
        return True
    if phase_of(text) is not None and item is None:
        return not has_phase and (parent is not None or is_generic_heading(above[-1]))
    return phase_of(above[-1]) is not None and (item is not None or is_generic_heading(text))
