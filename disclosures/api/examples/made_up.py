"""What the examples have in common: an upload of a made-up department, and how an example is declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample

UPLOAD_ID = "019c26a1-7e3a-7c55-9d5e-5a5d3b0c9f10"
DISCLOSURE_ID = "019c26a1-80b2-7d10-8a4e-2f1a7c1be911"
RUN_ID = "019c26a1-7e3b-7a02-8f6d-6b7a1c2d3e4f"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
API = "https://finance.example.org/api/v1"
WHEN = "2026-08-20T09:30:00+08:00"
PLACE = {"page": 9, "box": [412.1, 203.5, 455.0, 213.2]}


def response(value: Any, *, name: str = "example", codes: Sequence[str] | None = None) -> OpenApiExample:
    return OpenApiExample(name, value=value, response_only=True, status_codes=list(codes or ["200"]))


def request(value: Any) -> OpenApiExample:
    return OpenApiExample("request", value=value, request_only=True)
