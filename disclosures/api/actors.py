"""From a request to what services ask for: on whose behalf, and refusals as answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rest_framework.request import Request

from disclosures.services.errors import NotPossible
from finance_api.access.audit import Actor
from finance_api.access.authentication import token_of
from finance_api.rest.problems import Problem
from finance_api.rest.request_ids import current_request_id


def actor_of(request: Request) -> Actor:
    token = token_of(request)
    return Actor(name=token.name if token else "anonymous", token=token, request_id=current_request_id())


@contextmanager
def refusals_as_conflicts() -> Iterator[None]:
    """What the present state does not allow is a 409 with the service's sentence."""
    try:
        yield
    except NotPossible as refusal:
        raise Problem("conflict", refusal.en, zh=refusal.zh) from refusal
