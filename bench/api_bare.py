"""The same queries by bare Django views: raw SQL, orjson, nothing else. What the API is measured against.

`bench.api_bare_wsgi` is served as the API is: by the same server with as many processes and threads, from the
same database with the same settings of its connections. No middleware, limits, checks, ETags or notes.
"""

from __future__ import annotations

from decimal import Decimal

import orjson
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

FACTS = """
SELECT f.id, r.disclosure_id, r.number, f.department_id, d.name, f.fiscal_year, f.statement, f.code, l.label,
       f.item, f.side, f.measure, f.heading, f.amount, f.text, f.unit, f.state, n.upload_id, u.sha256, f.place
FROM disclosures_fact f
JOIN disclosures_department d ON d.id = f.department_id
JOIN disclosures_line l ON l.id = f.line_id
JOIN disclosures_run n ON n.id = f.run_id
JOIN disclosures_upload u ON u.id = n.upload_id
LEFT JOIN disclosures_revision r ON r.run_id = n.id
"""
LIST = f"""{FACTS} WHERE f.published AND f.fiscal_year = %s AND f.statement = 'expenditure'
AND f.measure = 'total' AND f.code LIKE %s ORDER BY f.id LIMIT 100"""
DETAIL = f"{FACTS} WHERE f.id = %s"
AGGREGATE = """
SELECT {columns}, sum(f.amount), min(f.amount), max(f.amount), avg(f.amount), count(f.amount)
FROM disclosures_fact f {joins}
WHERE f.published AND f.fiscal_year = %s AND f.statement = 'expenditure' AND f.measure = 'total' AND f.leaf
GROUP BY {columns} ORDER BY {columns}
"""
BY_ACCOUNT = AGGREGATE.format(columns="f.code", joins="")
BY_DEPARTMENT = AGGREGATE.format(
    columns="f.department_id, d.name, f.code", joins="JOIN disclosures_department d ON d.id = f.department_id"
)


def facts(request):
    return _answer(LIST, [int(request.GET["fiscal_year"]), request.GET["account"] + "%"])


def fact(request, pk):
    return _answer(DETAIL, [pk])


def aggregate(request):
    return _answer(
        BY_DEPARTMENT if "groups" in request.GET else BY_ACCOUNT, [int(request.GET["fiscal_year"])]
    )


def _answer(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    body = orjson.dumps(rows, default=_plain)
    return HttpResponse(body, content_type="application/json", headers={"Content-Length": str(len(body))})


def _plain(value):
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError


urlpatterns = [
    path("bare/facts/", facts),
    path("bare/facts/<int:pk>/", fact),
    path("bare/aggregate/", aggregate),
]


class BareHandler(WSGIHandler):
    """These views without any middleware."""

    def __init__(self):
        with override_settings(MIDDLEWARE=[]):
            super().__init__()

    def resolve_request(self, request):
        request.urlconf = "bench.api_bare"
        return super().resolve_request(request)
