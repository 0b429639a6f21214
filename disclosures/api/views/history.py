"""The revisions of a disclosure: which holds, which held on a day, and what a restatement changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.filters.fields import end_of
from disclosures.api.serializers.disclosures import (
    DiffSerializer,
    RevisionSerializer,
)
from disclosures.api.views.findings_of_run import FindingsMixin
from disclosures.models import Disclosure, Revision, Run
from disclosures.services.compare import diff
from disclosures.services.history import revisions_as_of
from finance_api.rest.parameters import fault, invalid, whole_number
from finance_api.rest.problems import Problem


class HistoryMixin(FindingsMixin):
    """Actions of disclosures. `revision=` and `as_of=` choose; else it is the current one."""

    @extend_schema(
        summary="Every publication of a disclosure",
        responses={200: RevisionSerializer(many=True)},
        examples=[examples.REVISION],
    )
    @action(detail=True, url_path="revisions", pagination_class=None, filterset_class=None)
    def revisions(self: Any, request: Request, pk: str | None = None) -> Response:
        rows = self.get_object().revisions.select_related("run__upload").order_by("-number")
        return Response(RevisionSerializer(rows, many=True).data)

    @extend_schema(
        summary="What a restatement changed",
        description="Compares two revisions, by default the last two. 更正前后对比。",
        parameters=[
            OpenApiParameter("before", int, description="number of the earlier revision"),
            OpenApiParameter("after", int, description="number of the later revision"),
        ],
        responses={200: DiffSerializer},
        examples=[examples.DIFF],
    )
    @action(detail=True, url_path="diff", pagination_class=None, filterset_class=None)
    def diff(self: Any, request: Request, pk: str | None = None) -> Response:
        revisions = {r.number: r for r in self.get_object().revisions.all()}
        last = max(revisions)
        after = whole_number(request, "after", last, at_least=1, at_most=last)
        before = whole_number(request, "before", max(1, after - 1), at_least=1, at_most=last)
        changes = diff(revisions[before].run_id, revisions[after].run_id)
        return Response({"before": before, "after": after, "changes": changes})

    def shown_run(self: Any) -> Run:
        run: Run = self.shown_revision().run
        return run

    def shown_revision(self: Any) -> Revision:
        """The one asked for by day or number, or the current one."""
        disclosure: Disclosure = self.get_object()
        revision: Revision | None
        if (day := self.request.query_params.get("as_of")) is not None:
            revision = revisions_as_of([disclosure.pk], end_of(day_of(day))).get(disclosure.pk)
        elif "revision" in self.request.query_params:
            number = whole_number(self.request, "revision", 1, at_least=1, at_most=30_000)
            revision = disclosure.revisions.filter(number=number).first()
        else:
            revision = disclosure.current_revision
        if revision is None:
            raise Problem(
                "not-found",
                "There is no such revision, or the disclosure was withdrawn.",
                zh="没有此版本，或该决算已撤回。",
            )
        return revision


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise invalid(
            fault("as_of", "'as_of' is a day such as 2024-03-31.", zh="as_of 应为日期，例如 2024-03-31。")
        ) from error
