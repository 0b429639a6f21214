"""Statements printed without a table, every cell as a line of its own: put back under their columns."""

from disclosures.final_accounts.flattened.rebuild import COLUMNS_NOT_PROVEN, with_tables

__all__ = ("COLUMNS_NOT_PROVEN", "with_tables")
