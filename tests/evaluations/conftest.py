"""Stored documents and clients are those of the final accounts."""

from tests.disclosures.conftest import api, counters, files, qingdao

__all__ = ["api", "counters", "files", "qingdao"]
