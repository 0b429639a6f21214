"""Change one cell at a time in correct documents: is it found, and is the culprit named?

    python -m bench.mutations [--write] [DOCUMENT …]

Every non-zero cell of the nine statements, and every amount and rate that the narrative says of them, is
changed in every way below, the document is checked again, and what is new among its findings is compared
with what was changed. `--write` puts the tables into docs/mutation-bench.md and the rates of the rules where
the catalogue reads them.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeVar

from disclosures.checks.books import Books
from disclosures.checks.finding import Finding
from disclosures.checks.rule import KILL_RATES
from disclosures.checks.run import CheckResult, run_rules
from disclosures.documents.read import read_document
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import Amount, AmountState, FinalAccounts, Line, Section, Statement
from finance_api.catalogue import RULES

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "tests" / "documents"
TABLE = ROOT / "docs" / "mutation-bench.md"
NOT_A_DETECTION = {"R-01", "R-03", "R-04"}
"""What is said about the rounding of the whole document points at no cell."""
MOST_SUSPECTS = 3
LARGE = Decimal("0.10")
"""Smaller changes are within what rounding explains."""
T = TypeVar("T")


def _swapped(value: Decimal) -> Decimal:
    """The first two neighbouring digits that differ, exchanged."""
    text = str(value)
    for i in range(len(text) - 1):
        a, b = text[i], text[i + 1]
        if a.isdigit() and b.isdigit() and a != b:
            return Decimal(text[:i] + b + a + text[i + 2 :])
    return value


CELL_CHANGES: dict[str, Callable[[Decimal], Decimal | None]] = {
    "+0.01": lambda v: v + Decimal("0.01"),
    "+0.05": lambda v: v + Decimal("0.05"),
    "+0.10": lambda v: v + Decimal("0.10"),
    "+1.00": lambda v: v + 1,
    "+100": lambda v: v + 100,
    "to 0": lambda _: Decimal("0.00"),
    "to blank": lambda _: None,
    "÷ 10": lambda v: (v / 10).quantize(Decimal("0.01")),
    "× 10,000": lambda v: v * 10_000,
    "sign": lambda v: -v,
    "digits swapped": _swapped,
}
ROW_CHANGES = ("row dropped", "rows swapped")
CLAIM_UNITS = ("万元", "元", "%")


class Change(NamedTuple):
    """One changed document: how, in which statement, by how much at most, and which cells are wrong."""

    kind: str
    statement: str
    size: Decimal
    culprits: frozenset[str]
    accounts: FinalAccounts


@dataclass
class Score:
    """How the changes of one kind, or of one statement, fared."""

    changes: int = 0
    large: int = 0
    detected: int = 0
    large_detected: int = 0
    alone: int = 0
    among: int = 0
    wrong_alone: int = 0

    def add(self, change: Change, found: list[Finding]) -> None:
        suspects = {s.key for f in found for s in f.suspects}
        large = change.size >= LARGE
        self.changes += 1
        self.large += large
        self.detected += bool(found)
        self.large_detected += large and bool(found)
        self.alone += bool(suspects) and suspects <= change.culprits
        self.among += bool(suspects & change.culprits) and len(suspects - change.culprits) < MOST_SUSPECTS
        self.wrong_alone += bool(suspects) and not suspects & change.culprits


@dataclass
class Bench:
    """The scores by kind of change and by statement, and which rules found what."""

    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    statements: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    rules: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    missed: list[str] = field(default_factory=list)

    def run(
        self, accounts: FinalAccounts, kinds: Iterable[str], *, every: int = 1, narrative: bool = True
    ) -> None:
        """Try every n-th change of each kind."""
        before = run_rules(Books(accounts), RULES)
        known = {f.instance for f in before.findings}
        speaking = rules_by_cell(before)
        for kind in kinds:
            for change in list(changes(accounts, kind, narrative=narrative))[::every]:
                started = time.process_time()
                findings = run_rules(Books(change.accounts), RULES).findings
                self.seconds += time.process_time() - started
                found = [f for f in findings if f.instance not in known and f.rule not in NOT_A_DETECTION]
                self._note(change, found, {rule for key in change.culprits for rule in speaking.get(key, ())})

    def _note(self, change: Change, found: list[Finding], speaking: set[str]) -> None:
        self.kinds[change.kind].add(change, found)
        self.statements[change.statement].add(change, found)
        rules = {f.rule for f in found}
        self.rules.update(rules)
        if change.size >= LARGE:
            self.covered.update(speaking)
            self.killed.update(rules & speaking)
        if not found:
            self.missed.append(f"{change.kind} {sorted(change.culprits)[:3]}")


def rules_by_cell(result: CheckResult) -> dict[str, set[str]]:
    """The rules that speak of each cell: those with an evaluated relation through it."""
    speaking: dict[str, set[str]] = defaultdict(set)
    for outcome in result.outcomes:
        if outcome.relation is not None and outcome.band is not None:
            for figure in outcome.relation.variables():
                speaking[figure.key].add(outcome.rule)
    return speaking


def changes(accounts: FinalAccounts, kind: str, *, narrative: bool = True) -> Iterator[Change]:
    """Every document that one change of the kind makes."""
    views = Books(accounts).statements
    for s, view in enumerate(views):
        ids = {id(row.line): row.id for row in view.rows}
        for number, line in enumerate(view.statement.lines):
            keys = {f.measure: f"{view.key}/{ids.get(id(line), '')}/{f.measure}" for f in line.figures}
            if kind in CELL_CHANGES:
                yield from _cell_changes(accounts, kind, s, number, keys)
            elif line.code and any(f.amount.value for f in line.figures):
                yield from _row_change(accounts, kind, s, number, keys)
    if narrative and kind in CELL_CHANGES:
        yield from _claim_changes(accounts, kind)


def _claim_changes(accounts: FinalAccounts, kind: str) -> Iterator[Change]:
    """The same with the narrative; what it says of projects is compared with their forms, not here."""
    books = Books(accounts)
    for number, claim in enumerate(accounts.claims):
        after = CELL_CHANGES[kind](claim.value) if claim.value else None
        if after is None or after == claim.value or claim.unit not in CLAIM_UNITS:
            continue
        if claim.section is Section.PERFORMANCE:
            continue
        changed = replace(claim, value=after, printed=f"{after:,}")
        claims = _with(accounts.claims, number, changed)
        size = abs(after - (claim.value or Decimal(0)))
        culprits = frozenset([books.figure(claim).key])
        yield Change(kind, "narrative", size, culprits, replace(accounts, claims=claims))


def _cell_changes(
    accounts: FinalAccounts, kind: str, s: int, number: int, keys: dict[str, str]
) -> Iterator[Change]:
    line = accounts.statements[s].lines[number]
    for f, figure in enumerate(line.figures):
        before = figure.amount.value
        if not before:
            continue
        after = CELL_CHANGES[kind](before)
        if after == before:
            continue
        amount = _amount(figure.amount, after)
        changed = replace(line, figures=_with(line.figures, f, replace(figure, amount=amount)))
        yield Change(
            kind,
            accounts.statements[s].key,
            abs((after or Decimal(0)) - before),
            frozenset([keys[figure.measure]]),
            _with_lines(accounts, s, _with(accounts.statements[s].lines, number, changed)),
        )


def _row_change(
    accounts: FinalAccounts, kind: str, s: int, number: int, keys: dict[str, str]
) -> Iterator[Change]:
    statement = accounts.statements[s]
    line = statement.lines[number]
    size = max(abs(f.amount.value or Decimal(0)) for f in line.figures)
    if kind == "row dropped":
        culprits = frozenset(keys[f.measure] for f in line.figures if f.amount.value)
        lines = (*statement.lines[:number], *statement.lines[number + 1 :])
        yield Change(kind, statement.key, size, culprits, _with_lines(accounts, s, lines))
        return
    after = statement.lines[number + 1 : number + 2]
    if not after or not after[0].code or _amounts(after[0]) == _amounts(line):
        return
    below = after[0]
    wrong = {
        f"{statement.key}/{printed.code}/{f.measure}"
        for printed in (line, below)
        for f, other in zip(line.figures, below.figures, strict=False)
        if f.amount.value != other.amount.value
    }
    swapped = (replace(line, figures=below.figures), replace(below, figures=line.figures))
    lines = (*statement.lines[:number], *swapped, *statement.lines[number + 2 :])
    yield Change(kind, statement.key, size, frozenset(wrong), _with_lines(accounts, s, lines))


def _amounts(line: Line) -> list[Decimal | None]:
    return [f.amount.value for f in line.figures]


def _amount(amount: Amount, value: Decimal | None) -> Amount:
    if value is None:
        return replace(amount, text="", state=AmountState.BLANK, value=None)
    return replace(amount, text=f"{value:,}", value=value)


def _with(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    return (*items[:index], item, *items[index + 1 :])


def _with_lines(accounts: FinalAccounts, s: int, lines: tuple[Line, ...]) -> FinalAccounts:
    statement: Statement = replace(accounts.statements[s], lines=lines)
    return replace(accounts, statements=_with(accounts.statements, s, statement))


def load(folder: Path) -> FinalAccounts:
    """The accounts of one document of tests/documents."""
    file = next(
        p for p in sorted(folder.iterdir()) if p.suffix in (".txt", ".pdf", ".docx", ".xlsx", ".html")
    )
    return extract_final_accounts(read_document(file, name=file.name))


def table(title: str, scores: dict[str, Score]) -> list[str]:
    """One row a kind of change or statement, in per cent of the changes."""
    head = (
        f"| {title} | changes | detected | detected of those ≥ 0.10 | culprit alone | among three | wrong |"
    )
    rows = [head, "|---|--:|--:|--:|--:|--:|--:|"]
    for name, s in scores.items():
        large = f"{s.large_detected / s.large:.1%}" if s.large else "–"
        shares = (s.detected, s.alone, s.among, s.wrong_alone)
        detected, alone, among, wrong = (f"{share / s.changes:.1%}" for share in shares)
        rows.append(f"| {name} | {s.changes} | {detected} | {large} | {alone} | {among} | {wrong} |")
    return rows


def report(bench: Bench, documents: Iterable[str], *, every: int = 1) -> str:
    """The page docs/mutation-bench.md."""
    changes_made = sum(score.changes for score in bench.kinds.values())
    rules = [
        f"| {rule} | {covered} | {bench.killed[rule]} | {bench.killed[rule] / covered:.1%} |"
        for rule, covered in sorted(bench.covered.items())
    ]
    return "\n".join(
        [
            "# Mutation bench",
            "",
            "One cell at a time of correct documents is changed, the document checked again.",
            "",
            "- *Detected*: there is a finding that was not there before.",
            "- *Culprit alone*: the changed cell is named, and no other.",
            "- *Among three*: it is one of at most three.",
            "- *Wrong*: only other cells are named.",
            "",
            f"Documents: {', '.join(documents)}. {changes_made} changes, "
            f"{bench.seconds / changes_made:.3f} s of CPU each; one in {every} of all that were possible.",
            f"Repeat with `python -m bench.mutations --write --every {every}`.",
            "",
            *table("change", bench.kinds),
            "",
            *table("statement", bench.statements),
            "",
            "## Rules",
            "",
            "Of the changes of 0.10 and more to cells that a rule speaks of, how many it found by itself. An",
            "inequality finds those in one direction only.",
            "",
            "| rule | changes | found | kill rate |",
            "|---|--:|--:|--:|",
            *rules,
            "",
        ]
    )


def kill_rates(bench: Bench) -> str:
    """The table that the catalogue reads."""
    rows = (f"{rule},{covered},{bench.killed[rule]}" for rule, covered in sorted(bench.covered.items()))
    return "\n".join(["rule,changes,found", *rows, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="*", help="folders of tests/documents; all by default")
    parser.add_argument("--write", action="store_true", help="write docs/mutation-bench.md")
    parser.add_argument("--kinds", nargs="*", default=[*CELL_CHANGES, *ROW_CHANGES])
    parser.add_argument("--every", type=int, default=1, help="only every n-th change")
    arguments = parser.parse_args()
    names = arguments.documents or sorted(p.name for p in DOCUMENTS.iterdir() if p.is_dir())
    bench = Bench()
    for name in names:
        bench.run(load(DOCUMENTS / name), arguments.kinds, every=arguments.every)
    page = report(bench, names, every=arguments.every)
    if arguments.write:
        TABLE.write_text(page, encoding="utf-8")
        KILL_RATES.write_text(kill_rates(bench), encoding="utf-8")
    print(page)
    print("missed:", *bench.missed[:40], sep="\n")


if __name__ == "__main__":
    main()
