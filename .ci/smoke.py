"""The service from outside: start it, send a document, read a figure over HTTP, stop it, look for remains.

Run by .ci/run; knows nothing of the code, only the README's commands and the API. Every wait has an end.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests/documents/qingdao-bigdata-bureau-2022/qingdao-bigdata-bureau-2022.txt"
MARK = f"FINANCE_API_SMOKE={secrets.token_hex(8)}"
READY_WITHIN, DONE_WITHIN, STOPPED_WITHIN = 300.0, 30.0, 30.0


def main() -> int:
    port = _free_port()
    log = Path(os.environ.get("TMPDIR", "/tmp")) / f"smoke-{port}.log"
    name, value = MARK.split("=")
    environment = {**os.environ, "PORT": str(port), name: value}
    with log.open("wb") as output:
        service = subprocess.Popen(
            ["make", "run"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            _try_out(service, log, f"http://127.0.0.1:{port}")
            _stop(service)
        except BaseException:
            print(log.read_text(errors="replace"), file=sys.stderr)
            raise
        finally:
            _clean_up(service)
    log.unlink()
    return 0


def _try_out(service: subprocess.Popen[bytes], log: Path, address: str) -> None:
    _wait("the service is ready", READY_WITHIN, lambda: _announced(service, log))
    print("   " + log.read_text().strip().replace("\n", "\n   "))
    assert _get(f"{address}/readyz")["status"] == "ok"
    for page in ("/api/docs/", "/api/redoc/", "/admin/login/"):
        with urllib.request.urlopen(address + page, timeout=10) as answer:
            assert answer.status == 200, page
    query = log.read_text().split("curl '")[1].split("'")[0]
    assert _get(query)["results"], f"{query} answers with no figure"

    # One byte more is another file: this is received and read, not recognised as the sample.
    upload = _send(f"{address}/api/v1/uploads/", "copy.txt", SAMPLE.read_bytes() + b"\n")
    _wait("the upload is done", DONE_WITHIN, lambda: _get(upload)["status"] not in {"queued", "processing"})
    status = _get(upload)["status"]
    assert status in {"valid", "invalid"}, _get(upload)

    printed = _total_of_201_as_printed()
    filters = {
        "fiscal_year": "2022", "statement": "expenditure", "account": "201", "measure": "total"
    }  # fmt: skip
    facts = _get(f"{address}/api/v1/facts/?{urllib.parse.urlencode(filters)}")["results"]
    amounts = {Decimal(fact["amount"]) for fact in facts}
    assert printed * 10_000 in amounts, f"{printed} 万元 is printed, {amounts} 元 is served"
    print(f"   {printed} 万元 as printed is {printed * 10_000} 元 as served; the upload is {status}")


def _total_of_201_as_printed() -> Decimal:
    """The first amount of line 201 in the expenditure statement, read without the service's own reader."""
    lines = iter(SAMPLE.read_text(encoding="utf-8-sig").splitlines())
    for line in lines:
        if line.split("\t")[0].strip() == "支出决算表":
            break
    row = next(cells for line in lines if (cells := line.split("\t"))[0] == "201")
    return Decimal(row[2].replace(",", ""))


def _stop(service: subprocess.Popen[bytes]) -> None:
    service.send_signal(signal.SIGTERM)
    service.wait(STOPPED_WITHIN)
    # The embedded servers see for themselves that nobody uses them any more.
    _wait("nothing is left running", 15.0, lambda: not _marked())


def _clean_up(service: subprocess.Popen[bytes]) -> None:
    service.kill()
    service.wait()
    for process in _marked():
        os.kill(process, signal.SIGKILL)


def _marked() -> list[int]:
    """The processes that inherited this run's mark."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if MARK.encode() in entry.read_bytes().split(b"\0"):
                found.append(int(entry.parent.name))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return found


def _announced(service: subprocess.Popen[bytes], log: Path) -> bool:
    if service.poll() is not None:
        raise RuntimeError(f"make run ended with status {service.returncode}")
    return "Swagger UI" in log.read_text(errors="replace") and "Ctrl-C" in log.read_text(errors="replace")


def _send(address: str, name: str, content: bytes) -> str:
    """POST the file as a form; the address of the upload."""
    boundary = secrets.token_hex(16)
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=30) as answer:
        assert answer.status == 202, answer.status
        return urllib.parse.urljoin(address, answer.headers["Location"])


def _get(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return json.load(answer)


def _wait(what: str, seconds: float, reached: Any) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
