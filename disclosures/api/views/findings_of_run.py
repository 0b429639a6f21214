"""`findings/` of whatever shows a run: an upload its latest, a disclosure that of a revision."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from disclosures.api import examples
from disclosures.api.filters.findings import FindingOfRunFilter
from disclosures.api.sarif import SarifRenderer, sarif_answer, wants_sarif
from disclosures.api.serializers.findings import FindingSerializer
from disclosures.models import Finding
from finance_api.rest.renderers import JsonRenderer


class FindingsMixin:
    """The view says by `shown_run` which run that is."""

    @extend_schema(
        summary="What is wrong with the document",
        responses={200: FindingSerializer(many=True)},
        examples=[examples.FINDING],
    )
    @action(
        detail=True,
        url_path="findings",
        filterset_class=FindingOfRunFilter,
        serializer_class=FindingSerializer,
        orderings={"ordinal": "ordinal"},
        default_ordering="ordinal",
        renderer_classes=[JsonRenderer, SarifRenderer],
    )
    def findings(self: Any, request: Request, pk: str | None = None) -> HttpResponseBase:
        run = self.shown_run()
        rows = Finding.objects.with_waivers().filter(run=run).select_related("run__department")
        if wants_sarif(request):
            return sarif_answer(request, run, self.filter_queryset(rows))
        page: HttpResponseBase = self.page_of(rows)
        return page
