"""The service and the bare views as they are served to be measured, and what both are asked."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLASSES = ("201", "208", "210", "221")
YEARS = (2019, 2020, 2021, 2022, 2023)
OURS, BARE = 18999, 18998
FACTS, AGGREGATE = "/api/v1/facts/", "/api/v1/facts/aggregate/"
BY_ACCOUNT, BY_BOTH = "group_by=account&level=leaves", "group_by=department,account&level=leaves"
LISTS = [
    f"{FACTS}?fiscal_year={year}&statement=expenditure&measure=total&account__under={code}"
    for year in YEARS
    for code in CLASSES
]
BARE_LISTS = [f"/bare/facts/?fiscal_year={year}&account={code}" for year in YEARS for code in CLASSES]
BARE_BY_ACCOUNT = [f"/bare/aggregate/?fiscal_year={year}" for year in YEARS]
BARE_BY_BOTH = [f"{path}&groups=department" for path in BARE_BY_ACCOUNT]


@dataclass(frozen=True)
class Row:
    """Of the table at the end."""

    what: str
    goal: str
    found: str
    reached: bool | None = None

    def __str__(self) -> str:
        mark = {True: "yes", False: "NO", None: ""}[self.reached]
        return f"| {self.what} | {self.goal} | {self.found} | {mark} |"


@contextmanager
def served() -> Iterator[int]:
    """The service as `make run` starts it, and the bare views likewise; the process id of the first."""
    from finance_api.embedded.processes import command_lines

    processes = []
    for port, module in ((OURS, "finance_api.wsgi"), (BARE, "bench.api_bare_wsgi")):
        command = command_lines("127.0.0.1", port, Path("/dev/null"))["web"]
        command = [module if part == "finance_api.wsgi" else part for part in command]
        command += ["--keep-alive", "75"]
        processes.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL))
    try:
        for port, path in ((OURS, "/healthz"), (BARE, BARE_BY_ACCOUNT[0])):
            _await(f"http://127.0.0.1:{port}{path}")
        yield processes[0].pid
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(20)


def _await(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=1).read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
