import socket
import time
from pathlib import Path

import pytest

from finance_api.webhooks import egress
from finance_api.webhooks.addresses import parse_ranges
from finance_api.webhooks.egress import EgressError, EgressPolicy, Failure

from .receivers import receiving, resetting, self_signed, status, trickling_headers

LOOPBACK = parse_ranges(["127.0.0.0/8", "::1/128"])
QUICK = EgressPolicy(allowed_ranges=LOOPBACK, connect_seconds=1, total_seconds=1)


def _failure(url: str, policy: EgressPolicy = QUICK) -> EgressError:
    with pytest.raises(EgressError) as caught:
        egress.post(url, b"{}", {}, policy)
    return caught.value


def test_the_body_arrives_byte_for_byte_and_the_answer_comes_back() -> None:
    body = '{"科目": "行政运行"}'.encode()
    with receiving(status(202, b"thanks", {"x-seen": "1"})) as receiver:
        answer = egress.post(receiver.url + "?a=1", body, {"content-type": "application/json"}, QUICK)
    assert (answer.status, answer.head, answer.was_cut) == (202, b"thanks", False)
    headers, received = receiver.requests[0]
    assert received == body
    assert headers["host"] == receiver.url.split("/")[2]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://127.0.0.1/", "not a public address"),
        ("https://[::ffff:10.0.0.1]/", "leads to 10.0.0.1"),
        ("https://[64:ff9b::7f00:1]/", "leads to 127.0.0.1"),
        ("https://localhost/", "not a public address"),
        ("https://2130706433/", "not a public address"),
        ("http://8.8.8.8/", "HTTPS is required"),
        ("https://8.8.8.8:22/", "port 22 is not allowed"),
        ("https://user:secret@8.8.8.8/", "user names and passwords"),
        ("https://8.8.8.8/#top", "no fragment"),
        ("ftp://8.8.8.8/", "only https"),
        ("https:///hook", "only https"),
        ("https://8.8.8.8:99999/", "not a URL"),
        ("https://[::1/", "not a URL"),
    ],
)
def test_where_nothing_may_be_sent_is_said_before_anything_is_sent(url: str, said: str) -> None:
    error = _failure(url, EgressPolicy())
    assert error.failure == Failure.BLOCKED
    assert said in error.detail


def test_the_connection_goes_to_the_tested_address_whatever_the_name_says_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name server that answers with another address the second time (DNS rebinding)."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *args: object, **kwargs: object) -> object:
        if host != "rebinding.test":
            return real(host, *args, **kwargs)  # type: ignore[arg-type]
        asked.append(host)
        first = "127.0.0.1" if len(asked) == 1 else "127.0.0.66"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (first, port))]

    with receiving(status(200)) as receiver:
        port = int(receiver.url.split(":")[2].split("/")[0])
        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        answer = egress.post(f"http://rebinding.test:{port}/hook", b"{}", {}, QUICK)
    assert answer.status == 200
    assert asked == ["rebinding.test"]
    assert receiver.requests[0][0]["host"] == f"rebinding.test:{port}"


def test_one_bad_address_among_several_spoils_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 443)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answers)
    assert "169.254.169.254" in _failure("https://two.test/", EgressPolicy()).detail


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    with receiving(status(200)) as target:
        moved = {"location": target.url}
        with receiving(status(302, b"", moved)) as receiver:
            assert egress.post(receiver.url, b"{}", {}, QUICK).status == 302
    assert target.requests == []


def test_a_megabyte_of_answer_is_cut() -> None:
    with receiving(status(200, b"x" * 1_000_000)) as receiver:
        answer = egress.post(receiver.url, b"{}", {}, QUICK)
    assert answer.was_cut
    assert len(answer.head) == QUICK.answer_bytes


def test_a_byte_at_a_time_meets_the_total_time() -> None:
    with receiving(trickling_headers) as receiver:
        begun = time.monotonic()
        error = _failure(receiver.url)
    assert error.failure == Failure.TIMEOUT
    assert time.monotonic() - begun < 2.5


def test_a_silent_receiver_meets_the_total_time() -> None:
    with receiving(lambda handler: time.sleep(3)) as receiver:
        assert _failure(receiver.url).failure == Failure.TIMEOUT


def test_a_reset_is_told() -> None:
    with receiving(resetting) as receiver:
        assert _failure(receiver.url).failure == Failure.BROKEN


def test_nobody_listening_is_told() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert _failure(f"http://127.0.0.1:{port}/").failure == Failure.NOT_CONNECTED


def test_a_name_that_does_not_resolve_is_told() -> None:
    assert _failure("https://no-such-host.invalid/").failure == Failure.NOT_RESOLVED


def test_certificates_are_verified(tmp_path: Path) -> None:
    context, pem = self_signed(tmp_path, valid_days=(-1, 1))
    with receiving(status(200), context) as receiver:
        unknown = _failure(receiver.url)
        trusting = EgressPolicy(allowed_ranges=LOOPBACK, ca_file=str(pem))
        assert egress.post(receiver.url, b"{}", {}, trusting).status == 200
    assert unknown.failure == Failure.TLS
    assert "certificate" in unknown.detail


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    context, pem = self_signed(tmp_path, valid_days=(-3, -1))
    trusting = EgressPolicy(allowed_ranges=LOOPBACK, ca_file=str(pem), connect_seconds=2, total_seconds=2)
    with receiving(status(200), context) as receiver:
        error = _failure(receiver.url, trusting)
    assert error.failure == Failure.TLS
    assert "expired" in error.detail
