"""What is known of one file at a point of the pipeline: grows from step to step, needs no database."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import DEFAULT_LIMITS, Limits
from disclosures.documents.model import Document
from disclosures.final_accounts.records import Contradiction, FinalAccounts

if TYPE_CHECKING:
    from disclosures.checks.run import CheckResult
    from disclosures.models import Run


@dataclass(frozen=True, slots=True)
class Declared:
    """What the uploader said about the file. It wins over the document; contradictions are reported.

    It chooses among the departments that are known, and makes none against the name that is printed; a region
    that is in the department's own name is not declared away (`services.departments`).
    """

    department: str = ""
    fiscal_year: int | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The file, then what each step has made of it. `annexes` are the records that other apps have read."""

    path: Path
    name: str
    declared: Declared = field(default_factory=Declared)
    limits: Limits = DEFAULT_LIMITS
    document: Document | None = None
    accounts: FinalAccounts | None = None
    checks: CheckResult | None = None
    annexes: tuple[object, ...] = ()
    sections: Mapping[str, Any] = field(default_factory=dict)
    """Sections of the report that other apps contribute."""

    def read(self) -> Document:
        """The document; a step that needs it stands after the one that reads it."""
        if self.document is None:
            raise LookupError("the document has not been read yet: see the order of INGEST_STEPS")
        return self.document

    def extracted(self) -> FinalAccounts:
        if self.accounts is None:
            raise LookupError("the final accounts have not been extracted yet: see the order of INGEST_STEPS")
        return self.accounts

    def with_annexes(self, *annexes: object, **sections: Any) -> Analysis:
        """With what another app has read, and its sections of the report."""
        return replace(
            self,
            annexes=(*self.annexes, *annexes),
            sections=MappingProxyType({**self.sections, **sections}),
        )


class Step(Protocol):
    """One step of the ingest. `store` replaces the step's own rows and may be repeated."""

    name: str

    def analyse(self, analysis: Analysis) -> Analysis: ...

    def store(self, run: Run, analysis: Analysis) -> None: ...


def with_declared(accounts: FinalAccounts, declared: Declared) -> FinalAccounts:
    """The accounts as the uploader declared them. Unreadable where neither says whose or which year's."""
    contradictions = list(accounts.contradictions)
    for subject, said, printed in (
        ("department", declared.department, accounts.department),
        ("fiscal_year", declared.fiscal_year, accounts.fiscal_year),
    ):
        if said and printed and squeezed(str(said)) != squeezed(str(printed)):
            contradictions.append(
                Contradiction(subject, str(printed), str(said), accounts.department_place, declared=True)
            )
    department = declared.department or accounts.department
    fiscal_year = declared.fiscal_year or accounts.fiscal_year
    if not department:
        raise Unreadable(
            UnreadableCode.DEPARTMENT_NOT_FOUND,
            zh="文件中未找到部门名称。请在上传时填写 department。",
            en="The document does not say which department it is of. Send the form field `department`.",
        )
    if not fiscal_year:
        raise Unreadable(
            UnreadableCode.FISCAL_YEAR_NOT_FOUND,
            zh="文件中未找到决算年度。请在上传时填写 fiscal_year。",
            en="The document does not say which year it is of. Send the form field `fiscal_year`.",
        )
    return replace(
        accounts, department=department, fiscal_year=fiscal_year, contradictions=tuple(contradictions)
    )


def printed_department(accounts: FinalAccounts, declared: Declared) -> str:
    """The name that the document prints; the declared one where it prints none."""
    against = ("department", declared.department)
    printed = (c.printed for c in accounts.contradictions if (c.subject, c.other) == against)
    return next(printed, accounts.department or "")


def squeezed(name: str) -> str:
    """A name without the blanks that printing puts into it, and with brackets of one width."""
    return "".join(unicodedata.normalize("NFKC", name).split())
