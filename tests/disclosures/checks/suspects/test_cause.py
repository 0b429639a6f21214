from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from disclosures.checks.books import Books
from disclosures.checks.equation import Presence, Relation, State, Variable, sum_of
from disclosures.checks.finding import Finding
from disclosures.checks.rule import Judgement, defect, defects, equations, holds
from disclosures.checks.run import run_rules
from tests.disclosures.checks.figures import accounts, figure


def findings(*relations: Relation) -> tuple[Finding, ...]:
    def function(books: Books) -> Iterable[Relation]:
        return relations

    return run_rules(Books(accounts()), [equations("T03-02", basis="test")(function)]).findings


def named(found: Finding) -> dict[str, str]:
    return {suspect.key: suspect.implied for suspect in found.suspects}


def test_the_cell_that_two_relations_accuse_is_the_suspect() -> None:
    a, b, total = figure("a", "3.00"), figure("b", "4.00"), figure("t", "8.00")
    copy = figure("copy", "7.00")
    first, second = findings((total == a + b).at("sum"), (copy == total).at("copy"))
    assert named(first) == named(second) == {"t": "7.00"}
    assert first.root_cause == second.root_cause
    assert first.suspects[0].slip == "digit"


def test_a_cell_that_other_relations_confirm_is_not_accused() -> None:
    a, b, total = figure("a", "30.00"), figure("b", "4.00"), figure("t", "7.00")
    confirming = [figure("b copy", "4.00") == b, figure("t copy", "7.00") == total]
    (finding,) = findings((total == a + b).at("sum"), *confirming)
    assert named(finding) == {"a": "3.00"}
    assert finding.suspects[0].slip == "power_of_ten"


def test_two_witnesses_are_both_named() -> None:
    (finding,) = findings((figure("a", "23.57") == figure("b", "23.75")).at("copy"))
    assert named(finding) == {"a": "23.75", "b": "23.57"}
    assert finding.candidates == 2


def test_too_many_candidates_are_counted_and_not_named() -> None:
    parts = [figure(name, "10.00") for name in "abcde"]
    (finding,) = findings((figure("t", "51.00") == sum_of(parts)).at("sum"))
    assert finding.suspects == ()
    assert finding.candidates == 6


def test_a_slip_of_the_hand_breaks_a_tie() -> None:
    parts = [figure("a", "12.34"), figure("b", "65.00"), figure("c", "25.02")]
    (finding,) = findings((figure("t", "111.36") == sum_of(parts)).at("sum"))
    assert named(finding) == {"a": "21.34"}
    assert finding.suspects[0].slip == "transposition"


def test_a_claim_against_several_statements_is_the_suspect() -> None:
    claim = figure("narrative/total", "901.00")
    printed = [figure(f"{name}/total", "910.00") for name in ("income", "overall", "fiscal")]
    copies = [printed[0] == printed[1], printed[1] == printed[2]]
    (finding,) = findings((claim == printed[0]).at("claim"), *copies)
    assert named(finding) == {"narrative/total": "910.00"}


def test_exchanged_figures_are_named_together() -> None:
    a, b, total = cell("e", "a", "30.12"), cell("e", "b", "45.20"), cell("e", "t", "75.32")
    copies = [cell("g", "a", "45.20"), cell("g", "b", "30.12"), cell("g", "t", "75.32")]
    broken = [total == a + b, total == copies[2], a == copies[0], b == copies[1]]
    third = [cell("h", "a", "45.20") == copies[0], cell("h", "b", "30.12") == copies[1]]
    first, second = findings(*broken, *third)
    assert first.root_cause == second.root_cause
    assert named(first) == {"e/a/total": "45.20", "e/b/total": "30.12"}


def test_of_two_statements_with_figures_in_different_order_none_is_accused() -> None:
    a, b, total = cell("e", "a", "30.12"), cell("e", "b", "45.20"), cell("e", "t", "75.32")
    a2, b2, total2 = cell("g", "a", "45.20"), cell("g", "b", "30.12"), cell("g", "t", "75.32")
    first, second = findings(total == a + b, total2 == a2 + b2, total == total2, a == a2, b == b2)
    assert first.root_cause == second.root_cause
    assert first.suspects == ()
    assert first.candidates == 4


def test_rows_that_stand_in_each_others_place_are_named() -> None:
    printed = {"a": ("30.12", "5.00"), "b": ("45.20", "6.00")}
    rows = {row: _row("e", row, *figures) for row, figures in printed.items()}
    copies = {"a": _row("g", "a", *printed["b"]), "b": _row("g", "b", *printed["a"])}
    sums = [total == basic + project for total, basic, project in rows.values()]
    sure = [total == cell("h", row, str(total.amount)) for row, (total, _, _) in copies.items()]
    broken = [mine == theirs for row in rows for mine, theirs in zip(rows[row], copies[row], strict=True)]
    found = findings(*sums, *sure, *broken)
    assert len(found) == 6
    assert len({f.root_cause for f in found}) == 1
    assert named(found[0]) == {"e/a/total": "51.20", "e/b/total": "35.12"}


def _row(statement: str, row: str, basic: str, project: str) -> tuple[Variable, Variable, Variable]:
    total = str(Decimal(basic) + Decimal(project))
    columns = {"total": total, "basic": basic, "project": project}
    made = [
        figure(f"{statement}/{row}/{column}", value, statement=statement, row=row, column=column)
        for column, value in columns.items()
    ]
    return made[0], made[1], made[2]


