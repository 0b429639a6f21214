"""What the pages for people name exists: links, targets of make, management commands, addresses."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import get_commands
from django.urls import resolve

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text())
    files = [link for link in links if not urlsplit(link).scheme]
    assert [link for link in files if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_target_of_make_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = re.findall(r"(?:`|^|=\d+ )make ([a-z-]+)", page.read_text(), flags=re.MULTILINE)
    assert set(named) <= targets


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_management_command_exists(page: Path) -> None:
    assert set(re.findall(r"manage\.py ([a-z_]+)", page.read_text())) <= get_commands().keys()


@pytest.mark.parametrize("page", READMES, ids=_name)
def test_every_address_is_served(page: Path) -> None:
    addresses = re.findall(
        r"(?<![\w/.])(?:http://127\.0\.0\.1:8000)?(/(?:api|healthz|readyz|metrics)[^\s'`?、，]*)",
        page.read_text(),
    )
    assert len(addresses) > 5
    for address in addresses:
        resolve(address.replace("{id}", "00000000-0000-0000-0000-000000000000"))


def _commands(page: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(), flags=re.DOTALL)
    lines = (line.split("#")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (_commands(page) for page in READMES)
    assert [line.replace("FILE", "文件") for line in english] == chinese
