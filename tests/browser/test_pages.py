"""The pages as a person uses them, in a browser that finds no host but this one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.conftest import StartWorker
from tests.disclosures.conftest import DOCUMENTS
from tests.finance_api.served import publish_samples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PDF = DOCUMENTS / "shanghai-putuo-social-work-2024" / "shanghai-putuo-social-work-2024.pdf"
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}


def wait(browser: Chrome, seconds: float = 20) -> WebDriverWait[Chrome]:
    return WebDriverWait(browser, seconds, poll_frequency=0.1)


def complaints(browser: Chrome) -> list[str]:
    """What the browser could not load or run."""
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def hosts_asked(browser: Chrome) -> set[str]:
    names = browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    return {urlsplit(name).hostname or "" for name in names if name.startswith("http")}


def open_operation(browser: Chrome, operation: str) -> Any:
    found = wait(browser).until(lambda b: b.find_element(By.CSS_SELECTOR, f"[id$='-{operation}']"))
    browser.execute_script("arguments[0].scrollIntoView()", found)
    found.find_element(By.CSS_SELECTOR, ".opblock-summary-control").click()
    wait(browser).until(lambda _: found.find_elements(By.CSS_SELECTOR, ".try-out__btn"))
    browser.execute_script("arguments[0].click()", found.find_element(By.CSS_SELECTOR, ".try-out__btn"))
    return found


def execute(browser: Chrome, operation: Any) -> tuple[int, Any]:
    """The status and the body that Swagger UI shows."""
    button = wait(browser).until(lambda _: operation.find_element(By.CSS_SELECTOR, ".execute"))
    browser.execute_script("arguments[0].click()", button)
    shown = ".live-responses-table .response"
    row = wait(browser, 60).until(lambda _: operation.find_element(By.CSS_SELECTOR, shown))
    status = int(row.find_element(By.CSS_SELECTOR, ".response-col_status").text.split()[0])
    return status, json.loads(row.find_element(By.CSS_SELECTOR, "pre code, pre").text)


def test_swagger_ui_sends_a_document_and_shows_its_findings(
    browser: Chrome, live_server: LiveServer, start_worker: StartWorker
) -> None:
    start_worker()
    browser.get(f"{live_server.url}/api/docs/")
    create = open_operation(browser, "uploads_create")
    chooser = wait(browser).until(lambda _: create.find_element(By.CSS_SELECTOR, "input[type=file]"))
    chooser.send_keys(str(PDF))
    status, upload = execute(browser, create)
    assert status == 202, upload
    assert (upload["name"], upload["status"]) == (PDF.name, "queued")
    wait(browser, 90).until(lambda _: _is_finished(browser, live_server, upload["id"]))

    findings = open_operation(browser, "uploads_findings")
    field = wait(browser).until(
        lambda _: findings.find_element(By.CSS_SELECTOR, "tr[data-param-name=id] input")
    )
    # Leaving the field makes Swagger UI take its text over at once.
    field.send_keys(upload["id"], Keys.TAB)
    status, page = execute(browser, findings)
    assert status == 200, page
    assert page["results"]
    assert all(finding["message"]["zh"] and finding["rule"] for finding in page["results"])
    assert hosts_asked(browser) == {urlsplit(live_server.url).hostname}
    assert complaints(browser) == []


def _is_finished(browser: Chrome, live_server: LiveServer, upload: str) -> bool:
    address = f"{live_server.url}/api/v1/uploads/{upload}/"
    answer = browser.execute_async_script(
        "const done = arguments[1]; fetch(arguments[0]).then(a => a.json()).then(a => done(a.status))",
        address,
    )
    return answer in ("valid", "invalid")


def test_redoc_needs_no_other_host(browser: Chrome, live_server: LiveServer) -> None:
    browser.get(f"{live_server.url}/api/redoc/")
    wait(browser).until(lambda b: "uploads" in b.find_element(By.TAG_NAME, "body").text)
    # What Redoc would fetch from its maker is refused by the page's policy; nothing else goes wrong.
    others = [message for message in complaints(browser) if "Content Security Policy" not in message]
    assert [message for message in others if "favicon" not in message] == []


def test_the_front_page_tells_what_there_is_and_searches(browser: Chrome, live_server: LiveServer) -> None:
    publish_samples()
    browser.get(live_server.url)
    counts = [item.text for item in browser.find_elements(By.CSS_SELECTOR, ".counts dd")]
    assert counts[:3] == ["4", "3", "4"]
    assert "青岛市大数据发展管理局" in browser.find_element(By.CSS_SELECTOR, ".cards").text

    browser.find_element(By.ID, "q").send_keys("青岛\n")
    wait(browser).until(lambda b: "/search/" in b.current_url)
    found = wait(browser).until(lambda b: b.find_element(By.CSS_SELECTOR, ".cards"))
    assert "青岛市大数据发展管理局" in found.text
    assert browser.find_element(By.ID, "q").get_attribute("value") == "青岛"
    assert hosts_asked(browser) == {urlsplit(live_server.url).hostname}
    assert complaints(browser) == []


@pytest.mark.parametrize("path", ["/", "/search/?q=行政&lang=en", "/search/?q=20103", "/problems/"])
def test_a_page_fits_a_phone(browser: Chrome, live_server: LiveServer, path: str) -> None:
    publish_samples()
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.get(live_server.url + path)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_pages_say_a_document_language_and_label_their_fields(
    browser: Chrome, live_server: LiveServer, tmp_path: Path
) -> None:
    for language, expected in (("zh", "zh-CN"), ("en", "en")):
        browser.get(f"{live_server.url}/?lang={language}")
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == expected
        field = browser.find_element(By.CSS_SELECTOR, "input[type=search]")
        assert field.accessible_name
        assert browser.find_element(By.CSS_SELECTOR, "button").accessible_name


def test_a_person_comes_from_the_search_to_the_picture_of_a_cell(
    browser: Chrome, live_server: LiveServer
) -> None:
    """Front page → search → department → disclosure, on a phone → the page that a line was read from."""
    publish_samples()
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.get(f"{live_server.url}/search/?q=普陀&lang=zh")
    for selector, path in ((".cards a", "/departments/"), ("main table a", "/disclosures/")):
        browser.find_element(By.CSS_SELECTOR, selector).click()
        wait(browser).until(lambda b, path=path: path in b.current_url)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE["width"]
    assert len(browser.find_elements(By.CSS_SELECTOR, "table.printed")) == 9
    marked = browser.find_elements(By.CSS_SELECTOR, "a.named")
    assert marked
    target = str(marked[0].get_attribute("href")).partition("#")[2]
    assert browser.find_element(By.ID, target).text
    line = browser.find_element(By.CSS_SELECTOR, "table.printed tbody th a[href*='box=']")
    assert hosts_asked(browser) == {urlsplit(live_server.url).hostname}
    assert complaints(browser) == []
    browser.get(str(line.get_attribute("href")))
    assert browser.execute_script("return document.images[0].naturalWidth") > 100
