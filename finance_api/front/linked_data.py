"""What search engines for data are told of a page: schema.org as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from disclosures.models import Department, Disclosure, Revision

CONTEXT = "https://schema.org"


def dataset(
    request: HttpRequest, disclosure: Disclosure, revision: Revision, statements: Sequence[str]
) -> dict[str, Any]:
    """One disclosure, each statement of it as a download."""
    api = request.build_absolute_uri(f"/api/v1/disclosures/{disclosure.pk}/")
    upload = revision.run.upload
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": api,
        **_of(request, disclosure),
        "description": f"{disclosure.department.name}{disclosure.fiscal_year}年度部门决算公开表中的各项金额，"
        "每个金额均注明其在原文件中的位置，并附勾稽关系检查结果。",
        "version": str(revision.number),
        "datePublished": revision.published_at.date().isoformat(),
        "dateModified": disclosure.updated_at.date().isoformat(),
        **_licence(),
        "isAccessibleForFree": True,
        "inLanguage": "zh",
        "creator": _organisation(disclosure.department),
        **_covering(disclosure.department),
        "isBasedOn": {
            "@type": "MediaObject",
            "contentUrl": f"{api}revisions/{revision.number}/file/",
            "encodingFormat": upload.media_type,
            "sha256": upload.sha256,
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "name": key,
                "encodingFormat": media_type,
                "contentUrl": f"{api}statements/{key}/?format={name}",
            }
            for key in statements
            for name, media_type in (("json", "application/json"), ("csv", "text/csv"))
        ],
    }


def catalogue(
    request: HttpRequest, department: Department, disclosures: Iterable[Disclosure]
) -> dict[str, Any]:
    """A department's disclosures, each to be followed to its own page."""
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "name": f"{department.name}部门决算",
        "url": request.build_absolute_uri(request.path),
        **_licence(),
        "about": _organisation(department),
        "dataset": [{"@type": "Dataset", **_of(request, disclosure)} for disclosure in disclosures],
    }


def _of(request: HttpRequest, disclosure: Disclosure) -> dict[str, Any]:
    return {
        "name": f"{disclosure.department.name}{disclosure.fiscal_year}年度部门决算",
        "url": request.build_absolute_uri(f"/disclosures/{disclosure.pk}/"),
        "temporalCoverage": str(disclosure.fiscal_year),
    }


def _licence() -> dict[str, Any]:
    return {"license": settings.DATA_LICENCE_URL} if settings.DATA_LICENCE_URL else {}


def _organisation(department: Department) -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": department.name}


def _covering(department: Department) -> dict[str, Any]:
    region = department.region
    return {"spatialCoverage": {"@type": "Place", "name": region.name}} if region else {}
