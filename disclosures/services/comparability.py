"""What keeps figures from being compared or added up as they stand, said beside every such answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from disclosures.models import Disclosure, Run
from disclosures.models.upload import UploadStatus
from disclosures.services.account_names import AccountName

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


@dataclass(frozen=True, slots=True)
class Population:
    """The disclosures that figures come from: what is to be said of them, and who is in whom."""

    notes: tuple[Note, ...]
    several_years: bool
    units: tuple[tuple[int, int], ...]
    """Department and year of units whose accounts those of a department above them include."""


def population(disclosures: QuerySet[Disclosure]) -> Population:
    """Of everything the figures may come from, withdrawn disclosures too, in one query if all is plain."""
    shown = disclosures.filter(current_revision__isnull=False)
    restated = Q(current_revision__number__gt=1)
    errors = Q(current_revision__run__severities__error__gt=0)
    withdrawn = Q(current_revision__isnull=True, revisions__number=1)
    found = _counted(disclosures)
    notes: list[Note] = []
    if number := found["restated"]:
        notes.append(
            Note(
                "restated",
                f"{number} 份决算已更正，金额取自最新版本。",
                f"{number} disclosures were restated; the latest revision is counted.",
                {"disclosures": _ids(disclosures.filter(restated))},
            )
        )
    if number := found["errors"]:
        notes.append(
            Note(
                "published_with_errors",
                f"{number} 份决算带有错误级问题公开。",
                f"{number} disclosures were published with findings of severity error.",
                {"disclosures": _ids(disclosures.filter(errors))},
            )
        )
    if found["withdrawn"]:
        notes.append(
            Note(
                "withdrawn",
                "部分决算已撤回，未计入。",
                "Disclosures were withdrawn and are not counted.",
                {"disclosures": _ids(disclosures.filter(withdrawn))},
            )
        )
    units = _units_within(shown) if found["units"] else []
    return Population(tuple(notes), found["years"] > 1, tuple(units))


POPULATION = """
SELECT count(*) FILTER (WHERE r.number > 1) AS restated,
       count(*) FILTER (WHERE n.severities -> 'error' > '0') AS errors,
       count(*) FILTER (WHERE d.current_revision_id IS NULL AND EXISTS (
           SELECT FROM disclosures_revision w WHERE w.disclosure_id = d.id)) AS withdrawn,
       count(*) FILTER (WHERE d.current_revision_id IS NOT NULL AND p.parent_id IS NOT NULL) AS units,
       count(DISTINCT d.fiscal_year) AS years
FROM ({disclosures}) d
JOIN disclosures_department p ON p.id = d.department_id
LEFT JOIN disclosures_revision r ON r.id = d.current_revision_id
LEFT JOIN disclosures_run n ON n.id = r.run_id
"""


def _counted(disclosures: QuerySet[Disclosure]) -> dict[str, int]:
    """How many there are of whatever has to be said."""
    try:
        rows = disclosures.order_by().values("id", "department_id", "fiscal_year", "current_revision_id")
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return dict.fromkeys(("restated", "errors", "withdrawn", "units", "years"), 0)
    with connection.cursor() as cursor:
        cursor.execute(POPULATION.format(disclosures=sql), values)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def notes_on_accounts(known: Iterable[AccountName]) -> list[Note]:
    """Accounts that were called otherwise in some of the years: the code may have changed its meaning."""
    names: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for account in known:
        names[account.code][account.name] = account.years_printed
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


def _units_within(shown: QuerySet[Disclosure]) -> list[tuple[int, int]]:
    units = list(
        shown.filter(department__parent__isnull=False).values_list(
            "department_id", "fiscal_year", "department__parent_id", "department__parent__parent_id"
        )
    )
    parents = {pk for _, _, parent, above in units for pk in (parent, above) if pk}
    there = set(shown.filter(department__in=parents).values_list("department_id", "fiscal_year"))
    return [(pk, year) for pk, year, parent, above in units if {(parent, year), (above, year)} & there]


def without_units(facts: QuerySet[Any], units: Iterable[tuple[int, int]]) -> QuerySet[Any]:
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
