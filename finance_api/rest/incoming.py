"""Files on their way in: held by the process that writes them, and removed when none does any more."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import IO

try:
    import fcntl
except ModuleNotFoundError:
    # Windows has no such locks; there a file that is open cannot be removed at all.
    fcntl = None  # type: ignore[assignment]

logger = logging.getLogger(__name__)

SUFFIX = ".upload"


def hold(file: IO[bytes]) -> None:
    """Until the file is closed or its process ends, however it ends."""
    if fcntl is not None:
        # Where the file system has no locks, the age alone decides.
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_SH)


def remove_abandoned(directory: Path, *, older_than: timedelta) -> int:
    """Removes what nobody holds and nobody has written to lately. Answers how many files.

    The age is for file systems without locks, and for the moment between a file's creation and its lock.
    """
    latest = time.time() - older_than.total_seconds()
    removed = 0
    for path in directory.glob(f"*{SUFFIX}"):
        # Kept or removed by its own process meanwhile, or still open where no locks are: not ours to remove.
        with suppress(FileNotFoundError, PermissionError):
            if path.stat().st_mtime < latest and _is_free(path):
                path.unlink()
                removed += 1
    if removed:
        logger.info("abandoned files removed", extra={"files": removed, "directory": str(directory)})
    return removed


def _is_free(path: Path) -> bool:
    if fcntl is None:
        return True
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass
    return True
