"""The API on a million facts, beside bare Django views that serve the same queries.

    python -m bench.api [--facts 1000000] [--seconds 3] [--directory DIR]

A database in the shapes of real documents (`bench/api_data.py`, by COPY) on an embedded PostgreSQL. The API
runs as `make run` starts it; the bare views (`bench/api_bare.py`) by the same server with as many processes
and threads, from the same database. One client (`bench/api_load.py`) asks both over kept connections, in
turns of half a second, so that the load of the machine meets both alike:

- a filtered list of 100 facts, a detail, aggregates over a year: asked before in the edition, or never yet;
- an aggregate that is the first question after a publication: within one process, where both can be told so;
- 304 against 200; p50 and p99 at two thirds of the peak;
- a CSV of everything: its first row, and memory; single reads beside ten such files, and beside ten exports.

`--directory` keeps the database for the next time.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count, cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.api_beside import beside_exports, beside_files, whole_csv  # noqa: E402
from bench.api_load import load  # noqa: E402
from bench.api_served import (  # noqa: E402
    AGGREGATE,
    BARE,
    BARE_BY_ACCOUNT,
    BARE_BY_BOTH,
    BARE_LISTS,
    BY_ACCOUNT,
    BY_BOTH,
    FACTS,
    LISTS,
    OURS,
    YEARS,
    Row,
    served,
)

TURN = 0.5


def table(rows: list[Row]) -> str:
    return "\n".join(["| | goal | found | reached |", "|---|---|---|---|", *map(str, rows)])


def in_turns(ours: Callable[[], list[str]], bare: list[str], seconds: float) -> tuple[float, float]:
    """Requests a second of each; `ours` gives the paths of a turn."""
    load(OURS, ours(), TURN)
    load(BARE, bare, TURN)
    answered, spent = Counter(), Counter()
    turn = 0
    while sum(spent.values()) < 2 * seconds:
        for port, paths in ((OURS, ours()), (BARE, bare)):
            found = load(port, paths, TURN, turn=turn)
            assert set(found["statuses"]) == {"200"}, found
            answered[port] += found["answered"]
            spent[port] += found["seconds"]
        turn += 7
    return answered[OURS] / spent[OURS], answered[BARE] / spent[BARE]


def compared(seconds: float) -> Iterator[Row]:
    from disclosures.models import Fact

    first = Fact.objects.order_by("pk").values_list("pk", flat=True)[0]
    ids, never = range(first, first + 500), count(1)

    def unasked(query: str) -> Callable[[], list[str]]:
        """Addresses that nobody has sent before: with a limit of more groups than there are."""
        return lambda: [
            f"{AGGREGATE}?{query}&fiscal_year={year}&limit={10_000 - next(never) % 5_000}&omit={members}"
            for members in ("min", "max", "mean", "count", "min,max", "min,mean", "max,mean", "min,count")
            for _ in range(60)
            for year in YEARS
        ]

    def asked(query: str) -> Callable[[], list[str]]:
        return lambda: [f"{AGGREGATE}?{query}&fiscal_year={year}" for year in YEARS]

    cases = [
        ("filtered list of 100 facts", 0.6, lambda: LISTS, BARE_LISTS),
        ("detail", 0.8, lambda: [f"{FACTS}{pk}/" for pk in ids], [f"/bare/facts/{pk}/" for pk in ids]),
        ("aggregate by account, asked before", 0.95, asked(BY_ACCOUNT), BARE_BY_ACCOUNT),
        ("aggregate by account, a new question", 0.95, unasked(BY_ACCOUNT), BARE_BY_ACCOUNT),
        ("aggregate by department and account, asked before", None, asked(BY_BOTH), BARE_BY_BOTH),
        ("aggregate by department and account, a new question", None, unasked(BY_BOTH), BARE_BY_BOTH),
    ]
    for name, goal, ours, bare in cases:
        a, b = in_turns(ours, bare, seconds)
        reached = None if goal is None else a / b >= goal
        wanted = f"≥ {goal}" if goal else ""
        yield Row(f"{name}, ours / bare", wanted, f"{a / b:.2f} ({a:.0f} / {b:.0f} a second)", reached)
    etags = [_etag(path) for path in LISTS]
    known, whole = Counter(), Counter()
    for _ in range(round(2 * seconds)):
        for found, options in ((known, {"etags": etags}), (whole, {})):
            answer = load(OURS, LISTS, TURN, **options)
            found += Counter(answer["statuses"])
    assert (set(known), set(whole)) == ({"304"}, {"200"})
    ratio = known["304"] / whole["200"]
    yield Row("304 against 200, list", "≥ 3", f"{ratio:.1f}", ratio >= 3)


def _etag(path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{OURS}{path}") as answer:
        return str(answer.headers["ETag"])


def after_a_publication(seconds: float) -> Row:
    """Nothing is kept: what every first question after a publication meets in a process."""
    from django.core.wsgi import get_wsgi_application

    from bench.api_bare import BareHandler
    from disclosures.api.views.figures import KEPT

    ours, bare = caller(get_wsgi_application()), caller(BareHandler())
    gc.collect()
    gc.freeze()
    years, same = cycle(YEARS), cycle(YEARS)

    def first_question() -> None:
        KEPT.clear()
        assert ours(AGGREGATE, f"{BY_ACCOUNT}&fiscal_year={next(years)}") == 200

    spent, calls = [0.0, 0.0], [0, 0]
    functions = (first_question, lambda: bare("/bare/aggregate/", f"fiscal_year={next(same)}"))
    for function in functions:
        for _ in range(20):
            function()
    while sum(spent) < 2 * seconds:
        for place, function in enumerate(functions):
            begun = time.perf_counter()
            while time.perf_counter() - begun < 0.05:
                function()
                calls[place] += 1
            spent[place] += time.perf_counter() - begun
    ratio = calls[0] / spent[0] / (calls[1] / spent[1])
    name = "aggregate by account, the first question after a publication, ours / bare"
    return Row(name, "≥ 0.95", f"{ratio:.2f} (within one process)", ratio >= 0.95)


def caller(application) -> Callable[[str, str], int]:
    """Calls a WSGI application as a server does; its status."""

    def get(path: str, query: str) -> int:
        environ = {
            **{"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1"},
            **{"SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost"},
            **{"wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr},
        }
        got: list[str] = []
        answer = application(environ, lambda status, sent, _=None: got.append(status))
        b"".join(answer)
        answer.close()
        return int(got[0][:3])

    return get


def at_two_thirds(seconds: float) -> Row:
    """Of the peak of each; the bare views tell what the machine does to anybody."""
    found = {}
    for name, port, paths in (("ours", OURS, LISTS), ("bare", BARE, BARE_LISTS)):
        load(port, paths, 1)
        whole = load(port, paths, seconds)
        peak = whole["answered"] / whole["seconds"]
        found[name] = load(port, paths, 3 * seconds, rate=peak * 2 / 3) | {"rate": peak * 2 / 3}
    told = "; ".join(
        f"{name} {got['p50'] * 1000:.1f} and {got['p99'] * 1000:.1f} ms ({got['p99'] / got['p50']:.1f} ×) "
        f"at {got['rate']:.0f} a second"
        for name, got in found.items()
    )
    reached = found["ours"]["p99"] < 4 * found["ours"]["p50"]
    return Row("p50 and p99 of lists at 2/3 of the peak", "p99 < 4 × p50", told, reached)


def measured(seconds: float) -> Iterator[Row]:
    with served() as pid:
        yield from compared(seconds)
        yield at_two_thirds(seconds)
        yield beside_files(seconds)
        yield beside_exports(seconds)
        yield from whole_csv(pid)
    yield after_a_publication(seconds)


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
            loads, rows, begun = [os.getloadavg()[0]], [], time.monotonic()
            for row in measured(options.seconds):
                print(f"{time.monotonic() - begun:4.0f} s, load {os.getloadavg()[0]:.1f}: {row}", flush=True)
                rows.append(row)
                loads.append(os.getloadavg()[0])
            print(f"\n{number:,} facts; load {min(loads):.1f} to {max(loads):.1f}, before {loads[0]:.1f}\n")
            print(table(rows))


if __name__ == "__main__":
    main()
