"""情况说明 → claims: passages, sections, and one module per kind of section."""

from disclosures.final_accounts.narrative.read import read_claims

__all__ = ["read_claims"]
