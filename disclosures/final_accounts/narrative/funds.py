"""Fiscal appropriations of all or one of the other two budgets: totals, then the accounts one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from disclosures.final_accounts.narrative.accounts import accounts, said_of_accounts
from disclosures.final_accounts.narrative.claims import Found, Groups, stated
from disclosures.final_accounts.narrative.sections import SectionPassage
from disclosures.final_accounts.narrative.vocabularies import VOCABULARIES


def read(source: SectionPassage, groups: Groups) -> Iterator[Found]:
    mentioned = accounts(source.passage.text)
    end = mentioned[0].start if mentioned else len(source.passage.text)
    ahead = replace(source, passage=source.passage.part(0, end))
    yield from stated(ahead, VOCABULARIES[source.section], groups)
    yield from said_of_accounts(source, mentioned)
