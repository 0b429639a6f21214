"""`Document` → `FinalAccounts`: the statements, the department, the year, and what the narrative claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from disclosures.documents.model import Document
from disclosures.final_accounts.flattened import with_tables
from disclosures.final_accounts.identity import read_identity
from disclosures.final_accounts.narrative import read_claims
from disclosures.final_accounts.printed import Printed, printed_statements
from disclosures.final_accounts.records import (
    Amount,
    AmountState,
    Contradiction,
    Figure,
    FinalAccounts,
    Line,
    Statement,
    Unit,
)
from disclosures.final_accounts.refusal import refuse_unless_final_accounts
from disclosures.final_accounts.rows import without_amounts
from disclosures.final_accounts.statements import FORMS
from disclosures.final_accounts.units import no_unit, unit_of_narrative


def extract_final_accounts(document: Document) -> FinalAccounts:
    """What the document says. Raises `Unreadable` where it is no disclosure of one department's accounts."""
    document = with_tables(document)
    printings = _without_wider_tables(printed_statements(document.blocks))
    identity = read_identity(document, printings)
    refuse_unless_final_accounts(document, printings, identity)
    unit = _document_unit(printings) or unit_of_narrative(document, printings)
    chosen = _one_each(printings)
    claims, unread_sentences = read_claims(document)
    return FinalAccounts(
        document=document,
        department=identity.department,
        fiscal_year=identity.fiscal_year,
        unit=unit,
        statements=tuple(_statement(printed, unit) for printed in chosen),
        claims=claims,
        unread_sentences=unread_sentences,
        contradictions=(*identity.contradictions, *_differing_printings(printings, chosen)),
        department_place=identity.department_place,
    )


def _one_each(printings: Sequence[Printed]) -> tuple[Printed, ...]:
    """Each statement once, in the order of the document: one with a title, then the fullest."""
    chosen: list[Printed] = []
    for form in FORMS:
        candidates = [printed for printed in printings if printed.form is form]
        if candidates:
            chosen.append(max(candidates, key=lambda printed: (printed.has_title, _figures_in(printed))))
    return tuple(printed for printed in printings if any(printed is one for one in chosen))


def _without_wider_tables(printings: Sequence[Printed]) -> tuple[Printed, ...]:
    """Without the tables of all fiscal appropriations that stand beside the statement of one budget."""
    own = [printed.form for printed in printings if printed.has_title and _has_own_title(printed)]
    return tuple(p for p in printings if _has_own_title(p) or not any(p.form is form for form in own))


def _has_own_title(printed: Printed) -> bool:
    return not printed.has_title or printed.form.has_own_title(printed.captions.title or "")


def _figures_in(printed: Printed) -> int:
    """Figures with an amount, then those without; the first of two alike is taken."""
    states = Counter(f.amount.state is AmountState.VALUE for line in printed.lines for f in line.figures)
    return states[True] * 10_000 + states[False]


def _document_unit(printings: Sequence[Printed]) -> Unit | None:
    """The unit most statements print."""
    units = Counter(unit for printed in printings if (unit := printed.unit) is not None)
    return units.most_common(1)[0][0] if units else None


def _statement(printed: Printed, document_unit: Unit | None) -> Statement:
    captions = printed.captions
    unit = printed.unit or document_unit
    lines = tuple(without_amounts(line) for line in printed.lines) if unit is None else printed.lines
    return Statement(
        key=printed.form.key,
        title=captions.title if printed.has_title and captions.title else "",
        unit=unit or Unit.WAN_YUAN,
        lines=tuple(_in_unit(line, unit or Unit.WAN_YUAN) for line in lines),
        place=printed.place,
        form_number=captions.form_number,
        unit_text=captions.unit_text or (printed.unit_in_headings and printed.unit_in_headings.value),
        caption_department=captions.department,
        measures=tuple(dict.fromkeys(figure.measure for line in lines for figure in line.figures)),
        notes=printed.notes,
        problems=printed.problems if unit else (*printed.problems, no_unit(printed.place)),
    )


def _in_unit(line: Line, unit: Unit) -> Line:
    if all(figure.amount.unit is unit for figure in line.figures):
        return line
    figures = tuple(replace(f, amount=replace(f.amount, unit=unit)) for f in line.figures)
    return replace(line, figures=figures)


def _differing_printings(
    printings: Sequence[Printed], chosen: Sequence[Printed]
) -> tuple[Contradiction, ...]:
    """Statements printed a second time with other amounts: the first that differs, as printed in both."""
    found = []
    for printed in printings:
        first = next(one for one in chosen if one.form is printed.form)
        if printed is first or not printed.has_title or not _of_one_body(printed, first):
            continue
        known = _figures(first)
        for name, figure in _figures(printed).items():
            if name in known and _differ(figure.amount, known[name].amount):
                found.append(
                    Contradiction(
                        "statement",
                        printed=_in_words(printed, name, figure),
                        other=_in_words(first, name, known[name]),
                        place=figure.place,
                    )
                )
                break
    return tuple(found)


def _of_one_body(one: Printed, other: Printed) -> bool:
    """Whether two printings can be compared: in one unit, and not of two departments."""
    departments = {printed.captions.department for printed in (one, other)} - {None}
    return one.unit is other.unit and len(departments) < 2


_Name = tuple[str | None, str | None, str, str]


def _figures(printed: Printed) -> dict[_Name, Figure]:
    return {
        (line.code, line.item, line.label, figure.measure): figure
        for line in printed.lines
        for figure in line.figures
    }


def _differ(one: Amount, other: Amount) -> bool:
    """Whether two printings of an amount are not the same. A blank is no other amount than zero."""
    if AmountState.UNREADABLE in (one.state, other.state):
        return False
    return (one.value or 0) != (other.value or 0)


def _in_words(printed: Printed, name: _Name, figure: Figure) -> str:
    code, _, label, _ = name
    title = printed.captions.title or printed.form.key.value
    return f"《{title}》{code or ''}{label} {figure.heading} {figure.amount.text or '—'}"
