import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook

from finance_api.webhooks import signing


@given(
    data=st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53)),
    message_id=st.from_regex(r"evt_[0-9a-f]{32}", fullmatch=True),
)
def test_an_independent_verifier_accepts_every_signature(data: dict[str, object], message_id: str) -> None:
    secret = signing.new_secret()
    body = json.dumps(data).encode()
    headers = signing.headers(message_id, int(time.time()), body, [secret])
    assert Webhook(secret).verify(body, headers) == data


def test_the_verifier_accepts_a_payload_during_a_rotation_with_either_secret() -> None:
    old, new = signing.new_secret(), signing.new_secret()
    headers = signing.headers("evt_1", int(time.time()), b'{"a": "\xe5\x86\xb3\xe7\xae\x97"}', [new, old])
    for secret in (old, new):
        assert Webhook(secret).verify(b'{"a": "\xe5\x86\xb3\xe7\xae\x97"}', headers) == {"a": "决算"}


def test_a_published_example_is_reproduced() -> None:
    """The example of the Standard Webhooks specification's reference libraries."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    signature = signing.sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def _explain(secret: str, **changes: object) -> str:
    now = 1_700_000_000
    body = b'{"type":"ping"}'
    received = signing.headers("evt_1", now, body, [secret])
    arguments = {"received": received, "body": body, "keys": [secret], "sent": body, "now": now}
    return signing.explain(**(arguments | changes)).code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "verified"),
        ({"received": {"webhook-id": "evt_1"}}, "header_missing"),
        ({"body": b'{ "type": "ping" }'}, "body_changed"),
        ({"body": b'{ "type": "ping" }', "sent": None}, "key_mismatch"),
        ({"keys": [signing.new_secret()]}, "key_mismatch"),
        ({"now": 1_700_000_301}, "timestamp_out_of_tolerance"),
        ({"now": 1_700_000_300}, "verified"),
        ({"now": 1_699_999_699}, "timestamp_out_of_tolerance"),
    ],
)
def test_explain_names_the_reason(changes: dict[str, object], code: str) -> None:
    assert _explain(signing.new_secret(), **changes) == code


def test_explain_reads_header_names_in_any_case_and_names_malformed_values() -> None:
    headers = {"Webhook-Id": "evt_1", "WEBHOOK-TIMESTAMP": "soon", "webhook-signature": "v1,x"}
    verdict = signing.explain(received=headers, body=b"", keys=[], sent=None, now=0)
    assert verdict.code == "timestamp_malformed"
    headers["WEBHOOK-TIMESTAMP"], headers["webhook-signature"] = "1", "v2,abc"
    verdict = signing.explain(received=headers, body=b"", keys=[], sent=None, now=0)
    assert verdict.code == "signature_malformed"


def test_a_secret_that_is_no_base64_is_refused() -> None:
    with pytest.raises(ValueError, match="base64"):
        signing.key_of("whsec_not base64!")
