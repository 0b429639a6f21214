"""`/disclosures/<id>/`: the accounts of one department and year as they hold now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from disclosures.api.fact_rows import picture_path
from disclosures.checks.wording import place_of
from disclosures.documents.model import Place
from disclosures.models import Disclosure, Finding, Revision
from disclosures.services.three_public import ITEMS, against_budget, three_public
from evaluations.models import EvaluationReport, Project
from finance_api.front import charts, linked_data
from finance_api.front.key_figures import key_figures
from finance_api.front.printed import GRAVITY, Picture, printed_statements
from finance_api.front.rendering import language_of, missing, of_published_data, page
from finance_api.rest.languages import CHINESE

MOST_FINDINGS = 100
MOST_CELLS = 6
MOST_PROJECTS = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell or a sentence that a finding rests on, and where to see it."""

    label: str
    printed: str
    implied: str
    picture: str | None
    where: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in the reader's language."""

    finding: Finding
    sentence: str
    spots: Sequence[Spot]
    suspects: Sequence[Spot]


@require_safe
@of_published_data
def disclosure(request: HttpRequest, pk: UUID) -> HttpResponse:
    published = Disclosure.objects.published().select_related(
        "department__region", "current_revision__run__upload"
    )
    found: Disclosure | None = published.filter(pk=pk).first()
    if found is None or found.current_revision is None:
        return missing(request)
    revision = found.current_revision
    picture = partial(picture_path, str(found.pk), revision.number)
    findings = _findings(revision)
    chinese = language_of(request) == CHINESE
    statements = printed_statements(revision.run, findings, picture)
    context = {
        "disclosure": found,
        "revision": revision,
        "upload": revision.run.upload,
        "counts": revision.run.severities,
        "figures": _short(key_figures([revision.run_id])[revision.run_id], chinese=chinese),
        "printed": statements,
        "has_pictures": any(statement and statement.picture for statement in statements.values()),
        "findings": [_shown(finding, picture, chinese=chinese) for finding in findings[:MOST_FINDINGS]],
        "left_out": max(0, len(findings) - MOST_FINDINGS),
        "three_public": _three_public(revision),
        "projects": _projects(revision),
        "reports": EvaluationReport.objects.filter(run=revision.run_id).order_by("ordinal"),
        "years": Disclosure.objects.published().filter(department=found.department).order_by("-fiscal_year"),
        "api": f"/api/v1/disclosures/{found.pk}/",
        "facts": "/api/v1/facts/?"
        + urlencode({"department": found.department_id, "fiscal_year": found.fiscal_year}),
        "linked_data": linked_data.dataset(request, found, revision, [k for k, s in statements.items() if s]),
    }
    return page(request, "front/disclosure.html", context)


def _findings(revision: Revision) -> list[Finding]:
    """The gravest first."""
    rows = Finding.objects.with_waivers().filter(run=revision.run_id).order_by("ordinal")
    return sorted(rows, key=lambda finding: GRAVITY.index(finding.severity))


def _shown(finding: Finding, picture: Picture, *, chinese: bool) -> Shown:
    return Shown(
        finding=finding,
        sentence=finding.message_zh if chinese else finding.message_en,
        spots=_spots(finding.body.get("evidence", ()), picture, chinese=chinese),
        suspects=_spots(finding.body.get("suspects", ()), picture, chinese=chinese),
    )


def _spots(items: Sequence[Mapping[str, Any]], picture: Picture, *, chinese: bool) -> list[Spot]:
    """Each place once: rows that one cell stands for are not repeated."""
    spots: dict[str, Spot] = {}
    for item in items:
        place = item.get("place") or {}
        where = place_of(Place(**place))
        spot = Spot(
            label=item.get("label", ""),
            printed=item.get("printed") or "",
            implied=item.get("implied") or "",
            picture=picture(place),
            where=where.zh if chinese else where.en,
        )
        spots.setdefault(repr((spot.label, spot.printed, place)), spot)
    return list(spots.values())[:MOST_CELLS]


def _short(figures: Mapping[str, Any], *, chinese: bool) -> dict[str, str]:
    return {name: charts.money(amount, chinese=chinese) for name, amount in figures.items()}


def _three_public(revision: Revision) -> list[tuple[Any, ...]]:
    """Item, budget, actual, difference, rate in percent; without the items that are not printed."""
    amounts = three_public([revision.run_id]).get(revision.run_id, {})
    rows = [(item, *against_budget(amounts, item)) for item in ITEMS]
    return [
        (item, budget, actual, difference, rate and rate * 100)
        for item, budget, actual, difference, rate in rows
        if budget is not None or actual is not None
    ]


def _projects(revision: Revision) -> Sequence[Project]:
    """Projects that say how they performed."""
    scored = Project.objects.filter(run=revision.run_id).exclude(score=None, grade="", execution_rate=None)
    return list(scored.order_by("ordinal")[:MOST_PROJECTS])
