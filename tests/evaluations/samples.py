"""The real documents of Shandong, read once a test run."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from disclosures.documents.model import Document
from disclosures.documents.read import read_document
from disclosures.final_accounts.extract import extract_final_accounts
from disclosures.final_accounts.records import FinalAccounts
from evaluations.reading.read import read_evaluations
from evaluations.reading.records import Evaluations

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
QINGDAO = "qingdao-bigdata-bureau-2022"
JINAN = "jinan-bigdata-bureau-2023"


@lru_cache(maxsize=4)
def document_of(name: str) -> Document:
    path = next(p for p in (DOCUMENTS / name).iterdir() if p.stem == name)
    return read_document(path, name=path.name)


@lru_cache(maxsize=4)
def evaluations_of(name: str) -> Evaluations:
    return read_evaluations(document_of(name))


@lru_cache(maxsize=4)
def accounts_of(name: str) -> FinalAccounts:
    return extract_final_accounts(document_of(name))
