"""Who replaces what: restatements, late runs, other organisations, withdrawals."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from typing import Any

import pytest
from django.db import connection, transaction

from disclosures.models import Disclosure, Fact, Revision, Upload
from disclosures.services.errors import NotPossible
from disclosures.services.publish import conclude, publish
from disclosures.services.withdraw import withdraw
from finance_api.access import audit
from finance_api.access.audit import Actor
from finance_api.webhooks.models import Event
from tests.disclosures.conftest import QINGDAO, sound, store, unsound

pytestmark = pytest.mark.django_db


def sent(text: bytes = b"", **more: Any) -> Upload:
    """The document with other bytes, valid unless told otherwise."""
    checks = more.pop("checks", None) or sound(QINGDAO)
    return store(QINGDAO, body=QINGDAO.read_bytes() + text, checks=checks, **more)


def current() -> Revision:
    revision = Disclosure.objects.get().current_revision
    assert revision is not None
    return revision


def published_runs() -> set[Any]:
    return set(Fact.objects.published().values_list("run", flat=True))


def test_a_restatement_replaces_and_both_say_so() -> None:
    first, second = sent(), sent(b"\n")
    revision = current()
    assert (revision.number, revision.kind, revision.run.upload_id) == (2, "restatement", second.pk)
    former = Revision.objects.get(number=1)
    assert former.superseded_at == revision.published_at
    assert former.run.upload_id == first.pk
    assert published_runs() == {revision.run_id}
    types = [event.type for event in Event.objects.order_by("sequence")]
    assert types == ["upload.valid", "disclosure.published", "upload.valid", "disclosure.restated"]


def test_an_invalid_restatement_is_held_and_the_former_stays() -> None:
    first = sent()
    held = sent(b"\n", checks=unsound(QINGDAO))
    assert held.status == "invalid"
    assert current().run.upload_id == first.pk
    assert published_runs() == {current().run_id}


def test_invalid_documents_are_published_where_the_operator_wants_it(settings: Any) -> None:
    settings.PUBLISH_INVALID = True
    upload = sent(checks=unsound(QINGDAO))
    assert upload.status == "invalid"
    assert current().run.upload_id == upload.pk


def test_an_older_upload_that_is_finished_later_does_not_replace_the_newer() -> None:
    sent()
    late = sent(b"\n", checks=unsound(QINGDAO))
    Upload.objects.filter(pk=late.pk).update(created_at=late.created_at.replace(year=2000))
    late.refresh_from_db()
    run = late.runs.get()
    run.severities = {}
    assert conclude(run) is None
    assert current().number == 1


def test_what_another_organisation_has_published_is_not_replaced(issue: Any) -> None:
    one, _ = issue("甲局", "upload", "publish")
    other, _ = issue("乙局", "upload", "publish")
    sent(actor=Actor(name="甲局", token=one))
    foreign = sent(b"\n", actor=Actor(name="乙局", token=other))
    assert foreign.status == "valid"
    assert current().number == 1
    with pytest.raises(NotPossible, match="Another organisation"):
        publish(run=foreign.runs.get(), reason="ours", actor=Actor(name="乙局", token=other))
    revision = publish(run=foreign.runs.get(), reason="agreed", actor=Actor(name="operator"))
    assert (revision.number, revision.reason) == (2, "agreed")


def test_after_a_withdrawal_nothing_is_published_by_itself() -> None:
    first = sent()
    disclosure = Disclosure.objects.get()
    withdraw(disclosure=disclosure, reason="误发", actor=audit.SERVICE)
    assert published_runs() == set()
    held = sent(b"\n")
    assert held.status == "valid"
    assert Disclosure.objects.get().current_revision is None
    publish(run=held.runs.get(), reason="更正后重新公开", actor=audit.SERVICE)
    assert current().number == 2
    with pytest.raises(NotPossible, match="published before"):
        publish(run=first.runs.get(), reason="back", actor=audit.SERVICE)


def test_publishing_twice_and_without_reason_is_refused() -> None:
    upload = sent()
    with pytest.raises(NotPossible, match="reason"):
        publish(run=upload.runs.get(), reason="  ", actor=audit.SERVICE)
    with pytest.raises(NotPossible, match="already"):
        publish(run=upload.runs.get(), reason="again", actor=audit.SERVICE)


WAITING = """
SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


@pytest.mark.django_db(transaction=True)
def test_of_two_that_are_published_at_once_the_second_replaces_the_first() -> None:
    sent()
    runs = [sent(text, checks=unsound(QINGDAO)).runs.get() for text in (b"\n", b"\n\n")]
    begun = Signal()

    def publish_slowly() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            publish(run=runs[0], reason="first", actor=audit.SERVICE)
            begun.set()
            for _ in range(500):
                time.sleep(0.01)
                cursor.execute(WAITING)
                if cursor.fetchone() != (0,):
                    break
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(publish_slowly)
        assert begun.wait(timeout=30)
        publish(run=runs[1], reason="second", actor=audit.SERVICE)
        first.result()
    assert (current().number, current().run_id) == (3, runs[1].pk)
    assert published_runs() == {runs[1].pk}
