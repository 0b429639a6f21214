"""Made-up requests to every operation: no failure of ours, no status or body that the description lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import yaml
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from finance_api.access import tokens
from finance_api.access.models import Organisation
from finance_api.rest.schema_view import schema_as
from finance_api.wsgi import application

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
description = schemathesis.openapi.from_dict(yaml.safe_load(schema_as("yaml")))
description.app = application


@pytest.fixture
def administrator(db: None, settings: Any, tmp_path: Any) -> Iterator[dict[str, str]]:
    """The header of a token that may do everything; within the transaction of the test, no rate limits."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.INCOMING_DIR = tmp_path / "files" / "incoming"
    settings.RATE_LIMIT_ANONYMOUS = settings.RATE_LIMIT_TOKEN = 0
    owner = Organisation.objects.create(name="示例市财政局")
    _, text = tokens.issue(organisation=owner, name="administrator", scopes=["admin"])
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    # The client that calls the application in this process unpacks nothing.
    yield {"Authorization": f"Bearer {text}", "Accept-Encoding": "identity"}
    for signal in ends:
        signal.connect(close_old_connections)


@description.parametrize()
@hypothesis_settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_an_operation_answers_as_described(case: Any, administrator: dict[str, str]) -> None:
    response = case.call(base_url="http://localhost", headers=administrator)
    assert response.status_code < 500, response.text[:500]
    case.validate_response(response, checks=CHECKS)
