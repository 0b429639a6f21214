"""A real browser that reaches this machine only. Without Chromium: skipped here, a failure in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

PROGRAMS = {"browser": ("chromium", "chromium-browser", "google-chrome"), "driver": ("chromedriver",)}


@pytest.fixture(scope="session")
def programs() -> dict[str, str]:
    found = {kind: next(filter(None, map(shutil.which, names)), None) for kind, names in PROGRAMS.items()}
    missing = [" or ".join(PROGRAMS[kind]) for kind, path in found.items() if path is None]
    if missing:
        reason = f"not installed: {', '.join(missing)} (Debian: apt install chromium chromium-driver)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return {kind: path for kind, path in found.items() if path}


@pytest.fixture
def browser(programs: dict[str, str], tmp_path: Path) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = programs["browser"]
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--window-size=1280,1000",
        "--lang=zh-CN",
        f"--user-data-dir={tmp_path / 'profile'}",
        # No name but this machine's can be found, and no proxy finds it for the browser.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        "--no-proxy-server",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(programs["driver"]))
    driver.set_page_load_timeout(30)
    yield driver
    driver.quit()


@pytest.fixture(autouse=True)
def counters(servers: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
