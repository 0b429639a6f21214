"""Issue and verify tokens. The secret is shown once; only its HMAC is kept."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from finance_api.access.models import ApiToken, Organisation

PREFIX = "fin_"
# Matches the HMAC of no text that could be found.
_NOBODYS_DIGEST = "0" * 64
LAST_USED_RESOLUTION = timedelta(minutes=1)


def issue(
    *,
    organisation: Organisation,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime | None = None,
    allowed_ranges: Sequence[str] = (),
) -> tuple[ApiToken, str]:
    """A new token and, for this once, its text."""
    key, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name,
        key=key,
        digest=_digest(secret, settings.TOKEN_PEPPERS[0]),
        scopes=list(scopes),
        expires_at=expires_at,
        allowed_ranges=list(allowed_ranges),
    )
    return token, f"{PREFIX}{key}.{secret}"


def verify(text: str, *, address: str | None, now: datetime | None = None) -> ApiToken | None:
    """The usable token of this text, or None. Every pepper in use is tried, so that peppers can rotate."""
    key, dot, secret = text.removeprefix(PREFIX).partition(".")
    if not text.startswith(PREFIX) or not dot or not key.isascii() or len(key) > 16 or "\0" in key:
        return None
    moment = now or timezone.now()
    token = ApiToken.objects.usable(moment).select_related("organisation").filter(key=key).first()
    # An unknown key costs the same work as a wrong secret: the time of the answer tells nothing.
    proven = _proves(secret, token.digest if token else _NOBODYS_DIGEST)
    if token is None or not proven or not _allowed_from(address, token):
        return None
    _note_use(token, moment)
    return token


def _digest(secret: str, pepper: str) -> str:
    return hmac.new(pepper.encode(), secret.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _proves(secret: str, digest: str) -> bool:
    matches = [hmac.compare_digest(_digest(secret, pepper), digest) for pepper in settings.TOKEN_PEPPERS]
    return any(matches)


def _allowed_from(address: str | None, token: ApiToken) -> bool:
    if not token.allowed_ranges:
        return True
    try:
        source = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    return any(source in ipaddress.ip_network(item, strict=False) for item in token.allowed_ranges)


def _note_use(token: ApiToken, now: datetime) -> None:
    if token.last_used_at is None or now - token.last_used_at > LAST_USED_RESOLUTION:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
