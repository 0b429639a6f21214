"""Facts are written straight from the columns of a query: these serializers describe the answer."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.serializers.catalogue import AccountSerializer, DepartmentSerializer
from disclosures.api.serializers.disclosures import DisclosureSerializer
from disclosures.api.serializers.shared import DepartmentBriefSerializer, PlaceSerializer


class SourceSerializer(serializers.Serializer[Any]):
    """The cell that the figure stands in."""

    upload = serializers.UUIDField()
    sha256 = serializers.CharField(help_text="of the source file")
    place = PlaceSerializer()
    picture = serializers.CharField(
        allow_null=True, help_text="address of the page's picture with the cell marked; null without pages"
    )


class ExpandedFactSerializer(serializers.Serializer[Any]):
    """Only what `expand` names; null where it is not known."""

    department = DepartmentSerializer(required=False)
    account = AccountSerializer(required=False, allow_null=True)
    disclosure = DisclosureSerializer(required=False, allow_null=True)


class FactSerializer(serializers.Serializer[Any]):
    """One amount of one department and year."""

    id = serializers.IntegerField()
    disclosure = serializers.UUIDField()
    revision = serializers.IntegerField(help_text="number of the revision it stands in")
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
    expanded = ExpandedFactSerializer(required=False)
    source = SourceSerializer()  # type: ignore[assignment]  # the member is called so