def test_a_missing_row_is_named_with_its_figure() -> None:
    parent, child = cell("expenditure", "20103", "9.00"), cell("expenditure", "2010301", "5.00")
    absent = cell("expenditure", "2010350", "0", state=State.ABSENT)
    whole, first = cell("general", "20103", "9.00"), cell("general", "2010301", "5.00")
    second = cell("general", "2010350", "4.00")
    found = findings(
        (parent == sum_of([child])).at("20103"),
        (whole == first + second).at("general"),
        (absent == second).at("2010350"),
        (parent == whole).at("copy of the parent"),
        (child == first).at("copy of the child"),
    )
    assert [named(f) for f in found] == [{"expenditure/2010350/total": "4.00"}] * 2
    assert len({f.root_cause for f in found}) == 1


def test_a_statement_in_another_unit_is_one_cause() -> None:
    rows = {"201": "8717.39", "205": "171.98", "208": "126.71", "210": "33.02", "221": "5.50"}
    wan = {code: cell("expenditure", code, value) for code, value in rows.items()}
    yuan = {code: cell("general", code, f"{Decimal(value) * 10_000}") for code, value in rows.items()}
    found = findings(*((wan[code] == yuan[code]).at(code) for code in rows))
    assert len(found) == 5
    assert len({f.root_cause for f in found}) == 1
    suspects = {(s.key, s.printed, s.implied) for f in found for s in f.suspects}
    assert suspects == {("general/unit", "万元", "元")}


def test_the_missing_end_of_a_statement_is_one_cause() -> None:
    rows = {"201": "8717.39", "205": "171.98", "208": "126.71", "210": "33.02", "221": "5.50"}
    whole = {code: cell("general", code, value) for code, value in rows.items()}
    printed = {"201": cell("expenditure", "201", "8717.39")}
    absent = {code: cell("expenditure", code, "0", state=State.ABSENT) for code in rows if code != "201"}
    cut = {**printed, **absent}
    found = findings(*((cut[code] == whole[code]).at(code) for code in rows))
    assert len(found) == 4
    assert {f.root_cause for f in found} == {"expenditure end missing"}
    assert not any(f.suspects for f in found)


def cell(statement: str, row: str, value: str, **more: object) -> Variable:
    """A figure of the column `total`."""
    key = f"{statement}/{row}/total"
    return figure(key, value, statement=statement, row=row, column="total", **more)


def test_amounts_of_a_section_that_are_off_alike_are_one_cause() -> None:
    part, whole = figure("narrative/basic/part", "14.00"), figure("narrative/basic/whole", "24.00")
    off = [(part == figure("a", "10.00")).at("part"), (whole == figure("b", "20.00")).at("whole")]
    sure = [figure("c", "10.00") == figure("a", "10.00"), figure("d", "20.00") == figure("b", "20.00")]
    first, second = findings(*off, *sure)
    assert first.root_cause == second.root_cause
    assert named(first) == {"narrative/basic/part": "10.00"}
    assert named(second) == {"narrative/basic/whole": "20.00"}


def test_amounts_of_two_sections_are_two_causes() -> None:
    part, whole = figure("narrative/basic/part", "14.00"), figure("narrative/travel/whole", "24.00")
    off = [(part == figure("a", "10.00")).at("part"), (whole == figure("b", "20.00")).at("whole")]
    sure = [figure("c", "10.00") == figure("a", "10.00"), figure("d", "20.00") == figure("b", "20.00")]
    first, second = findings(*off, *sure)
    assert first.root_cause != second.root_cause


def five_parts_of(whole: str) -> tuple[list[Variable], Relation]:
    amounts = ("10.37", "20.00", "30.52", "0.00", "0.00")
    parts = [cell("basic", f"3020{n}", amount) for n, amount in enumerate(amounts)]
    return parts, (cell("basic", "302", whole) == sum_of(parts)).at("sum")


def test_what_a_list_names_is_suspected_before_what_it_does_not() -> None:
    parts, broken = five_parts_of("77.33")
    whole = broken.variables()[0]
    sure = (whole == figure("copy", "77.33")).at("copy")
    (unnamed,) = findings(broken, sure)
    assert (unnamed.suspects, unnamed.candidates) == ((), 5)
    words = [Presence(parts[3], stated=True), Presence(parts[4], stated=False)]

    @defects("NAR-21", basis="test")
    def listed(books: Books) -> Iterable[Judgement]:
        return [defect("3", zh="三", en="three", presences=words[:1]), holds("4", presences=words[1:])]

    @equations("T06-01", basis="test")
    def sums(books: Books) -> Iterable[Relation]:
        return [broken, sure]

    first, second = run_rules(Books(accounts()), [sums, listed]).findings
    assert named(first) == named(second) == {"basic/30203/total": "16.44"}
    assert first.root_cause == second.root_cause


def test_a_habit_tells_cells_apart_and_is_no_finding() -> None:
    parts, broken = five_parts_of("59.89")
    sure = (broken.variables()[0] == figure("copy", "59.89")).at("copy")
    off_alike = parts[1] == figure("account", "19.00")
    confirmed = figure("general/account", "19.00") == figure("account", "19.00")
    (finding,) = findings(broken.with_habits(off_alike), sure, confirmed.at("account"))
    assert named(finding) == {"basic/30201/total": "19.00"}
    (without,) = findings(broken, sure)
    (unrelated,) = findings(broken.with_habits(parts[1] == figure("account", "7.00")), sure)
    assert named(unrelated) == named(without)
