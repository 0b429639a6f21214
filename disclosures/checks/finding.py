"""A finding: what is wrong in the document, with its evidence and the likely culprits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from disclosures.documents.model import Place


class Severity(StrEnum):
    """How much a failed instance matters. Only an error makes a disclosure invalid."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in Chinese and the same in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an instance was not evaluated: a code for machines and a sentence for people."""

    code: str
    zh: str
    en: str


class NotEvaluable(Exception):  # noqa: N818 - an answer about the document, not an error
    """Raised inside a rule that comes upon something missing: not evaluable, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printed thing that a finding rests on: a cell, a claim, a name.

    `key` identifies what it is, stable over readings (`expenditure/20103/total`); `text` is as printed.
    """

    key: str
    label: str
    text: str
    place: Place
    value: Decimal | None = None
    unit: str = ""
    statement: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that is probably wrong, and what it would have to be for the figures to agree.

    `slip` names the slip of the hand that leads from the implied value to the printed one, if there is one.
    """

    key: str
    label: str
    printed: str
    implied: str
    unit: str
    place: Place
    slip: str | None = None
    score: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Finding:
    """The document is wrong, or worth a look: what, where, by how much, and who is the likely culprit.

    `root_cause` is the same for all findings that one slip explains. `candidates` is the number of cells
    that could each explain it, where they are too many to name.
    """

    rule: str
    version: int
    instance: str
    severity: Severity
    message: Message
    evidence: tuple[Evidence, ...] = ()
    expected: str | None = None
    printed: str | None = None
    difference: str | None = None
    tolerance: str | None = None
    unit: str = ""
    root_cause: str = ""
    suspects: tuple[Suspect, ...] = ()
    candidates: int = 0
    fingerprint: str = ""


def family_of(rule: str) -> str:
    """T, X, R, CLS, NAR, PRF, EVL or FMT: the letters a rule's id begins with."""
    return rule.rstrip("0123456789-")


def fingerprint(rule: str, instance: str, evidence: Iterable[Evidence]) -> str:
    """An identity of a finding that survives reading the same figures again, wherever they stand."""
    figures = sorted(f"{e.key}={e.value.normalize() if e.value is not None else e.text}" for e in evidence)
    return hashlib.sha256("\n".join([rule, instance, *figures]).encode()).hexdigest()[:24]
