"""Which format an answer has: by `format`, else by Accept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from finance_api.rest.parameters import fault, invalid


class Negotiation(DefaultContentNegotiation):
    """An unknown `format` is a wrong parameter, not an address where nothing is."""

    def filter_renderers(self, renderers: Iterable[BaseRenderer], format: str) -> list[Any]:
        renderers = list(renderers)
        found = [renderer for renderer in renderers if renderer.format == format]
        if not found:
            known = ", ".join(sorted({str(renderer.format) for renderer in renderers}))
            sentence = f"'format' is one of: {known}."
            raise invalid(fault("format", sentence, zh=f"format 可为：{known}。"))
        return found
