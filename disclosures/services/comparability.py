"""What keeps figures from being compared or added up as they stand, said beside every such answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from disclosures.models import Account, Disclosure, Fact, Run
from disclosures.models.upload import UploadStatus

MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Note:
    """One caveat: a code for machines, sentences for people, and what it is about."""

    code: str
    zh: str
    en: str
    about: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": {"zh": self.zh, "en": self.en}, **self.about}


def notes_on_disclosures(disclosures: QuerySet[Disclosure]) -> list[Note]:
    """Restated, published with errors, withdrawn: of everything the figures may come from."""
    errors = Q(current_revision__run__severities__error__gt=0)
    restated = Q(current_revision__number__gt=1)
    shown = disclosures.filter(current_revision__isnull=False)
    counts = shown.aggregate(restated=Count("pk", filter=restated), errors=Count("pk", filter=errors))
    withdrawn = disclosures.filter(current_revision__isnull=True, revisions__number=1)
    found: list[Note] = []
    if number := counts["restated"]:
        found.append(
            Note(
                "restated",
                f"{number} 份决算已更正，金额取自最新版本。",
                f"{number} disclosures were restated; the latest revision is counted.",
                {"disclosures": _ids(shown.filter(restated))},
            )
        )
    if number := counts["errors"]:
        found.append(
            Note(
                "published_with_errors",
                f"{number} 份决算带有错误级问题公开。",
                f"{number} disclosures were published with findings of severity error.",
                {"disclosures": _ids(shown.filter(errors))},
            )
        )
    if ids := _ids(withdrawn):
        found.append(
            Note(
                "withdrawn",
                "部分决算已撤回，未计入。",
                "Disclosures were withdrawn and are not counted.",
                {"disclosures": ids},
            )
        )
    return found


def notes_on_accounts(codes: Collection[str], disclosures: QuerySet[Disclosure]) -> list[Note]:
    """Accounts that were called otherwise in some of the years: the code may have changed its meaning."""
    if not codes:
        return []
    years = disclosures.aggregate(first=Min("fiscal_year"), last=Max("fiscal_year"))
    if years["first"] == years["last"]:
        return []
    names: dict[str, dict[str, list[int]]] = defaultdict(dict)
    rows = Account.objects.filter(code__in=codes).order_by("code", "pk")
    for code, name, printed in rows.values_list("code", "name", "years_printed"):
        names[code][name] = printed
    return [
        Note(
            "renamed_account",
            f"科目 {code} 曾用不同名称：{'、'.join(known)}，跨年比较需谨慎。",
            f"Account {code} has had several names; compare years with care.",
            {
                "account": code,
                "names": [{"name": name, "years_printed": years} for name, years in known.items()],
            },
        )
        for code, known in names.items()
        if len(known) > 1
    ]


def note_on_unreadable(number: int) -> list[Note]:
    if not number:
        return []
    return [
        Note(
            "unreadable",
            f"{number} 个金额无法可靠读取，未计入。",
            f"{number} figures could not be read reliably and are not counted.",
            {"count": number},
        )
    ]


def note_on_departments(numbers: Collection[int]) -> list[Note]:
    """Years that not the same number of departments stand behind are not one development."""
    if len(set(numbers)) < 2:
        return []
    zh, en = "各年度公开的部门数量不同。", "Not every department has published every year."
    return [Note("fewer_departments", zh, en, {"smallest": min(numbers), "largest": max(numbers)})]


def notes_on_held(runs: QuerySet[Run], organisation: int | None) -> list[Note]:
    """An organisation's own uploads that are not published; nobody else learns of them."""
    if organisation is None:
        return []
    held = runs.filter(
        upload__organisation=organisation, upload__status=UploadStatus.INVALID, revision__isnull=True
    )
    uploads = list(held.order_by("upload").values_list("upload", flat=True).distinct()[:MOST_NAMED])
    if not uploads:
        return []
    return [
        Note(
            "held",
            "本单位有未公开的上传，未计入。",
            "Uploads of your organisation are held and not counted.",
            {"uploads": uploads},
        )
    ]


def units_within(disclosures: QuerySet[Disclosure]) -> list[tuple[int, int]]:
    """Department and year of units whose accounts those of a department above them include."""
    units = list(
        disclosures.filter(department__parent__isnull=False, current_revision__isnull=False).values_list(
            "department_id", "fiscal_year", "department__parent_id", "department__parent__parent_id"
        )
    )
    if not units:
        return []
    parents = {pk for _, _, parent, above in units for pk in (parent, above) if pk}
    known = disclosures.filter(department__in=parents, current_revision__isnull=False)
    there = set(known.values_list("department_id", "fiscal_year"))
    return [(pk, year) for pk, year, parent, above in units if {(parent, year), (above, year)} & there]


def without_units(facts: QuerySet[Fact], units: Iterable[tuple[int, int]]) -> QuerySet[Fact]:
    by_year: dict[int, list[int]] = defaultdict(list)
    for department, year in units:
        by_year[year].append(department)
    for year, departments in by_year.items():
        facts = facts.exclude(fiscal_year=year, department_id__in=departments)
    return facts


def note_on_units(number: int, *, counted: bool) -> list[Note]:
    if not number:
        return []
    if counted:
        zh = f"{number} 份单位决算与其主管部门决算并列，部门决算已包含单位，不可相加。"
        en = f"{number} units stand beside the department whose accounts include theirs: do not add them."
    else:
        zh = f"{number} 份单位决算已包含在主管部门决算中，未重复计入。"
        en = f"{number} units are left out: the accounts of the department above include theirs."
    return [Note("units_within_department", zh, en, {"count": number})]


def _ids(disclosures: QuerySet[Disclosure]) -> list[Any]:
    return list(disclosures.order_by("pk").values_list("pk", flat=True)[:MOST_NAMED])
