"""What is kept stays within its bytes and its edition."""

from __future__ import annotations

from sys import getsizeof

from finance_api.rest.kept import BYTES_OF_AN_ENTRY, Kept


def test_small_values_under_long_keys_stay_within_the_bytes() -> None:
    keys = [f"{number:04d}" + "k" * 1000 for number in range(100)]
    kept = Kept(most_bytes=10 * (getsizeof(keys[0]) + BYTES_OF_AN_ENTRY))
    for key in keys:
        kept.put(1, key, b"", 0)
    assert [key for key in keys if kept.get(1, key) is not None] == keys[-10:]


def test_what_was_used_last_stays_longest() -> None:
    kept = Kept(most_bytes=2 * (getsizeof("a") + BYTES_OF_AN_ENTRY + 1))
    kept.put(1, "a", "A", 1)
    kept.put(1, "b", "B", 1)
    assert kept.get(1, "a") == "A"
    kept.put(1, "c", "C", 1)
    assert [kept.get(1, key) for key in "abc"] == ["A", None, "C"]
    kept.put(1, "d", "D", 10_000)
    assert [kept.get(1, key) for key in "acd"] == ["A", "C", None]


def test_nothing_is_answered_of_another_edition() -> None:
    kept = Kept(most_bytes=1000)
    kept.put(1, "a", "of the first", 1)
    assert kept.get(2, "a") is None
    kept.put(2, "b", "of the second", 1)
    assert kept.get(1, "a") is None
    kept.put(1, "a", "late", 1)
    assert (kept.get(2, "a"), kept.get(2, "b")) == (None, None)
