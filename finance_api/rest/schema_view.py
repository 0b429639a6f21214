"""The description of the API: built once, then served from memory."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views import View
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer

from finance_api.rest import conditional


@cache
def schema_as(form: str) -> bytes:
    """The whole description, as `json` or `yaml`."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    renderer = OpenApiJsonRenderer() if form == "json" else OpenApiYamlRenderer()
    rendered: bytes = renderer.render(schema, renderer_context={})
    return rendered


class SchemaView(View):
    """OpenAPI 3.1, as YAML or, where JSON is asked for, as JSON."""

    def get(self, request: HttpRequest) -> HttpResponse:
        wants_json = request.GET.get("format") == "json" or "json" in request.headers.get("Accept", "")
        form = "json" if wants_json else "yaml"
        body = schema_as(form)
        headers = conditional.caching(conditional.etag_of(body))
        return HttpResponse(
            body, content_type=f"application/vnd.oai.openapi+{form}; charset=utf-8", headers=headers
        )
