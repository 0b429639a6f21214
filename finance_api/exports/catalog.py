"""The datasets for catalogues: DCAT 3 with schema.org beside it, as JSON-LD."""

from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from finance_api.exports.datasets import DATASETS
from finance_api.rest.conditional import REVALIDATE
from finance_api.rest.files import FORMATS

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}


@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    home = request.build_absolute_uri("/")
    body = {
        "@context": CONTEXT,
        "@id": request.build_absolute_uri(),
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        **_named("部门决算公开", "Open final accounts of Chinese departments"),
        "dct:license": {"@id": settings.DATA_LICENCE_URL},
        "schema:license": settings.DATA_LICENCE_URL,
        "schema:url": home,
        "dcat:dataset": [_dataset(home, name, zh, en) for name, (_, zh, en) in DATASETS.items()],
    }
    return HttpResponse(
        orjson.dumps(body), content_type="application/ld+json", headers={"Cache-Control": REVALIDATE}
    )


def _dataset(home: str, name: str, zh: str, en: str) -> dict[str, Any]:
    address = f"{home}api/v1/{name}/"
    return {
        "@id": address,
        "@type": ["dcat:Dataset", "schema:Dataset"],
        **_named(zh, name),
        "dct:description": en,
        "schema:description": en,
        "dct:license": {"@id": settings.DATA_LICENCE_URL},
        "dct:language": ["zh", "en"],
        "dcat:landingPage": {"@id": f"{home}api/docs/"},
        "dcat:distribution": [
            _distribution(address, format_.name, format_.media_type) for format_ in FORMATS.values()
        ],
    }


def _distribution(address: str, format_: str, media_type: str) -> dict[str, Any]:
    download = f"{address}?format={format_}"
    return {
        "@id": download,
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": download},
        "dcat:mediaType": media_type,
        "schema:contentUrl": download,
        "schema:encodingFormat": media_type,
    }


def _named(zh: str, en: str) -> dict[str, Any]:
    title = [{"@language": "zh", "@value": zh}, {"@language": "en", "@value": en}]
    return {"dct:title": title, "schema:name": zh}
