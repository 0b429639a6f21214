from __future__ import annotations

import django_filters

from disclosures.api.filters.fields import YearFilter
from disclosures.models import Upload
from disclosures.models.upload import UploadStatus


class UploadFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(choices=UploadStatus.choices)
    sha256 = django_filters.CharFilter()
    reference = django_filters.CharFilter()
    fiscal_year = YearFilter(field_name="runs__fiscal_year", distinct=True)
    created_at__gte = django_filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte")
    created_at__lte = django_filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="lte")

    class Meta:
        model = Upload
        fields: list[str] = []
