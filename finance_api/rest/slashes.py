"""An address without its last slash leads to the one with it, and a POST stays a POST on the way (308)."""

from __future__ import annotations

from django.http import HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware


class PreservingRedirect(HttpResponsePermanentRedirect):
    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """Django's own redirect is a 301, after which clients send GET without the body."""

    response_redirect_class = PreservingRedirect
