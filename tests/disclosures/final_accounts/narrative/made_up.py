"""Narratives of made-up accounts, in the wordings of several provinces. Every figure in them is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from disclosures.documents.model import Document, Paragraph, Place
from disclosures.final_accounts.narrative import read_claims
from disclosures.final_accounts.records import ExpenditureBlock, FinalAccounts, Line, Side, StatementKey
from tests.layouts.generate import random_accounts

ZERO = Decimal(0)
CENT = Decimal("0.01")
INCOMES = {
    "fiscal_appropriation": "财政拨款收入",
    "superior_subsidies": "上级补助收入",
    "institutional": "事业收入",
    "business": "经营收入",
    "from_affiliates": "附属单位上缴收入",
    "other": "其他收入",
}
EXPENDITURES = {
    "basic": "基本支出",
    "project": "项目支出",
    "to_superiors": "上缴上级支出",
    "business": "经营支出",
    "to_affiliates": "对附属单位补助支出",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How a province says it. Braces are filled with figures, `change` with 增加1.00万元，增长2.00%."""

    name: str
    overall: str
    income: str
    item: str
    expenditure: str
    fiscal: str
    general: str
    structure: str
    budget: str
    account: str
    basic: str
    nothing: str
    travel: str
    travel_item: str
    operating: str
    procurement: str
    vehicles: str
    enumerate_items: bool = False


SHANDONG = Wording(
    name="shandong",
    overall="{y}年度收、支总计{total}。与{p}年度相比，收、支总计各{change}。主要是由于工资津补贴政策调整。",
    income="本年收入合计{total}，其中：{items}。",
    item="{name}{amount}，占{share}%",
    expenditure="本年支出合计{total}，其中：{items}。",
    fiscal="{y}年度财政拨款收、支总计{total}。与{p}年度相比，财政拨款收、支总计各{change}。主要是项目变化。",
    general="{y}年度一般公共预算财政拨款支出{total}，占本年支出合计的{share}%。与{p}年度相比，"
    "一般公共预算财政拨款支出{change}。主要是人员经费变化。",
    structure="{y}年度一般公共预算财政拨款支出{total}，主要用于以下方面：{items}。",
    budget="{y}年度一般公共预算财政拨款支出年初预算为{budget}，支出决算为{total}，完成年初预算的{rate}%。"
    "决算数{word}年初预算数的主要原因是部分项目变化。其中：",
    account="{n}.{a}（类）{b}（款）{c}（项）。年初预算为{budget}，支出决算为{amount}，完成年初预算的{rate}%。"
    "决算数{word}年初预算数的主要原因是人员经费变化。",
    basic="{y}年度一般公共预算财政拨款基本支出决算{total}，包括人员经费和公用经费，支出具体情况如下：\n"
    "人员经费{personnel}，主要包括：{personnel_list}。\n公用经费{operating}，主要包括：{operating_list}。",
    nothing="本部门没有{fund}收支。",
    travel="{y}年度财政拨款“三公”经费支出全年预算为{budget}，支出决算为{amount}，完成全年预算的{rate}%，"
    "决算数{word}全年预算数的主要原因是厉行节约。",
    travel_item="{n}.{name}全年预算为{budget}，支出决算为{amount}，完成全年预算的{rate}%。主要原因是业务变化。",
    operating="{y}年度机关运行经费支出{amount}，比上年决算数{change}，主要原因是：统计口径调整。",
    procurement="{y}年度政府采购支出总额{total}，其中：政府采购货物支出{goods}、政府采购工程支出{works}、"
    "政府采购服务支出{services}。授予中小企业合同金额{sme}，占政府采购支出总额的{share}%，"
    "其中：授予小微企业合同金额{small}，占政府采购支出总额的{small_share}%。",
    vehicles="截至{y}年12月31日，本部门共有车辆{n}辆，其中，机要通信用车{k}辆、应急保障用车{m}辆、其他用车0辆；"
    "单位价值100万元（含）以上设备（不含车辆）7台（套）。",
)
SICHUAN = replace(
    SHANDONG,
    name="sichuan",
    overall="{y}年度收、支总计{total}。与{p}年相比，收、支总计各{change}。主要变动原因是项目变化。",
    item="{name}{amount}，占{share}%",
    structure="{y}年一般公共预算财政拨款支出{total}，主要用于以下方面:{items}。",
    budget="{y}年一般公共预算财政拨款支出决算数为{total}，完成预算{rate}%。其中：",
    account="{n}.{a}（类）{b}（款）{c}（项）:支出决算为{amount}，完成预算{rate}%。",
    basic="{y}年一般公共预算财政拨款基本支出{total}，其中：\n人员经费{personnel}，主要包括：{personnel_list}等。\n"
    "日常公用经费{operating}，主要包括：{operating_list}等。",
    travel="{y}年“三公”经费财政拨款支出决算为{amount}，完成预算{rate}%，决算数{word}预算数的主要原因是厉行节约。",
    travel_item="{n}.{name}支出决算{amount}，完成预算{rate}%。",
    operating="{y}年，机关运行经费支出{amount}，比{p}年{change}。主要原因是物价上涨。",
)
SHANGHAI = replace(
    SHANDONG,
    name="shanghai",
    overall="本部门{y}年度收入支出总计{total}。与{p}年度相比，收入支出总计{change}。主要原因：人员变动。",
    fiscal="本部门{y}年度财政拨款收入支出总计{total}。与{p}年度相比，财政拨款收入支出总计{change}。主要原因：项目。",
    account="{n}、{a}（类）{b}（款）{c}（项）。主要用于：日常工作开展。年初预算为{budget}，支出决算为{amount}。"
    "决算数{word}预算数的主要原因：人员变动引起实际支出不同于预算。",
    basic="一般公共预算财政拨款基本支出{total}。其中：人员经费{personnel}，主要包括：{personnel_list}；"
    "公用经费{operating}，主要包括：{operating_list}。",
    nothing="本部门{y}年度无{fund}收入和支出。",
    operating="机关运行经费支出{amount}，比{p}年度{change}。主要原因是更换了老旧设施。",
    vehicles="截至{y}年12月31日，本部门共有车辆{n}辆，其中：主要领导干部用车{k}辆、机要通信用车{m}辆。",
)
GUANGDONG = replace(
    SHANDONG,
    name="guangdong",
    overall="{y}年度总收入{total}，其中本年收入{income}。较上年决算数{change}，主要是专项增加。"
    "总支出{total}，其中本年支出{expenditure}。",
    income="本年收入{total}，具体如下：{items}。",
    item="{name}{amount}，占总收入的{share}%",
    budget="{y}年度一般公共预算财政拨款支出年初预算为{budget}，支出决算为{total}，完成年初预算的{rate}%。",
    travel="{y}年度“三公”经费财政拨款支出预算为{budget}，支出决算为{amount}，完成预算的{rate}%，其中：{items}。",
    enumerate_items=False,
)
HUBEI = replace(
    SHANDONG,
    name="hubei",
    overall="{y}年度收入总计{total}，支出总计{total}。与{p}年度相比，收、支总计各{change}，主要原因：人员增加。",
    income="本年收入合计{total}，其中：\n{items}。",
    item="{name}{amount}，占本年收入合计的{share}%",
    account="{n}.{a}（类）{b}（款）{c}（项）。年初预算为{budget}，支出决算为{amount}，完成年初预算的{rate}%，"
    "支出决算数{word}年初预算数的主要原因：一是调整；二是新增。",
    operating="{y}年度机关运行经费支出{amount}，比年初预算数{change}，主要原因：压减开支。",
    enumerate_items=True,
)
WORDINGS = (SHANDONG, SICHUAN, SHANGHAI, GUANGDONG, HUBEI)

