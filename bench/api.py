"""The API on a million facts, beside bare Django views that serve the same queries.

    python -m bench.api [--facts 1000000] [--seconds 3] [--directory DIR]

A database in the shapes of real documents (`bench/api_data.py`, by COPY) on an embedded PostgreSQL. The bare
views (`bench/api_bare.py`) do nothing but raw SQL and orjson: no filters to check, no limits, no ETags.
Measured in one process, the two alternating, so that the load of the machine meets both alike:

- a filtered list of 100 facts, a detail, an aggregate over a year: requests per second, and the ratio;
- 304 against 200;
- over HTTP, with two real web processes: p50 and p99 at two thirds of the peak; the first byte and the memory
  of a CSV of everything; single reads while ten such files are being fetched, and while ten exports wait.

`--directory` keeps the database for the next time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from io import BytesIO
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
CLASSES = ("201", "208", "210", "221")
YEARS = (2019, 2020, 2021, 2022, 2023)
Get = Callable[..., tuple[int, dict[str, str], bytes]]


def caller(application) -> Get:
    """Calls a WSGI application as a server does."""

    def get(path: str, query: str = "", **headers: str):
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
            **headers,
        }
        got: dict = {}
        answer = application(environ, lambda status, sent, _=None: got.update(status=status, sent=sent))
        body = b"".join(answer)
        answer.close()
        return int(got["status"][:3]), dict(got["sent"]), body

    return get


def alternating(
    one: Callable[[], object], other: Callable[[], object], seconds: float
) -> tuple[float, float]:
    """Calls a second of each, in turns of a twentieth of a second."""
    spent, calls = [0.0, 0.0], [0, 0]
    for function in (one, other):
        for _ in range(20):
            function()
    while sum(spent) < 2 * seconds:
        for place, function in enumerate((one, other)):
            begun = time.perf_counter()
            while time.perf_counter() - begun < 0.05:
                function()
                calls[place] += 1
            spent[place] += time.perf_counter() - begun
    return calls[0] / spent[0], calls[1] / spent[1]


def in_process(seconds: float) -> dict[str, object]:
    from django.core.wsgi import get_wsgi_application

    from bench.api_bare import BareHandler
    from disclosures.models import Fact

    ours, bare = caller(get_wsgi_application()), caller(BareHandler())
    lists = [
        (f"fiscal_year={year}&statement=expenditure&measure=total&account__under={code}", str(year), code)
        for year in YEARS
        for code in CLASSES
    ]
    first = Fact.objects.order_by("pk").values_list("pk", flat=True)[0]
    ids = list(range(first, first + 500))
    found: dict[str, object] = {}

    def ratio(name: str, one: Callable[[], object], other: Callable[[], object]) -> None:
        a, b = alternating(one, other, seconds)
        found[name] = {"ours": round(a), "bare": round(b), "ratio": round(a / b, 2)}
        print(f"{name}: {found[name]}", flush=True)

    asked, same = cycle(lists), cycle(lists)

    def our_list():
        status, _, body = ours("/api/v1/facts/", next(asked)[0])
        assert status == 200, body
        return body

    def bare_list():
        _, year, code = next(same)
        return bare("/bare/facts/", f"fiscal_year={year}&account={code}")[2]

    assert len(json.loads(our_list())["results"]) == len(json.loads(bare_list())) == 100
    ratio("list of 100 facts", our_list, bare_list)
    our_ids, bare_ids = cycle(ids), cycle(ids)
    ratio(
        "detail",
        lambda: ours(f"/api/v1/facts/{next(our_ids)}/"),
        lambda: bare(f"/bare/facts/{next(bare_ids)}/"),
    )
    years, bare_years = cycle(YEARS), cycle(YEARS)
    query = "group_by=department,account&level=leaves&limit=10000"
    ratio(
        "aggregate over a year, by department and account",
        lambda: ours("/api/v1/facts/aggregate/", f"{query}&fiscal_year={next(years)}"),
        lambda: bare("/bare/aggregate/", f"groups=department&fiscal_year={next(bare_years)}"),
    )
    ratio(
        "aggregate over a year, by account",
        lambda: ours("/api/v1/facts/aggregate/", f"group_by=account&level=leaves&fiscal_year={next(years)}"),
        lambda: bare("/bare/aggregate/", f"fiscal_year={next(bare_years)}"),
    )
    etags = [(query, ours("/api/v1/facts/", query)[1]["ETag"]) for query, _, _ in lists]
    known = cycle(etags)

    def unchanged():
        query, etag = next(known)
        status, _, _ = ours("/api/v1/facts/", query, HTTP_IF_NONE_MATCH=etag)
        assert status == 304

    a, b = alternating(unchanged, our_list, seconds)
    found["304 against 200"] = {"304": round(a), "200": round(b), "ratio": round(a / b, 1)}
    print(f"304 against 200: {found['304 against 200']}", flush=True)
    return found


@contextmanager
def web(port: int) -> Iterator[subprocess.Popen]:
    """The service as `make run` starts it."""
    from finance_api.embedded.processes import command_lines

    command = command_lines("127.0.0.1", port, Path("/dev/null"))["web"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).read()
                break
            except OSError:
                time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def latencies(port: int, seconds: float, *, threads: int, pause: float = 0.0) -> list[float]:
    """Of single reads by as many clients, each resting between its reads."""
    taken: list[float] = []
    until = time.perf_counter() + seconds

    def read(number: int) -> None:
        client = HTTPConnection("127.0.0.1", port)
        for at in cycle(range(number, number + 200)):
            if time.perf_counter() > until:
                return
            begun = time.perf_counter()
            code, year = CLASSES[at % len(CLASSES)], YEARS[at % len(YEARS)]
            client.request(
                "GET",
                f"/api/v1/facts/?fiscal_year={year}&statement=expenditure&measure=total&account__under={code}",
            )
            client.getresponse().read()
            taken.append(time.perf_counter() - begun)
            time.sleep(pause)

    readers = [threading.Thread(target=read, args=(n,)) for n in range(threads)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sorted(taken)


def over_http(seconds: float, port: int = 18999) -> dict[str, object]:
    found: dict[str, object] = {}
    with web(port) as process:
        latencies(port, 2, threads=4)
        peak = len(latencies(port, seconds, threads=4)) / seconds
        # Two thirds of the peak: each of four clients rests so long that together they ask so much.
        each = 4 / (peak * 2 / 3)
        busy = statistics.mean(latencies(port, 1, threads=4))
        taken = latencies(port, seconds, threads=4, pause=max(0.0, each - busy / 2))
        found["http"] = {
            "peak": round(peak),
            "load": round(len(taken) / seconds),
            "p50_ms": round(statistics.median(taken) * 1000, 1),
            "p99_ms": round(taken[int(len(taken) * 0.99)] * 1000, 1),
        }
        print(f"http: {found['http']}", flush=True)
        found["csv"] = download(port, process.pid)
        print(f"csv: {found['csv']}", flush=True)
        found["reads beside ten files"] = beside_files(port, seconds)
        print(f"reads beside ten files: {found['reads beside ten files']}", flush=True)
        found["reads beside ten exports"] = beside_exports(port, seconds)
        print(f"reads beside ten exports: {found['reads beside ten exports']}", flush=True)
    return found


def download(port: int, pid: int) -> dict[str, object]:
    """A CSV of everything: when its first row comes, how long it takes, how much memory it needs."""
    before = memory(pid)
    begun = time.perf_counter()
    most, rows, first = before, 0, 0.0
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/facts/?format=csv") as answer:
        while piece := answer.read1(1 << 20):
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


def beside_files(port: int, seconds: float) -> dict[str, object]:
    """Single reads while ten clients fetch everything as fast as they can."""
    alone = latencies(port, seconds, threads=1)
    stop = threading.Event()

    refused = []

    def fetch() -> None:
        while not stop.is_set():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/facts/?format=csv") as answer:
                    while not stop.is_set() and answer.read1(1 << 16):
                        pass
            except urllib.error.HTTPError as refusal:
                refused.append(refusal.code)
                time.sleep(0.5)

    fetchers = [threading.Thread(target=fetch) for _ in range(10)]
    for fetcher in fetchers:
        fetcher.start()
    time.sleep(1)
    together = latencies(port, seconds, threads=1)
    stop.set()
    for fetcher in fetchers:
        fetcher.join()
    a, b = statistics.median(alone), statistics.median(together)
    return {
        "alone_ms": round(a * 1000, 1),
        "beside_ms": round(b * 1000, 1),
        "ratio": round(b / a, 1),
        "refused": len(refused),
    }


def beside_exports(port: int, seconds: float) -> dict[str, object]:
    """Single reads while a worker writes ten exports of everything."""
    from finance_api.embedded.processes import worker_command
    from finance_api.exports.models import Export

    alone = latencies(port, seconds, threads=1)
    for _ in range(10):
        order = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/exports/",
            data=json.dumps({"dataset": "facts"}).encode(),
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(order).read()
    command = worker_command(sys.executable, ("exports",), concurrency=2, name="bench")
    worker = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not Export.objects.filter(status="running").exists() and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(3)
        together = latencies(port, 2 * seconds, threads=1)
        running = Export.objects.filter(status="running").count()
    finally:
        worker.kill()
        worker.wait()
    a, b = statistics.median(alone), statistics.median(together)
    found = {"alone_ms": round(a * 1000, 1), "beside_ms": round(b * 1000, 1), "ratio": round(b / a, 1)}
    return found | {"running": running, "waiting": Export.objects.filter(status="queued").count()}


def memory(pid: int) -> int:
    """Resident megabytes of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) for p in (str(pid), *children))
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--directory", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-api-") as made:
        directory = options.directory or Path(made)
        os.environ["EMBEDDED_DIR"] = str(directory)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finance_api.settings.base")
        os.environ |= {"LOG_LEVEL": "WARNING", "RATE_LIMIT_ANONYMOUS": "100000000"}
        from finance_api.embedded.servers import running

        with running(directory):
            import django

            django.setup()
            from django.core.management import call_command

            from bench import api_data
            from disclosures.models import Fact

            call_command("migrate", verbosity=0)
            number = Fact.objects.count() or api_data.populate(options.facts)
            found = {"facts": number, "load_before": os.getloadavg()[0], **in_process(options.seconds)}
            found |= over_http(options.seconds)
            print(json.dumps(found | {"load_after": os.getloadavg()[0]}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
