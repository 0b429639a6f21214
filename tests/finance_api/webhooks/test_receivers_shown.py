"""The receivers of docs/how-to/receive-webhooks accept what is sent and refuse what was changed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from finance_api.webhooks import egress, payloads, signing
from finance_api.webhooks.addresses import parse_ranges

SHOWN = Path(__file__).parents[3] / "docs" / "how-to" / "receive-webhooks"
POLICY = egress.EgressPolicy(allowed_ranges=parse_ranges(["127.0.0.0/8"]))
BODY = payloads.body(
    "upload.invalid",
    timestamp="2024-08-20T09:30:00+08:00",
    sequence=1,
    data=payloads.sample("upload.invalid")["data"],
).encode()

COMMANDS = {
    "flask": [sys.executable, "-m", "flask", "--app", "receiver_flask", "run", "--port", "{port}"],
    "fastapi": [sys.executable, "-m", "uvicorn", "receiver_fastapi:app", "--port", "{port}"],
    "django": [sys.executable, "receiver_django.py", "runserver", "--noreload", "127.0.0.1:{port}"],
    "node": ["node", "receiver.mjs"],
}


def need(program: str) -> None:
    """Absent on a developer's machine, it is skipped and said; in CI it is a failure."""
    if shutil.which(program) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"{program} is not installed")


@contextmanager
def running(command: list[str], secret: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    process = subprocess.Popen(
        [part.format(port=port) for part in command],
        cwd=SHOWN,
        env=environment | {"WEBHOOK_SECRET": secret, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/hook"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_receiver_accepts_what_is_signed_and_refuses_what_is_not(name: str) -> None:
    need(COMMANDS[name][0])
    secret = signing.new_secret()
    now = int(time.time())
    with running(COMMANDS[name], secret) as url:

        def status(body: bytes, timestamp: int, *secrets: str) -> int:
            headers = signing.headers("evt_1", timestamp, BODY, secrets)
            return egress.post(url, body, headers | {"content-type": "application/json"}, POLICY).status

        assert status(BODY, now, secret) == 204
        assert status(BODY, now, signing.new_secret(), secret) == 204
        assert status(BODY, now, signing.new_secret()) == 400
        assert status(BODY + b" ", now, secret) == 400
        assert status(BODY, now - 400, secret) == 400


@pytest.mark.parametrize(("changed", "code"), [(b"", 0), (b" ", 1)])
def test_openssl_verifies_by_hand(tmp_path: Path, changed: bytes, code: int) -> None:
    need("openssl")
    secret = signing.new_secret()
    headers = signing.headers("evt_1", 1_700_000_000, BODY, [signing.new_secret(), secret])
    received = tmp_path / "body"
    received.write_bytes(BODY + changed)
    arguments = [secret, "evt_1", headers["webhook-timestamp"], headers["webhook-signature"], str(received)]
    done = subprocess.run([str(SHOWN / "verify.sh"), *arguments], capture_output=True, check=False)
    assert done.returncode == code
