"""When the next attempt is due. Delays follow the preceding attempt, as Standard Webhooks recommends."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

DELAYS: tuple[timedelta, ...] = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MAX_ATTEMPTS = len(DELAYS)
JITTER = 0.1
DISABLE_AFTER = timedelta(days=5)
"""Failing without one success for so long disables an endpoint, whatever is still scheduled."""

HOLD_AFTER_FAILURES = 3
"""So many failures in a row, and an endpoint is tried with one delivery at a time, ever more rarely."""
_FIRST_HOLD = timedelta(seconds=5)
_LONGEST_HOLD = timedelta(minutes=5)
_LONGEST_RETRY_AFTER = timedelta(hours=24)


def next_attempt_at(
    made: int, *, now: datetime, retry_after: timedelta | None, jitter: float
) -> datetime | None:
    """When to try again after `made` attempts; None after the last. jitter: in [-1, 1].

    A receiver's Retry-After only ever makes it later.
    """
    if made >= MAX_ATTEMPTS:
        return None
    delay = DELAYS[made] * (1 + JITTER * jitter)
    return now + max(delay, retry_after or timedelta(0))


def hold(consecutive_failures: int) -> timedelta:
    """How long a failing endpoint is left alone: nothing at first, then 5 s doubling up to 5 minutes.

    Without it a hanging receiver would hold a sender for ten seconds with each of its due deliveries.
    """
    excess = consecutive_failures - HOLD_AFTER_FAILURES
    if excess < 0:
        return timedelta(0)
    doubled: int = 2 ** min(excess, 10)
    return min(_FIRST_HOLD * doubled, _LONGEST_HOLD)


def parse_retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """Retry-After (RFC 9110 §10.2.3) in seconds or as a date; None where absent or not understood.

    At most 24 hours: a receiver cannot put its messages off for ever.
    """
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        seconds = min(int(text[:9]), int(_LONGEST_RETRY_AFTER.total_seconds()))
        return timedelta(seconds=seconds)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return min(max(moment - now, timedelta(0)), _LONGEST_RETRY_AFTER)
