"""Headings one after the other: the columns where one arrangement makes sense, otherwise none."""

from __future__ import annotations

import pytest

from disclosures.documents.model import Place
from disclosures.final_accounts.flattened.headings import Layer, layer_of
from disclosures.final_accounts.flattened.pieces import Piece
from disclosures.final_accounts.records import StatementKey
from disclosures.final_accounts.statements import FORMS


def _layer(key: StatementKey, printed: str) -> Layer | None:
    form = next(form for form in FORMS if form.key is key)
    return layer_of([Piece(text, Place(), 0, 0) for text in printed.split()], form)


@pytest.mark.parametrize(
    ("key", "printed", "measures"),
    [
        (
            StatementKey.FISCAL_APPROPRIATION,
            "收入 支出 项目 行次 金额 项目 行次 合计 一般公共预算财政拨款 政府性基金预算财政拨款 "
            "国有资本经营预算财政拨款",
            "amount total general_public_budget government_managed_funds state_capital",
        ),
        (
            StatementKey.GOVERNMENT_MANAGED_FUNDS,
            "项目 年初结转和结余 本年收入 本年支出 年末结转和结余 科目编码 科目名称 小计 基本支出 项目支出",
            "opening_balance income total basic project closing_balance",
        ),
        (
            StatementKey.EXPENDITURE,
            "项目 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出 "
            "支出功能分类科目编码 科目名称 类 款 项",
            "total basic project to_superiors business to_affiliates",
        ),
        (
            StatementKey.BASIC_EXPENDITURE,
            "人员经费 公用经费 科目编码 科目名称 金额 科目编码 科目名称 金额 科目编码 科目名称 金额",
            "amount amount amount",
        ),
        (
            StatementKey.THREE_PUBLIC_EXPENSES,
            "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 预算数 决算数 预算数 决算数 小计 "
            "公务用车购置费 公务用车运行维护费 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数",
            "budget.total actual.total budget.overseas actual.overseas budget.vehicles actual.vehicles "
            "budget.vehicle_purchase actual.vehicle_purchase budget.vehicle_operation "
            "actual.vehicle_operation budget.reception actual.reception",
        ),
    ],
)
def test_the_columns_in_their_order(key: StatementKey, printed: str, measures: str) -> None:
    layer = _layer(key, printed)
    assert layer is not None
    assert " ".join(column.measure for column in layer.columns.measures()) == measures


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        (
            StatementKey.FISCAL_APPROPRIATION,
            "收入 支出 项目 金额 合计 一般公共预算财政拨款 政府性基金预算财政拨款",
        ),
        (StatementKey.EXPENDITURE, "项目 本年支出合计 基本支出"),
        (StatementKey.INCOME, "科目编码 科目名称 本年收入合计 财政拨款收入 财政拨款收入 其他收入"),
        (
            StatementKey.THREE_PUBLIC_EXPENSES,
            "预算数 决算数 合计 因公出国（境）费 公务接待费 合计 因公出国（境）费",
        ),
    ],
)
def test_headings_that_are_not_whole_tell_no_columns(key: StatementKey, printed: str) -> None:
    assert _layer(key, printed) is None
