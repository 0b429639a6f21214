"""What was worked out of one edition of the data, kept by the process as long as that edition lasts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from sys import getsizeof
from threading import Lock
from typing import Any

# What keeping a value takes beside its key and itself: small ones would cost more than they count otherwise.
BYTES_OF_AN_ENTRY = 200


class Kept:
    """Values by key, within so many bytes, keys included; what was used longest ago goes first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._lock = Lock()
        self._edition = -1
        self._bytes = 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, edition: int, key: Hashable) -> Any:
        """None where nothing is kept of this edition."""
        with self._lock:
            if edition != self._edition or key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, edition: int, key: Hashable, value: Any, size: int) -> None:
        """Forgets whatever is of another edition. What alone were too large is not kept.

        `size` is that of the value, in bytes.
        """
        size += getsizeof(key) + BYTES_OF_AN_ENTRY
        if size > self.most_bytes:
            return
        with self._lock:
            if edition != self._edition:
                self._values.clear()
                self._edition, self._bytes = edition, 0
            self._bytes -= self._values.pop(key, (None, 0))[1]
            self._values[key] = (value, size)
            self._bytes += size
            while self._bytes > self.most_bytes:
                _, (_, gone) = self._values.popitem(last=False)
                self._bytes -= gone

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._edition, self._bytes = -1, 0