HEADINGS = (
    "一、收入支出决算总体情况说明",
    "二、收入决算情况说明",
    "三、支出决算情况说明",
    "四、财政拨款收入支出决算总体情况说明",
    "五、一般公共预算财政拨款支出决算情况说明",
    "六、一般公共预算财政拨款基本支出决算情况说明",
    "七、政府性基金预算财政拨款收入支出决算情况说明",
    "八、国有资本经营预算财政拨款支出决算情况说明",
    "九、财政拨款“三公”经费支出决算情况说明",
    "十、机关运行经费支出情况",
    "十一、政府采购支出情况",
    "十二、国有资产占用情况说明",
)


class Writer:
    """Writes the narrative of accounts in a wording. What accounts do not say (budgets, prior years,
    procurement) is made up at random, and consistently."""

    def __init__(self, accounts: FinalAccounts, wording: Wording, seed: int) -> None:
        self.accounts, self.wording = accounts, wording
        self._random = Random(f"{wording.name} {seed}")
        self._unit = accounts.unit.value if accounts.unit else "万元"
        self._year = accounts.fiscal_year or 2022

    def document(self) -> Document:
        lines = [f"第三部分 {self._year}年度部门决算情况说明", *self._lines(), "第四部分 名词解释"]
        blocks = tuple(
            Paragraph(text, Place(line=at), ((text, Place(line=at)),)) for at, text in enumerate(lines, 1)
        )
        return Document("made up", "", "text/plain", None, blocks)

    def _lines(self) -> Iterator[str]:
        parts = (
            self._overall(),
            self._composition(self.wording.income, StatementKey.INCOME, INCOMES),
            self._composition(self.wording.expenditure, StatementKey.EXPENDITURE, EXPENDITURES),
            self._fiscal(),
            self._general(),
            self._basic(),
            self._fund(StatementKey.GOVERNMENT_MANAGED_FUNDS, "政府性基金预算财政拨款"),
            self._fund(StatementKey.STATE_CAPITAL, "国有资本经营预算财政拨款"),
            self._travel(),
            self._operating(),
            self._procurement(),
            self._vehicles(),
        )
        for heading, part in zip(HEADINGS, parts, strict=True):
            yield heading
            yield from part

    def _say(self, template: str, **figures: str) -> list[str]:
        said = template.format(y=self._year, p=self._year - 1, **figures)
        return [line for line in said.split("\n") if line]

    def _overall(self) -> list[str]:
        key = StatementKey.INCOME_AND_EXPENDITURE
        total = self._item(key, "grand_total", Side.INCOME)
        return self._say(
            self.wording.overall,
            total=self._money(total),
            change=self._change(total),
            income=self._money(self._item(key, "income_total", Side.INCOME)),
            expenditure=self._money(self._item(key, "expenditure_total", Side.EXPENDITURE)),
        )

    def _composition(self, template: str, key: StatementKey, names: dict[str, str]) -> list[str]:
        total = self._total(key)
        whole = self._amount(total, "total")
        items = [
            self.wording.item.format(
                name=name,
                amount=self._money(self._amount(total, measure)),
                share=_per_cent(self._amount(total, measure), whole),
            )
            for measure, name in names.items()
            if self._amount(total, measure)
        ]
        if self.wording.enumerate_items:
            return self._say(
                template,
                total=self._money(whole),
                items="。\n".join(f"{n}.{item}" for n, item in enumerate(items, 1)),
            )
        return self._say(template, total=self._money(whole), items="；".join(items))

    def _fiscal(self) -> list[str]:
        total = self._item(StatementKey.FISCAL_APPROPRIATION, "grand_total", Side.INCOME)
        return self._say(self.wording.fiscal, total=self._money(total), change=self._change(total))

    def _general(self) -> Iterator[str]:
        lines = self._statement(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE)
        total = self._amount(self._total(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE), "total")
        spent = self._amount(self._total(StatementKey.EXPENDITURE), "total")
        amounts = {line.code: self._amount(line, "total") for line in lines if line.code}
        names = {line.code: line.label for line in lines if line.code}
        classes = [code for code in amounts if len(code) == 3 and amounts[code]]
        yield from self._say(
            self.wording.general,
            total=self._money(total),
            share=_per_cent(total, spent),
            change=self._change(total),
        )
        items = [
            f"{names[c]}（类）{self._money(amounts[c])}，占{_per_cent(amounts[c], total)}%" for c in classes
        ]
        yield from self._say(self.wording.structure, total=self._money(total), items="；".join(items))
        lowest = [code for code in amounts if len(code) == 7 and amounts[code]]
        budgets = {code: self._budget(amounts[code]) for code in lowest}
        budget = sum(budgets.values(), ZERO)
        yield from self._say(
            self.wording.budget,
            total=self._money(total),
            budget=self._money(budget),
            rate=_per_cent(total, budget),
            word=_word(total, budget),
        )
        for n, code in enumerate(lowest, 1):
            yield from self._say(
                self.wording.account,
                n=str(n),
                a=names[code[:3]],
                b=names[code[:5]],
                c=names[code],
                budget=self._money(budgets[code]),
                amount=self._money(amounts[code]),
                rate=_per_cent(amounts[code], budgets[code]),
                word=_word(amounts[code], budgets[code]),
            )

    def _basic(self) -> list[str]:
        lines = self._statement(StatementKey.BASIC_EXPENDITURE)
        personnel, operating = (
            self._item(StatementKey.BASIC_EXPENDITURE, item, None)
            for item in ("personnel_total", "operating_total")
        )
        general = self._total(StatementKey.GENERAL_PUBLIC_BUDGET_EXPENDITURE)

        def listed(block: ExpenditureBlock) -> str:
            named = [line for line in lines if line.block is block and len(line.code or "") == 5]
            return "、".join(line.label for line in named if self._amount(line, "amount"))

        return self._say(
            self.wording.basic,
            total=self._money(self._amount(general, "basic")),
            personnel=self._money(personnel),
            operating=self._money(operating),
            personnel_list=listed(ExpenditureBlock.PERSONNEL),
            operating_list=listed(ExpenditureBlock.OPERATING),
        )

    def _fund(self, key: StatementKey, name: str) -> list[str]:
        total = self._total(key)
        if any(figure.amount.value for figure in total.figures):
            return self._say(
                "{y}年度" + name + "支出{amount}。", amount=self._money(self._amount(total, "total"))
            )
        return self._say(self.wording.nothing, fund=name)

    def _travel(self) -> Iterator[str]:
        figures = self._statement(StatementKey.THREE_PUBLIC_EXPENSES)[0]
        names = {
            "overseas": "因公出国（境）费",
            "vehicles": "公务用车购置及运行维护费",
            "reception": "公务接待费",
        }
        pairs = {
            item: (self._amount(figures, f"budget.{item}"), self._amount(figures, f"actual.{item}"))
            for item in ("total", *names)
        }
        budget, amount = pairs["total"]
        items = [f"{name}支出决算为{self._money(pairs[item][1])}" for item, name in names.items()]
        if budget:
            yield from self._say(
                self.wording.travel,
                budget=self._money(budget),
                amount=self._money(amount),
                rate=_per_cent(amount, budget),
                word=_word(amount, budget),
                items="；".join(items),
            )
        for n, (item, name) in enumerate(names.items(), 1):
            budget, amount = pairs[item]
            if budget:
                yield from self._say(
                    self.wording.travel_item,
                    n=str(n),
                    name=name,
                    budget=self._money(budget),
                    amount=self._money(amount),
                    rate=_per_cent(amount, budget),
                )

    def _operating(self) -> list[str]:
        amount = self._item(StatementKey.BASIC_EXPENDITURE, "operating_total", None)
        return self._say(self.wording.operating, amount=self._money(amount), change=self._change(amount))

    def _procurement(self) -> list[str]:
        goods, works, services = (Decimal(self._random.randint(1, 90_000)) * CENT for _ in range(3))
        total = goods + works + services
        sme = (total * Decimal("0.8")).quantize(CENT)
        small = (sme * Decimal("0.5")).quantize(CENT)
        return self._say(
            self.wording.procurement,
            total=self._money(total),
            goods=self._money(goods),
            works=self._money(works),
            services=self._money(services),
            sme=self._money(sme),
            small=self._money(small),
            share=_per_cent(sme, total),
            small_share=_per_cent(small, total),
        )

    def _vehicles(self) -> list[str]:
        k, m = self._random.randint(0, 9), self._random.randint(0, 9)
        return self._say(self.wording.vehicles, n=str(k + m), k=str(k), m=str(m))

    def _statement(self, key: StatementKey) -> tuple[Line, ...]:
        statement = self.accounts.statement(key)
        assert statement is not None
        return statement.lines

    def _total(self, key: StatementKey) -> Line:
        return next(line for line in self._statement(key) if line.item == "total")

    def _item(self, key: StatementKey, item: str, side: Side | None) -> Decimal:
        line = next(line for line in self._statement(key) if line.item == item and line.side is side)
        return line.figures[0].amount.value or ZERO

    @staticmethod
    def _amount(line: Line, measure: str) -> Decimal:
        return next((f.amount.value or ZERO for f in line.figures if f.measure == measure), ZERO)

    def _money(self, amount: Decimal) -> str:
        return f"{amount:,.2f}{self._unit}"

    def _budget(self, amount: Decimal) -> Decimal:
        return (amount * Decimal(self._random.choice((70, 90, 120, 150))) / 100).quantize(CENT) + CENT

    def _change(self, amount: Decimal) -> str:
        change = (amount * Decimal(self._random.choice((-30, -5, 4, 20))) / 100).quantize(CENT)
        if not change:
            return "持平"
        words = ("增加", "增长") if change > 0 else ("减少", "下降")
        rate = _per_cent(abs(change), amount - change)
        return f"{words[0]}{self._money(abs(change))}，{words[1]}{rate}%"


def _per_cent(part: Decimal, whole: Decimal) -> str:
    return str((100 * part / whole).quantize(CENT, ROUND_HALF_UP)) if whole else "0.00"


def _word(amount: Decimal, budget: Decimal) -> str:
    if amount == budget:
        return "等于"
    return "大于" if amount > budget else "小于"


def made_up(seed: int, wording: Wording) -> FinalAccounts:
    """Random accounts with a narrative whose claims have been read back from its text."""
    accounts = random_accounts(seed)
    document = Writer(accounts, wording, seed).document()
    claims, unread = read_claims(document)
    return replace(accounts, document=document, claims=claims, unread_sentences=unread)
