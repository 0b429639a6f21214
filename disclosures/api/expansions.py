"""What answers can be expanded by: departments, accounts, disclosures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from rest_framework.request import Request

from disclosures.api.serializers.catalogue import AccountSerializer, DepartmentSerializer
from disclosures.api.serializers.disclosures import DisclosureSerializer
from disclosures.final_accounts.records import StatementKey
from disclosures.models import Account, Department, Disclosure
from finance_api.rest.expanding import Expansion

OF_DISCLOSURE = ("department__region", "department__parent", "current_revision__run__upload")


def _department(answer: Mapping[str, Any]) -> int:
    pk: int = answer["department"]["id"]
    return pk


def _departments(keys: Collection[int], request: Request) -> dict[int, Any]:
    rows = Department.objects.select_related("region", "parent").filter(pk__in=keys)
    return {row.pk: DepartmentSerializer(row).data for row in rows}


def _disclosure(answer: Mapping[str, Any]) -> str:
    return str(answer["disclosure"])


def _disclosures(keys: Collection[str], request: Request) -> dict[str, Any]:
    rows = Disclosure.objects.published_once().select_related(*OF_DISCLOSURE).filter(pk__in=keys)
    return {str(row.pk): DisclosureSerializer(row, context={"request": request}).data for row in rows}


def _account(answer: Mapping[str, Any]) -> tuple[str, str] | None:
    """Functional or economic by the statement: both have codes of the same form."""
    if answer["account"] is None:
        return None
    economic = answer["statement"] == StatementKey.BASIC_EXPENDITURE
    kind = Account.Classification.ECONOMIC if economic else Account.Classification.FUNCTIONAL
    return kind, answer["account"]


def _accounts(keys: Collection[tuple[str, str]], request: Request) -> dict[tuple[str, str], Any]:
    """Of several names of a code the one last known, as aggregates name it."""
    rows = Account.objects.select_related("parent").filter(code__in={code for _, code in keys})
    trusted = rows.exclude(status=Account.Status.HISTORICAL)
    latest_last = sorted(trusted, key=lambda row: (max(row.years_printed, default=0), row.pk))
    return {(row.classification, row.code): AccountSerializer(row).data for row in latest_last}


DEPARTMENT = Expansion(_department, _departments)
DISCLOSURE = Expansion(_disclosure, _disclosures)
ACCOUNT = Expansion(_account, _accounts)
