"""The steps of the ingest that this app owns, in the order in which settings.INGEST_STEPS names them."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.utils.module_loading import import_string

from disclosures.analysis import Analysis, with_declared
from disclosures.checks.books import Books
from disclosures.checks.run import run_rules
from disclosures.documents.sandbox import read_in_child
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.models import Run
from disclosures.services import store
from disclosures.services.publish import conclude


class Read:
    """File → Document, in a process of its own."""

    name = "read"

    def analyse(self, analysis: Analysis) -> Analysis:
        document = read_in_child(analysis.path, name=analysis.name, limits=analysis.limits)
        return replace(analysis, document=document)

    def store(self, run: Run, analysis: Analysis) -> None:
        store.store_document(run, analysis.read())


class ExtractFinalAccounts:
    """Document → statements, lines, facts and claims."""

    name = "extract"

    def analyse(self, analysis: Analysis) -> Analysis:
        accounts = extract_final_accounts(analysis.read())
        with_notes = replace(analysis, document=accounts.document)
        return replace(with_notes, accounts=with_declared(accounts, analysis.declared))

    def store(self, run: Run, analysis: Analysis) -> None:
        store.store_document(run, analysis.read())
        store.store_accounts(run, analysis.extracted(), declared=analysis.declared)


class Check:
    """Everything read so far → an outcome for every instance of every rule, and findings."""

    name = "check"

    def analyse(self, analysis: Analysis) -> Analysis:
        books = Books(analysis.extracted(), annexes=analysis.annexes)
        return replace(analysis, checks=run_rules(books, import_string(settings.RULE_CATALOGUE)))

    def store(self, run: Run, analysis: Analysis) -> None:
        if analysis.checks is not None:
            store.store_checks(run, analysis.checks)


class Publish:
    """Keeps the report, ends the run, and publishes it where that is allowed."""

    name = "publish"

    def analyse(self, analysis: Analysis) -> Analysis:
        return analysis

    def store(self, run: Run, analysis: Analysis) -> None:
        store.store_report(run, analysis)
        conclude(run)
