"""Facts are written straight from the columns of a query: these serializers describe the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from disclosures.api.money import money
from disclosures.api.serializers.shared import DepartmentBriefSerializer, PlaceSerializer
from disclosures.final_accounts.records import Unit

COLUMNS = (
    "id", "department_id", "department__name", "fiscal_year", "statement", "code", "item", "side", "measure",
    "heading", "text", "state", "unit", "amount", "place", "line__label", "run__upload_id",
    "run__upload__sha256", "run__revision__disclosure_id",
)  # fmt: skip


class SourceSerializer(serializers.Serializer[Any]):
    """The cell that the figure stands in."""

    upload = serializers.UUIDField()
    sha256 = serializers.CharField(help_text="of the source file")
    place = PlaceSerializer()


class FactSerializer(serializers.Serializer[Any]):
    """One amount of one department and year."""

    id = serializers.IntegerField()
    disclosure = serializers.UUIDField()
    department = DepartmentBriefSerializer()
    fiscal_year = serializers.IntegerField()
    statement = serializers.CharField(help_text="key of the statement")
    account = serializers.CharField(allow_null=True, help_text="account code; text, leading digits count")
    label = serializers.CharField(help_text="name of the line as printed")  # type: ignore[assignment]  # the member is called so
    item = serializers.CharField(allow_null=True, help_text="key of a line without code")
    side = serializers.CharField(allow_null=True)
    measure = serializers.CharField(help_text="key of the column")
    heading = serializers.CharField(help_text="heading of the column as printed")
    amount = serializers.CharField(
        allow_null=True, help_text="decimal, in `amount_unit`; null unless a value"
    )
    amount_unit = serializers.CharField(help_text="元, or 万元 with unit=wan")
    text = serializers.CharField(allow_blank=True, help_text="as printed")
    unit = serializers.CharField(help_text="printed unit")
    state = serializers.CharField(help_text="value, blank, dash or unreadable")
    source = SourceSerializer()  # type: ignore[assignment]  # the member is called so


def fact_dict(row: Mapping[str, Any], unit: Unit) -> dict[str, Any]:
    return {
        "id": row["id"],
        "disclosure": row["run__revision__disclosure_id"],
        "department": {"id": row["department_id"], "name": row["department__name"]},
        "fiscal_year": row["fiscal_year"],
        "statement": row["statement"],
        "account": row["code"],
        "label": row["line__label"],
        "item": row["item"],
        "side": row["side"],
        "measure": row["measure"],
        "heading": row["heading"],
        "amount": money(row["amount"], unit),
        "amount_unit": unit.value,
        "text": row["text"],
        "unit": row["unit"],
        "state": row["state"],
        "source": {
            "upload": row["run__upload_id"],
            "sha256": row["run__upload__sha256"],
            "place": row["place"],
        },
    }
