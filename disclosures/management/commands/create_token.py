"""Issue a token at the terminal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from finance_api.access import tokens
from finance_api.access.audit import Actor, record
from finance_api.access.models import Organisation, Scope


class Command(BaseCommand):
    help = "Issue a token for an organisation, which is created if there is none of the name. Shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation")
        parser.add_argument("--name", default="issued at the terminal")
        parser.add_argument(
            "--scope", action="append", choices=Scope.values, dest="scopes", help="may be repeated"
        )
        parser.add_argument("--days", type=int, default=None, help="expires after so many days")

    @transaction.atomic
    def handle(
        self, *, organisation: str, name: str, scopes: list[str] | None, days: int | None, **_: Any
    ) -> None:
        if days is not None and days < 1:
            raise CommandError("--days is 1 or more")
        owner, _created = Organisation.objects.get_or_create(name=organisation)
        expires_at = timezone.now() + timedelta(days=days) if days else None
        token, text = tokens.issue(
            organisation=owner,
            name=name,
            scopes=scopes or [Scope.READ, Scope.UPLOAD],
            expires_at=expires_at,
        )
        record("token.issued", token, actor=Actor(name="terminal"), after={"scopes": token.scopes})
        self.stdout.write(text)
