"""Change one cell at a time in correct documents: is it found, and is the culprit named?

    python -m bench.mutations [--write] [DOCUMENT …]

Every non-zero cell of the nine statements, every amount and rate that the narrative says of them, and every
number of forms and reports is changed, the document is checked again, and what is new among its findings is
compared with what was changed. `--write` puts the tables into docs/mutation-bench.md and the rates of the
rules where the catalogue reads them.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from bench.changes import CELL_CHANGES, ROW_CHANGES, Change, changes
from bench.indistinguishable import Bound, bound
from bench.performance_changes import performance_changes
from disclosures.checks.books import Books
from disclosures.checks.finding import Finding
from disclosures.checks.rounding import Band
from disclosures.checks.rule import KILL_RATES
from disclosures.checks.run import run_rules
from disclosures.documents.read import read_document
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import FinalAccounts
from evaluations.reading.read import read_evaluations
from finance_api.catalogue import RULES

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "tests" / "documents"
TABLE = ROOT / "docs" / "mutation-bench.md"
NOT_A_DETECTION = {"R-01", "R-03", "R-04"}
"""What is said about the rounding of the whole document points at no cell."""
MOST_SUSPECTS = 3
LARGE = Decimal("0.10")
"""Smaller changes are within what rounding explains."""
ONE_UP = "+1.00"
COARSER = 30
"""Forms and reports have many more figures than the statements, and most of them are alike."""


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


class Before:
    """A document before it is changed: what is known to be wrong in it, and what speaks of each cell."""

    def __init__(self, books: Books) -> None:
        self.result = run_rules(books, RULES)
        self.known = {f.instance for f in self.result.findings}
        self.rules: dict[str, set[str]] = defaultdict(set)
        self.contradicted: set[str] = set()
        for outcome in self.result.outcomes:
            if outcome.relation is None or outcome.band is None:
                continue
            for figure in outcome.relation.variables():
                self.rules[figure.key].add(outcome.rule)
                if outcome.band in (Band.BROKEN, Band.ADJUSTED):
                    self.contradicted.add(figure.key)

    def speaking(self, change: Change) -> set[str]:
        return {rule for key in change.culprits for rule in self.rules.get(key, ())}

    def why_missed(self, change: Change) -> str:
        if not self.speaking(change):
            return "nothing else in the document speaks of the figure"
        if self.contradicted & change.culprits:
            return "a relation through the figure did not hold before, and still does not"
        return "what speaks of the figure holds: within the allowance, or an inequality"


@dataclass
class Bench:
    """The scores by kind of change and by statement, and which rules found what."""

    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    statements: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    performance: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    rules: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    bound: Bound = field(default_factory=Bound)
    one_up: Score = field(default_factory=Score)
    """The changes that `bound` is the bound of."""
    seconds: float = 0.0
    missed: list[str] = field(default_factory=list)

    def run(
        self, accounts: FinalAccounts, kinds: Iterable[str], *, every: int = 1, narrative: bool = True
    ) -> None:
        """Try every n-th change of each kind in statements and narrative."""
        before = Before(Books(accounts))
        for kind in kinds:
            for change in list(changes(accounts, kind, narrative=narrative))[::every]:
                found = self._found(change, before)
                self.kinds[change.kind].add(change, found)
                self.statements[change.statement].add(change, found)

    def run_one_up(self, accounts: FinalAccounts) -> None:
        """Every cell of the statements by +1.00, and what could at best be said of them."""
        before = Before(Books(accounts))
        for change in changes(accounts, ONE_UP, narrative=False):
            self.one_up.add(change, self._new(change, before))
        self.bound += bound(accounts, Decimal(1))

    def run_performance(self, accounts: FinalAccounts, kinds: Iterable[str], *, every: int = 1) -> None:
        """Try every n-th change of each kind in forms, summaries and reports."""
        evaluations = read_evaluations(accounts.document)
        before = Before(Books(accounts, annexes=[evaluations]))
        for kind in (k for k in kinds if k in CELL_CHANGES):
            for change in list(performance_changes(accounts, evaluations, before.result, kind))[::every]:
                self.performance[change.statement].add(change, self._found(change, before))

    def _found(self, change: Change, before: Before) -> list[Finding]:
        """What is new among the findings, counted by rule."""
        started = time.process_time()
        found = self._new(change, before)
        self.seconds += time.process_time() - started
        rules, speaking = {f.rule for f in found}, before.speaking(change)
        self.rules.update(rules)
        if change.size >= LARGE:
            self.covered.update(speaking)
            self.killed.update(rules & speaking)
        if not found:
            self.missed.append(f"{change.kind} {sorted(change.culprits)[:3]}")
        if not found and change.size >= LARGE:
            self.reasons[before.why_missed(change)] += 1
        return found

    @staticmethod
    def _new(change: Change, before: Before) -> list[Finding]:
        findings = run_rules(change.books, RULES).findings
        return [f for f in findings if f.instance not in before.known and f.rule not in NOT_A_DETECTION]


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
    scores = (*bench.kinds.values(), *bench.performance.values())
    changes_made = sum(score.changes for score in scores)
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
            f"{bench.seconds / changes_made:.3f} s of CPU each; one in {every} of all that were possible, "
            f"of forms and reports one in {every * COARSER}.",
            f"Repeat with `python -m bench.mutations --write --every {every}`.",
            "",
            "The documents are as they were published: some cells contradict others before any change.",
            "",
            *table("change", bench.kinds),
            "",
            *table("statement", bench.statements),
            "",
            "## Performance",
            "",
            "All kinds of changes of a single figure, by where it stands. Targets and reached values of",
            "indicators take part in rules that judge words, not in relations: they have no culprit to name.",
            "",
            *table("where", bench.performance),
            "",
            *_limits(bench),
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


def _limits(bench: Bench) -> Iterator[str]:
    """What is out of reach: why changes were missed, and which cells nothing tells apart."""
    yield from ("## What is out of reach", "")
    if bench.reasons:
        yield from ("Changes of 0.10 and more that were not detected:", "", "| why | changes |", "|---|--:|")
        yield from (f"| {reason} | {count} |" for reason, count in bench.reasons.most_common())
        yield ""
    limit, reached = bench.bound, bench.one_up
    if limit.cells and reached.changes:
        yield from (
            "Most accounts of basic expenditure stand in one sum only, beside others that stand in no more.",
            "Two cells with the same coefficients in the same relations leave the same traces, and no method",
            "that looks at relations can tell which of them was changed: the smallest change of all cells",
            "that makes every relation hold (L1) finds each of them equally small. For a change by +1.00 of",
            f"each of the {limit.cells} non-zero cells of statements this is the bound:",
            "",
            "| +1.00, statements | at best | reached |",
            "|---|--:|--:|",
            f"| culprit alone | {limit.alone / limit.cells:.1%} | {reached.alone / reached.changes:.1%} |",
            f"| among three | {limit.among / limit.cells:.1%} | {reached.among / reached.changes:.1%} |",
            "",
            "Where more than three cells remain none is named: the finding gives the sum and their number.",
            "What is reached may exceed the bound where a slip of the hand points at a cell.",
            "",
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
        accounts = load(DOCUMENTS / name)
        bench.run(accounts, arguments.kinds, every=arguments.every)
        bench.run_performance(accounts, arguments.kinds, every=COARSER * arguments.every)
        bench.run_one_up(accounts)
    page = report(bench, names, every=arguments.every)
    if arguments.write:
        TABLE.write_text(page, encoding="utf-8")
        KILL_RATES.write_text(kill_rates(bench), encoding="utf-8")
    print(page)
    print("missed:", *bench.missed[:40], sep="\n")


if __name__ == "__main__":
    main()
