"""Real documents, analysed once a run, stored as often as a test likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache as shared_cache
from django.core.files.base import ContentFile
from django.test import Client

from disclosures import pipeline
from disclosures.analysis import Analysis, Declared
from disclosures.api.views.figures import KEPT
from disclosures.checks.finding import Finding, Message, Severity
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.run import CheckResult
from disclosures.models import Upload
from disclosures.services.lease import claim
from disclosures.services.receive import receive
from finance_api.access import audit, tokens
from finance_api.access.audit import Actor
from finance_api.access.models import ApiToken, Organisation

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
QINGDAO = DOCUMENTS / "qingdao-bigdata-bureau-2022" / "qingdao-bigdata-bureau-2022.txt"
PUTUO = DOCUMENTS / "shanghai-putuo-social-work-2024" / "shanghai-putuo-social-work-2024.pdf"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    """Stored files of a test lie in its own directory."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.INCOMING_DIR = tmp_path / "files" / "incoming"
    return tmp_path / "files"


@pytest.fixture
def counters(servers: None) -> Iterator[None]:
    """Rate limits, idempotency keys and kept answers begin empty."""
    shared_cache.clear()
    KEPT.clear()
    yield
    shared_cache.clear()


@cache
def analysed(path: Path) -> Analysis:
    """What all steps make of a real document."""
    return pipeline.analyse(Analysis(path=path, name=path.name))


def store(path: Path, *, actor: Actor = audit.SERVICE, body: bytes | None = None, **changes: Any) -> Upload:
    """The document as an upload that a worker has finished. `body`: other bytes of the same contents."""
    file = ContentFile(body if body is not None else path.read_bytes())
    declared = changes.pop("declared", Declared())
    received = receive(file=file, name=path.name, declared=declared, actor=actor)
    run = received.upload.runs.get()
    lease = claim(run.pk)
    assert lease is not None
    analysis = replace(analysed(path), declared=declared, **changes)
    for number, step in enumerate(pipeline.steps()):
        lease.renew(stage=step.name, done=number, total=len(pipeline.steps()))
        with lease.writing() as held:
            step.store(held, analysis)
    return Upload.objects.get(pk=received.upload.pk)


def sound(path: Path) -> CheckResult:
    """The outcomes for a real document but for its errors, so that it counts as valid."""
    result = analysed(path).checks
    assert result is not None
    kept = [o for o in result.outcomes if o.finding is None or o.finding.severity is not Severity.ERROR]
    return replace(result, outcomes=tuple(kept))


def unsound(path: Path) -> CheckResult:
    """The same with an error that the document does not have."""
    error = Finding(
        "T01-01", 1, "T01-01", Severity.ERROR, Message("合计不等", "The total differs."), fingerprint="f"
    )
    outcome = Outcome("T01-01", 1, "T01-01", OutcomeState.FAILED, finding=error)
    result = sound(path)
    return replace(result, outcomes=(outcome, *result.outcomes))


@pytest.fixture
def qingdao(db: None) -> Upload:
    """A published upload of a real document."""
    return store(QINGDAO, checks=sound(QINGDAO))


@pytest.fixture
def issue(db: None) -> Callable[..., tuple[ApiToken, dict[str, str]]]:
    """A token of an organisation, and the header that sends it."""

    def make(
        organisation: str = "示例市财政局", *scopes: str, **fields: Any
    ) -> tuple[ApiToken, dict[str, str]]:
        owner, _ = Organisation.objects.get_or_create(name=organisation)
        token, text = tokens.issue(
            organisation=owner, name=organisation, scopes=scopes or ["read", "upload"], **fields
        )
        return token, {"Authorization": f"Bearer {text}"}

    return make


@pytest.fixture
def api(client: Client, counters: None, db: None) -> Client:
    return client
