from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance_api.webhooks import schedule

NOW = datetime(2024, 8, 20, 9, 30, tzinfo=UTC)


def test_the_delays_are_those_documented() -> None:
    delays = []
    for made in range(schedule.MAX_ATTEMPTS):
        due = schedule.next_attempt_at(made, now=NOW, retry_after=None, jitter=0)
        assert due is not None
        delays.append((due - NOW).total_seconds())
    assert delays == [0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    assert schedule.next_attempt_at(schedule.MAX_ATTEMPTS, now=NOW, retry_after=None, jitter=0) is None


@given(made=st.integers(0, schedule.MAX_ATTEMPTS - 1), jitter=st.floats(-1, 1), asked=st.integers(0, 86400))
def test_retry_after_only_makes_it_later(made: int, jitter: float, asked: int) -> None:
    plain = schedule.next_attempt_at(made, now=NOW, retry_after=None, jitter=jitter)
    later = schedule.next_attempt_at(made, now=NOW, retry_after=timedelta(seconds=asked), jitter=jitter)
    assert plain is not None
    assert later == max(plain, NOW + timedelta(seconds=asked))


def test_a_failing_endpoint_is_held_longer_and_longer_up_to_five_minutes() -> None:
    seconds = [schedule.hold(n).total_seconds() for n in range(1, 12)]
    assert seconds == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert schedule.hold(10_000) == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("99999999999999999999", 86400),
        ("Tue, 20 Aug 2024 09:31:00 GMT", 60),
        ("Tue, 20 Aug 2024 09:00:00 GMT", 0),
        ("Tue, 20 Aug 2030 09:00:00 GMT", 86400),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(value: str | None, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert schedule.parse_retry_after(value, now=NOW) == expected
