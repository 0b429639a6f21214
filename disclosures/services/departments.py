"""Whose accounts these are: the department of a printed name, and the region it lies in."""

from __future__ import annotations

import re
import unicodedata

from django.db import IntegrityError, transaction
from django.db.models import Q

from disclosures.analysis import Declared, printed_department
from disclosures.final_accounts.records import Contradiction, FinalAccounts
from disclosures.models import Department, Region
from disclosures.models.department import DepartmentQuerySet
from disclosures.models.region import RegionQuerySet

_PARTY = re.compile(r"^(中国共产党|中共)")
_SUFFIXES = ("省", "市", "区", "县", "自治区", "自治州", "地区", "盟", "旗")


def department_of(accounts: FinalAccounts, declared: Declared) -> tuple[Department, list[Contradiction]]:
    """Whose accounts these are, and everything that was declared otherwise than it is printed.

    A declared name that no department has does not make one where the document prints another.
    """
    contradictions = list(accounts.contradictions)
    name, printed = accounts.department or "", printed_department(accounts, declared)
    said = _region_coded(declared.region)
    if (
        printed != name
        and _matching(normalised(name), _more_exact(region_of(normalised(name)), said)) is None
    ):
        name = printed
    own = region_of(normalised(name))
    if own and said and not (own.path.startswith(said.path) or said.path.startswith(own.path)):
        place = accounts.department_place
        contradictions.append(Contradiction("region", own.name, said.code, place, declared=True))
    return department_named(name, region_code=declared.region), contradictions


def department_named(name: str, *, region_code: str = "") -> Department:
    """The department of this name or alias in its region; created, unconfirmed, where there is none."""
    printed = normalised(name)
    region = _more_exact(region_of(printed), _region_coded(region_code))
    found = _matching(printed, region)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Department.objects.create(name=printed[:200], region=region)
    except IntegrityError:
        # Another worker has met the same name at the same moment.
        return Department.objects.get(name=printed[:200], region=region)


def normalised(name: str) -> str:
    """Full-width letters and brackets folded, blanks gone."""
    return "".join(unicodedata.normalize("NFKC", name).split()).replace("(", "（").replace(")", "）")


def region_of(name: str) -> Region | None:
    """The region a department's name begins with (青岛市…, 中共上海市普陀区委…); None where unclear."""
    rest = _PARTY.sub("", name)
    named = _named_at_start(rest, Q(level__in=(Region.Level.PROVINCE, Region.Level.PREFECTURE)))
    if named is None:
        return _only(Region.objects.filter(level=Region.Level.COUNTY, name=_county(rest)))
    region, rest = named
    within = Q(path__startswith=region.path) & ~Q(pk=region.pk)
    deeper = _named_at_start(rest, within)
    if deeper is None:
        return region
    region, rest = deeper
    deepest = _named_at_start(rest, Q(path__startswith=region.path) & ~Q(pk=region.pk))
    return deepest[0] if deepest else region


def _region_coded(code: str) -> Region | None:
    return Region.objects.filter(code=code).first() if code else None


def _more_exact(own: Region | None, said: Region | None) -> Region | None:
    """The region that the name says, unless the declared one lies in it or the name says none."""
    inside = said is not None and (own is None or said.path.startswith(own.path))
    return said if inside else own


def _named_at_start(text: str, among: Q) -> tuple[Region, str] | None:
    """The one region whose full name the text begins with; the longest name where several fit."""
    beginnings = [text[:length] for length in range(2, min(len(text), 14) + 1)]
    fits = list(Region.objects.filter(among, name__in=beginnings))
    longest = max((len(region.name) for region in fits), default=0)
    best = [region for region in fits if len(region.name) == longest]
    return (best[0], text[longest:]) if len(best) == 1 else None


def _county(text: str) -> str:
    """What of the text may be the name of a county: up to the first of the usual endings."""
    ends = [text.find(suffix) + len(suffix) for suffix in _SUFFIXES if text.find(suffix) > 0]
    return text[: min(ends)] if ends else ""


def _only(regions: RegionQuerySet) -> Region | None:
    found = list(regions[:2])
    return found[0] if len(found) == 1 else None


def _matching(name: str, region: Region | None) -> Department | None:
    called = Department.objects.called(name)
    if region is not None:
        here = called.filter(region=region).first()
        return here or _sole(called.filter(region__isnull=True))
    return _sole(called)


def _sole(departments: DepartmentQuerySet) -> Department | None:
    found = list(departments[:2])
    return found[0] if len(found) == 1 else None
