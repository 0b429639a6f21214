"""How an operation takes its leave: Deprecation (RFC 9745), Sunset (RFC 8594), and where to go instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.http import http_date


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Since when it is discouraged, when it ends, and the address of what replaces it or explains why."""

    since: datetime
    sunset: datetime | None = None
    successor: str = ""
    explained_at: str = ""

    def __post_init__(self) -> None:
        if self.sunset is not None and self.sunset < self.since:
            raise ValueError("an operation ends after it is deprecated, not before")

    def headers(self) -> dict[str, str]:
        headers = {"Deprecation": f"@{int(self.since.astimezone(UTC).timestamp())}"}
        if self.sunset is not None:
            headers["Sunset"] = http_date(self.sunset.timestamp())
        links = {"successor-version": self.successor, "deprecation": self.explained_at}
        if link := ", ".join(f'<{target}>; rel="{rel}"' for rel, target in links.items() if target):
            headers["Link"] = link
        return headers
