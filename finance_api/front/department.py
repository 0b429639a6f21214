"""`/departments/<id>/`: what a department has published, year by year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from disclosures.models import Department, Disclosure
from finance_api.front import charts, linked_data
from finance_api.front.key_figures import key_figures
from finance_api.front.rendering import language_of, missing, of_published_data, page
from finance_api.rest.languages import CHINESE

LARGEST_KEY = 2**63 - 1


@require_safe
@of_published_data
def department(request: HttpRequest, pk: int) -> HttpResponse:
    public = Department.objects.public().select_related("region", "parent")
    found: Department | None = public.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if found is None:
        return missing(request)
    disclosures = list(
        Disclosure.objects.published()
        .filter(department=found)
        .select_related("current_revision__run")
        .order_by("-fiscal_year", "unit_kind")
    )
    runs = {row.pk: row.current_revision.run_id for row in disclosures if row.current_revision}
    figures = key_figures(runs.values())
    years = [(row, figures[runs[row.pk]]) for row in disclosures]
    spent = [
        (str(row.fiscal_year), of["expenditure_total"]) for row, of in years if "expenditure_total" in of
    ]
    context = {
        "department": found,
        "above": public.filter(units=found).first(),
        "units": public.filter(parent=found).order_by("name"),
        "years": years,
        "spent": charts.lying(spent, chinese=language_of(request) == CHINESE),
        "linked_data": linked_data.catalogue(request, found, disclosures),
    }
    return page(request, "front/department.html", context)
