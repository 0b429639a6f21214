"""Years, names, units and figures quoted twice."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.finding import Evidence, Message
from disclosures.checks.narrative.said import BASIS, NARRATIVE, excerpt, is_initial, quoted
from disclosures.checks.rule import Judgement, defect, defects, equations, holds
from disclosures.final_accounts.identity import is_same_department
from disclosures.final_accounts.records import Claim, Contradiction, Section

YEARS_BACK = {"fiscal_year": 0, "closing_year": 0, "compared_year": 1}
PER_CENTS = ("share", "change_rate", "completion_rate")
QUOTED_TWICE = (
    Section.OVERALL,
    Section.INCOME,
    Section.EXPENDITURE,
    Section.FISCAL_APPROPRIATION,
    Section.GENERAL_PUBLIC_BUDGET,
    Section.BASIC_EXPENDITURE,
    Section.THREE_PUBLIC_EXPENSES,
    Section.PROCUREMENT,
)


@defects("NAR-36", basis="部门决算公开的年度一致")
def year_is_another(books: Books) -> Iterator[Judgement]:
    """A year in a place that always names the fiscal year, or the one before it, is another.

    So is one declared with the upload that the document does not name. A section that names the right year
    there may speak of other years besides.

    **Wrong**   2022年度部门决算……与2020年度相比   截至2021年12月31日
    **Right**   2022年度部门决算……与2021年度相比   截至2022年12月31日
    """
    year = books.printed_year
    for contradiction in _contradictions(books, "fiscal_year"):
        yield _stated_otherwise(contradiction, "年度", "year")
    if year is None:
        return
    stated = books.claims(subject="year")
    right = {(c.section, c.quantity) for c in stated if c.value == year - YEARS_BACK[c.quantity]}
    for claim in stated:
        expected = year - YEARS_BACK[claim.quantity]
        name = f"{claim.section},{claim.quantity}"
        if claim.value != expected and (claim.section, claim.quantity) in right:
            continue
        if claim.value == expected:
            yield holds(name, evidence=[quoted(claim)])
        else:
            yield defect(
                name,
                zh=f"此处应为{expected}年，写作{claim.printed}年：“{excerpt(claim)}”。",
                en=f"The year here should be {expected}, and is {claim.printed}.",
                evidence=[quoted(claim)],
                expected=str(expected),
                printed=claim.printed,
            )


@defects("NAR-37", basis="部门决算公开的部门名称一致")
def department_has_another_name(books: Books) -> Iterator[Judgement]:
    """The department is named in two ways, or otherwise than was declared with the upload.

    **Wrong**   示例市大数据管理局2022年度部门决算   部门：示例市大数据管理局本级
    **Right**   示例市大数据管理局2022年度部门决算   部门：示例市大数据管理局
    """
    contradictions = _contradictions(books, "department")
    found = [c for c in contradictions if not (c.declared and is_same_department(c.printed, c.other))]
    for contradiction in found:
        yield _stated_otherwise(contradiction, "部门名称", "department")
    if not found and books.accounts.department:
        place = books.accounts.department_place
        yield holds("document", evidence=[Evidence("department", "部门", books.accounts.department, place)])


def _contradictions(books: Books, subject: str) -> list[Contradiction]:
    return [c for c in books.accounts.contradictions if c.subject == subject]


def _stated_otherwise(contradiction: Contradiction, zh: str, en: str) -> Judgement:
    printed, other = contradiction.printed, contradiction.other
    if contradiction.declared:
        message = Message(
            f"上传时填写的{zh}“{other}”与文件中的“{printed}”不一致。",
            f"The {en} given with the upload, {other}, is not the one printed, {printed}.",
        )
    else:
        message = Message(
            f"{zh}前后不一致：“{printed}”与“{other}”。",
            f"The {en} is stated as {printed} and as {other}.",
        )
    return defect(
        "declared" if contradiction.declared else "document",
        zh=message.zh,
        en=message.en,
        evidence=[Evidence(contradiction.subject, zh, printed, contradiction.place)],
        expected=other,
        printed=printed,
    )


@equations("NAR-38", needs=[NARRATIVE], basis=BASIS)
def figure_is_quoted_alike(books: Books) -> Iterator[Relation]:
    """A figure of a section, or the initial budget of an account, is quoted twice, with two amounts.

    **Wrong**   一般公共预算财政拨款支出9,016.08万元……一般公共预算财政拨款支出9,061.08万元
    **Right**   一般公共预算财政拨款支出9,016.08万元……一般公共预算财政拨款支出9,016.08万元
    """
    first: dict[tuple[str, str, str, tuple[str, ...]], Claim] = {}
    for section in QUOTED_TWICE:
        for claim in books.claims(section):
            if claim.quantity != "amount" and not _is_initial_of_account(claim):
                continue
            key = (section, claim.subject, claim.quantity, claim.account)
            before = first.setdefault(key, claim)
            if before is not claim and before.unit == claim.unit:
                yield (books.figure(claim) == books.figure(before)).at(section, claim.subject)


def _is_initial_of_account(claim: Claim) -> bool:
    return claim.quantity == "budget" and bool(claim.account) and is_initial(claim.base)


@defects("NAR-39", needs=[NARRATIVE], basis=BASIS)
def per_cent_sign_is_missing(books: Books) -> Iterator[Judgement]:
    """A share or a rate is printed without the per cent sign.

    **Wrong**   与上年相比增加125.88万元，增长1.35
    **Right**   与上年相比增加125.88万元，增长1.35%
    """
    for claim in books.accounts.claims:
        if claim.quantity not in PER_CENTS or claim.value is None:
            continue
        name = f"{claim.section},{claim.subject},{claim.quantity}"
        if claim.unit == "%":
            yield holds(name, evidence=[quoted(claim)])
        else:
            yield defect(
                name,
                zh=f"“{claim.printed}”之后缺少百分号：“{claim.text}”。",
                en=f"The per cent sign is missing after {claim.printed}.",
                evidence=[quoted(claim)],
                expected=f"{claim.printed}%",
                printed=claim.printed,
            )
