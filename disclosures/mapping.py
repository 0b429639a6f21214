"""From plain records to rows. Knows both; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from disclosures.checks.finding import Finding as FindingRecord
from disclosures.checks.finding import Severity
from disclosures.checks.outcome import Outcome as OutcomeRecord
from disclosures.checks.run import CheckResult
from disclosures.final_accounts.records import Claim as ClaimRecord
from disclosures.final_accounts.records import Contradiction, FinalAccounts, Unit
from disclosures.final_accounts.records import Statement as StatementRecord
from disclosures.models import Claim, Finding, Run, Statement

LINE_COLUMNS = (
    "id", "statement_id", "ordinal", "code", "account_id", "label", "bigrams", "item", "line_number", "side",
    "block", "place",
)  # fmt: skip
FACT_COLUMNS = (
    "run_id", "line_id", "department_id", "fiscal_year", "statement", "code", "item", "side", "measure",
    "heading", "text", "state", "unit", "printed", "amount", "place", "published", "leaf",
)  # fmt: skip
OUTCOME_COLUMNS = ("run_id", "ordinal", "rule", "instance", "status", "reason", "severity", "band")


def statement_row(run: Run, ordinal: int, record: StatementRecord) -> Statement:
    return Statement(
        run=run,
        key=record.key.value,
        ordinal=ordinal,
        title=record.title[:300],
        form_number=_cut(record.form_number, 50),
        unit=record.unit.value,
        unit_text=_cut(record.unit_text, 100),
        caption_department=_cut(record.caption_department, 300),
        measures=list(record.measures),
        notes=[{"text": text, "place": place.as_dict()} for text, place in record.notes],
        place=record.place.as_dict(),
    )


def line_rows(
    statement_id: int, record: StatementRecord, ids: list[int], accounts: dict[tuple[str, str], int]
) -> Iterator[tuple[Any, ...]]:
    """Tuples in the order of `LINE_COLUMNS`. `accounts` gives the row of (code, label)."""
    for ordinal, (line, line_id) in enumerate(zip(record.lines, ids, strict=True), 1):
        yield (
            line_id,
            statement_id,
            ordinal,
            _cut(line.code, 9),
            accounts.get((line.code or "", line.label)),
            line.label[:300],
            bigrams(line.label),
            line.item,
            _cut(line.line_number, 20),
            line.side.value if line.side else None,
            line.block.value if line.block else None,
            Jsonb(line.place.as_dict()),
        )


def fact_rows(
    run_id: UUID, department_id: int, fiscal_year: int, record: StatementRecord, ids: list[int]
) -> Iterator[tuple[Any, ...]]:
    """Tuples in the order of `FACT_COLUMNS`, one for each figure."""
    leaves = leaf_codes(line.code for line in record.lines)
    for line, line_id in zip(record.lines, ids, strict=True):
        side = line.side.value if line.side else None
        for figure in line.figures:
            amount = figure.amount
            yield (
                run_id,
                line_id,
                department_id,
                fiscal_year,
                record.key.value,
                _cut(line.code, 9),
                line.item,
                side,
                figure.measure,
                figure.heading[:200],
                amount.text[:200],
                amount.state.value,
                amount.unit.value,
                amount.value,
                amount.yuan,
                Jsonb(figure.place.as_dict()),
                False,
                line.code in leaves,
            )


def leaf_codes(codes: Iterable[str | None]) -> frozenset[str]:
    """The codes that no other begins with: adding up these counts no account together with its parent."""
    known = {code for code in codes if code}
    above = {code[:length] for code in known for length in range(1, len(code))}
    return frozenset(known - above)


def claim_row(run: Run, ordinal: int, record: ClaimRecord) -> Claim:
    return Claim(
        run=run,
        ordinal=ordinal,
        section=record.section.value,
        subject=record.subject[:200],
        quantity=record.quantity[:60],
        value=record.value,
        unit=record.unit[:20],
        printed=record.printed[:100],
        text=record.text,
        account=[name[:200] for name in record.account],
        direction=_cut(record.direction, 20),
        base=_cut(record.base, 60),
        group=record.group[:120],
        place=record.place.as_dict(),
    )


def outcome_row(run_id: UUID, ordinal: int, record: OutcomeRecord) -> tuple[Any, ...]:
    """A tuple in the order of `OUTCOME_COLUMNS`."""
    reason = record.reason
    sentence = {"code": reason.code, "message": {"zh": reason.zh, "en": reason.en}} if reason else None
    return (
        run_id,
        ordinal,
        record.rule,
        record.instance[:500],
        record.state.value,
        Jsonb(sentence) if sentence else None,
        record.severity.value,
        record.band.value if record.band else "",
    )


def finding_row(run: Run, ordinal: int, record: FindingRecord, body: dict[str, Any]) -> Finding:
    return Finding(
        run=run,
        ordinal=ordinal,
        rule=record.rule,
        instance=record.instance[:500],
        severity=record.severity.value,
        message_zh=record.message.zh,
        message_en=record.message.en,
        root_cause=record.root_cause[:200],
        fingerprint=record.fingerprint,
        body=body,
    )


def severity_counts(result: CheckResult, waived: set[str]) -> dict[str, int]:
    """Findings by severity; those that a person has accepted count as waived instead."""
    standing = [finding for finding in result.findings if finding.fingerprint not in waived]
    counts = {s.value: sum(f.severity is s for f in standing) for s in Severity}
    return {**counts, "waived": len(result.findings) - len(standing)}


def contradiction_dict(record: Contradiction) -> dict[str, Any]:
    return {
        "subject": record.subject,
        "printed": record.printed,
        "other": record.other,
        "place": record.place.as_dict(),
    }


def unit_text(accounts: FinalAccounts) -> str:
    return accounts.unit.value if isinstance(accounts.unit, Unit) else ""


def bigrams(text: str) -> list[str]:
    """The pairs of neighbouring characters, each once: how two-character Chinese words are found."""
    squeezed = "".join(text.split())
    return sorted({squeezed[i : i + 2] for i in range(len(squeezed) - 1)}) or ([squeezed] if squeezed else [])


def _cut(text: str | None, length: int) -> str | None:
    return None if text is None else text[:length]
