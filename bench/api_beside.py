"""Files and exports of everything, and single reads beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.api_load import load
from bench.api_served import FACTS, LISTS, OURS, ROOT, Row

LONGEST_CSV = 60.0


def whole_csv(pid: int) -> Iterator[Row]:
    got = download(OURS, pid)
    yield Row("first row of a CSV of everything", "< 1 s", f"{got['first_row_s']} s", got["first_row_s"] < 1)
    told = f"{got['memory_mb']} MB over {got['rows']:,} rows in {got['seconds']} s"
    yield Row("memory of the web processes meanwhile", "flat", told)


def beside_files(seconds: float) -> Row:
    """Single reads while ten clients fetch everything as fast as they can."""
    alone = load(OURS, LISTS, seconds, connections=1)
    stop, refused = threading.Event(), Counter()

    def fetch() -> None:
        while not stop.is_set():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{OURS}{FACTS}?format=csv") as answer:
                    while not stop.is_set() and answer.read1(1 << 16):
                        pass
            except urllib.error.HTTPError as refusal:
                refused[refusal.code] += 1
                time.sleep(0.5)

    fetchers = [threading.Thread(target=fetch) for _ in range(10)]
    for fetcher in fetchers:
        fetcher.start()
    time.sleep(1)
    together = load(OURS, LISTS, 2 * seconds, connections=1)
    stop.set()
    for fetcher in fetchers:
        fetcher.join()
    assert set(refused) <= {503}, refused
    return _beside("ten files of everything", alone, together)


def beside_exports(seconds: float) -> Row:
    """Single reads while a worker writes ten exports of everything."""
    from finance_api.embedded.processes import worker_command
    from finance_api.exports.models import Export

    Export.objects.all().delete()
    alone = load(OURS, LISTS, seconds, connections=1)
    for _ in range(10):
        order = urllib.request.Request(
            f"http://127.0.0.1:{OURS}/api/v1/exports/",
            data=json.dumps({"dataset": "facts"}).encode(),
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(order).read()
    command = worker_command(sys.executable, ("exports",), concurrency=2, name="bench")
    worker = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while Export.objects.filter(status="running").count() < 2 and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(2)
        together = load(OURS, LISTS, 2 * seconds, connections=1)
        running = Export.objects.filter(status="running").count()
    finally:
        worker.kill()
        worker.wait()
        Export.objects.all().delete()
    return _beside(f"ten exports ({running} at a time)", alone, together)


def _beside(what: str, alone: dict[str, float], together: dict[str, float]) -> Row:
    ratio = together["p50"] / alone["p50"]
    told = f"{ratio:.1f} × ({alone['p50'] * 1000:.1f} → {together['p50'] * 1000:.1f} ms)"
    return Row(f"single reads beside {what}", "≤ 2 ×", told, ratio <= 2)


def download(port: int, pid: int) -> dict[str, object]:
    """A CSV of everything: when its first row comes, how long it takes, how much memory it needs."""
    before = memory(pid)
    begun = time.perf_counter()
    most, rows, first = before, 0, 0.0
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/facts/?format=csv") as answer:
        while (piece := answer.read1(1 << 20)) and time.perf_counter() - begun < LONGEST_CSV:
            rows += piece.count(b"\n")
            if rows > 1 and not first:
                first = time.perf_counter() - begun
            most = max(most, memory(pid))
    return {
        "rows": rows - 1,
        "first_row_s": round(first, 2),
        "seconds": round(time.perf_counter() - begun, 1),
        "memory_mb": f"{before} → {most}",
    }


def memory(pid: int) -> int:
    """Resident megabytes of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) for p in (str(pid), *children))
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20
