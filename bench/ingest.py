"""POST to finished over HTTP, for each sample document, against the service as `make run` starts it.

Each sending differs from every former one by a line at its end, so that it is read anew. The clock runs from
the request to the answer that says finished, asked for every 20 ms.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "documents"
OPEN = ("queued", "processing")
GIVE_UP_SECONDS = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    files = sorted(file for file in SAMPLES.glob("*/*") if file.suffix in (".txt", ".pdf"))
    with service() as url, httpx.Client(base_url=url, timeout=30) as client:
        print(f"{'file':40} {'answered':>9} {'finished':>9} {'slowest':>9}")
        for file in files:
            taken = [sent_until_finished(client, file) for _ in range(options.times)]
            answered, finished = (median(times) for times in zip(*taken, strict=True))
            slowest = max(times[1] for times in taken)
            print(f"{file.name:40} {answered:7.3f} s {finished:7.3f} s {slowest:7.3f} s")


@contextmanager
def service() -> Iterator[str]:
    """The address of a service of its own, with data that are gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        process = subprocess.Popen(
            [sys.executable, "-m", "finance_api.embedded.run", "--with-parent"],
            env=os.environ | {"EMBEDDED_DIR": f"{directory}/var", "PORT": str(port)},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            if not any("Ctrl-C" in line for line in process.stdout):
                raise SystemExit("the service did not start")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate(timeout=60)


def sent_until_finished(client: httpx.Client, file: Path) -> tuple[float, float]:
    """Seconds until the answer 202, and until the document is read and checked."""
    body = file.read_bytes() + f"\n%{uuid.uuid4().hex}\n".encode()
    started = time.perf_counter()
    answer = client.post("/api/v1/uploads/", files={"file": (file.name, body)})
    answered = time.perf_counter() - started
    if answer.status_code != 202:
        raise SystemExit(f"{answer.status_code}: {answer.text}")
    while (taken := time.perf_counter() - started) < GIVE_UP_SECONDS:
        upload = client.get(answer.headers["Location"]).raise_for_status().json()
        if upload["status"] not in OPEN:
            if upload["status"] not in ("valid", "invalid"):
                raise SystemExit(f"{file.name}: {upload['status']}: {upload['run']['error']}")
            return answered, taken
        time.sleep(0.02)
    raise SystemExit(f"{file.name} is not finished after {GIVE_UP_SECONDS:.0f} s; does a worker run?")


if __name__ == "__main__":
    main()
