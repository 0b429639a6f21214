"""Limits of the tests count in one window: none ends between two requests."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from finance_api.rest import throttling


@pytest.fixture
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "time", SimpleNamespace(time=lambda: 1_800_000_000.0))
