"""Which cell is probably wrong, from the relations that broke and those that hold."""

from disclosures.checks.suspects.cause import end_is_missing, find_causes
from disclosures.checks.suspects.found import Cause

__all__ = ["Cause", "end_is_missing", "find_causes"]
