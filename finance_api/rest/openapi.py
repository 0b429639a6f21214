"""How views describe themselves: stable operation ids, problems, and the headers that every answer has."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from finance_api.rest.downloads import FileRenderer


class FaultSerializer(serializers.Serializer[Any]):
    detail = serializers.CharField()
    code = serializers.CharField()
    pointer = serializers.CharField(required=False, help_text="JSON Pointer into the body")
    parameter = serializers.CharField(required=False, help_text="query parameter")
    header = serializers.CharField(required=False, help_text="header")

    class Meta:
        ref_name = "Fault"


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457. `type` is the address of a page that explains it."""

    type = serializers.URLField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    request_id = serializers.CharField()
    errors = FaultSerializer(many=True, required=False)  # type: ignore[assignment]  # the member is called so
    code = serializers.CharField(required=False, help_text="why a document cannot be read")

    class Meta:
        ref_name = "Problem"


PROBLEM_MEDIA_TYPE = "application/problem+json"

FIELDS = OpenApiParameter("fields", str, description="Only these members: `id,amount`. 只要这些字段。")
OMIT = OpenApiParameter("omit", str, description="Without these members. 不要这些字段。")

BOM = OpenApiParameter(
    "bom", str, enum=["true", "false"], description="Whether CSV begins with the mark that Excel needs."
)

_ALWAYS = (400, 401, 403, 406, 429)
_MEANING = {
    400: "A parameter or the body cannot be used; `errors` names what.",
    401: "A token is needed, or the token is not valid.",
    403: "The token lacks the scope.",
    404: "There is nothing there, or it is not yours to see.",
    406: "No such format here.",
    409: "The present state does not allow it.",
    412: "It has changed since it was read.",
    413: "Too large.",
    415: "Another content type is needed.",
    422: "Understood, and not possible.",
    428: "`If-Match` is needed.",
    429: "Too many requests; `Retry-After` says when.",
    503: "Not at this moment.",
    507: "No room to keep the file.",
}


def _expand(names: list[str]) -> OpenApiParameter:
    description = (
        f"With what the ids stand for, in `expanded`: {', '.join(names)}; several by commas. 展开关联。"
    )
    example = OpenApiExample("all", value=",".join(names))
    return OpenApiParameter("expand", str, description=description, examples=[example])


class Schema(AutoSchema):
    """Adds to every operation the problems it can answer with."""

    def get_operation_id(self) -> str:
        """facts_list, upload_report: the resource and the action."""
        action = getattr(self.view, "action", None) or self.method.lower()
        resource = getattr(self.view, "resource", None) or getattr(self.view, "basename", "") or ""
        return f"{resource.replace('-', '_')}_{action}"

    def is_deprecated(self) -> bool:
        return getattr(self.view, "action", None) in getattr(self.view, "deprecations", {})

    def get_tags(self) -> list[str]:
        return [getattr(self.view, "resource", None) or "service"]

    view: Any

    def get_override_parameters(self) -> list[Any]:
        """Members can be chosen in lists and single rows."""
        action = getattr(self.view, "action", None)
        chosen = action in ("list", "retrieve") or action in getattr(self.view, "sublists", ())
        both = [FIELDS, OMIT] if self.method == "GET" and chosen else []
        if self.method == "GET" and getattr(self.view, "can_expand", bool)():
            both.append(_expand(list(self.view.expansions)))
        bom = [BOM] if getattr(self.view, "offers_files", bool)() else []
        return [*super().get_override_parameters(), *both, *bom]

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        """Those of a sublist are filters of its model, not of the resource's."""
        model = getattr(self.view, "sublists", {}).get(getattr(self.view, "action", None))
        if model is not None:
            self.view.queryset = model._default_manager.none()
        parameters: list[dict[str, Any]] = super()._get_filter_parameters()  # type: ignore[no-untyped-call]
        return parameters

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        if direction == "request":  # a webhook: the receiver answers, not the service
            return bodies
        files = {r.media_type for r in self.view.get_renderers() if isinstance(r, FileRenderer)}
        for media_type in bodies.get("200", {}).get("content", {}).keys() & files:
            bodies["200"]["content"][media_type] = {"schema": {"type": "string", "format": "binary"}}
        for status in self._problem_statuses():
            if str(status) not in bodies:
                answer = OpenApiResponse(ProblemSerializer, description=_MEANING[status])
                bodies[str(status)] = self._get_response_for_code(  # type: ignore[no-untyped-call]
                    answer, str(status), [PROBLEM_MEDIA_TYPE], direction
                )
        return bodies

    def _problem_statuses(self) -> list[int]:
        statuses = set(_ALWAYS)
        if "{" in self.path:
            statuses.add(404)
        if self.method not in ("GET", "HEAD"):
            statuses |= {409, 413, 415}
        return sorted(statuses | set(getattr(self.view, "problems", {}).get(self.view.action, ())))
