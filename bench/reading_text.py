"""Reading and extracting a text of 530 KB: CPU seconds and peak memory, against splitting and parsing it.

    .venv/bin/python bench/reading_text.py

The floor is what no reader can do without: every line split at its tabs, every number parsed. The first
round includes importing the readers and the statements.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "tests/documents/jinan-bigdata-bureau-2023/jinan-bigdata-bureau-2023.txt"
ROUNDS = 7


def floor() -> None:
    for line in DOCUMENT.read_text(encoding="utf-8").split("\n"):
        for cell in line.split("\t"):
            try:
                Decimal(cell.replace(",", ""))
            except InvalidOperation:
                continue


def read() -> None:
    from disclosures.documents.read import read_document

    read_document(DOCUMENT, name=DOCUMENT.name)


def read_and_extract() -> None:
    from disclosures.documents.read import read_document
    from disclosures.final_accounts.extract import extract_final_accounts

    accounts = extract_final_accounts(read_document(DOCUMENT, name=DOCUMENT.name))
    assert len(accounts.statements) == 9


def cpu_seconds(work: Callable[[], None]) -> tuple[float, float]:
    """The first time and the best of the others."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return times[0], min(times[1:])


def in_process_of_its_own(name: str) -> str:
    """CPU and peak memory of one workload, in a process that does nothing else."""
    done = subprocess.run(
        [sys.executable, __file__, name], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def main() -> None:
    for name in WORKLOADS:
        print(f"{name:18s} {in_process_of_its_own(name)}")


WORKLOADS = {work.__name__: work for work in (floor, read, read_and_extract)}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.path.insert(0, str(ROOT))
        first, best = cpu_seconds(WORKLOADS[sys.argv[1]])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"first {first:.3f} s CPU, then {best:.3f} s, peak {peak:.0f} MB")
    else:
        main()
