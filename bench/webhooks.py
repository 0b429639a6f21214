"""Webhooks under sick receivers: 1,000 events for 20 endpoints, of which 13 misbehave.

    python bench/webhooks.py [--events 1000]

Three runs on a private database and Redis, with a real worker process and real HTTP receivers that take
20 ms to answer:

- alone: the seven healthy endpoints only;
- together: the same seven beside five that hang, five that answer 500, two that answer 429 and one that
  resets the connection;
- alone again: what the machine's own drift amounts to.

The events are recorded first, for paused endpoints; the clock runs from making the endpoints active until
the healthy ones have all their events. Printed: the times, their ratio, what was lost, what came under
foreign ids or more than once; then, on an idle service, the delay from one event to its first attempt.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEALTHY, SICK = 7, ["hang"] * 5 + ["500"] * 5 + ["429"] * 2 + ["reset"]


def serve(kinds: list[str], ready: multiprocessing.Queue, wanted: multiprocessing.Queue) -> None:
    """Receivers in a process of their own; answers a request on `wanted` with what arrived."""
    arrived: list[Counter[str]] = [Counter() for _ in kinds]

    def handler(place: int, kind: str):
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = await reader.readuntil(b"\r\n\r\n")
            headers = dict(
                line.split(": ", 1) for line in head.decode("latin-1").lower().split("\r\n")[1:] if line
            )
            await reader.readexactly(int(headers["content-length"]))
            arrived[place][headers["webhook-id"]] += 1
            if kind == "hang":
                await asyncio.sleep(60)
            elif kind == "reset":
                writer.transport.abort()
                return
            await asyncio.sleep(0.02)
            status = "204 No Content" if kind == "ok" else f"{kind} Sick"
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
            writer.close()

        return handle

    async def run() -> None:
        servers = [await asyncio.start_server(handler(i, k), "127.0.0.1", 0) for i, k in enumerate(kinds)]
        ready.put([s.sockets[0].getsockname()[1] for s in servers])
        while True:
            await asyncio.sleep(0.05)
            if not wanted.empty():
                wanted.get()
                ready.put([dict(counter) for counter in arrived])

    asyncio.run(run())


def measure(kinds: list[str], events: int) -> dict[str, object]:
    from django.utils import timezone

    from finance_api.access.audit import SERVICE
    from finance_api.access.models import Organisation
    from finance_api.webhooks import payloads
    from finance_api.webhooks.models import Delivery, Event, WebhookEndpoint
    from finance_api.webhooks.services.endpoints import change_endpoint, create_endpoint
    from finance_api.webhooks.services.record import Subject, record_event

    Event.objects.all().delete()
    WebhookEndpoint.objects.all().delete()
    organisation, _ = Organisation.objects.get_or_create(name="bench")
    ready: multiprocessing.Queue = multiprocessing.Queue()
    wanted: multiprocessing.Queue = multiprocessing.Queue()
    receivers = multiprocessing.Process(target=serve, args=(kinds, ready, wanted), daemon=True)
    receivers.start()
    healthy = []
    for port, kind in zip(ready.get(timeout=30), kinds, strict=True):
        endpoint, _ = create_endpoint(
            organisation=organisation,
            actor=SERVICE,
            fields={"url": f"http://127.0.0.1:{port}/hook", "event_types": ["*"], "state": "paused"},
        )
        healthy += [endpoint.pk] * (kind == "ok")
    data = payloads.sample("upload.invalid")["data"]
    begun = time.monotonic()
    ids = [
        record_event("upload.invalid", data, subject=Subject(organisation=organisation)).message_id
        for _ in range(events)
    ]
    recorded = time.monotonic() - begun
    begun = time.monotonic()
    for endpoint in WebhookEndpoint.objects.all():
        change_endpoint(endpoint, actor=SERVICE, fields={"state": "active"})
    open_ = Delivery.objects.filter(endpoint__in=healthy).exclude(status="delivered")
    while open_.exists() and time.monotonic() - begun < 900:
        time.sleep(0.1)
    seconds = time.monotonic() - begun
    wanted.put(True)
    arrived = [counter for counter, kind in zip(ready.get(timeout=30), kinds, strict=True) if kind == "ok"]
    receivers.kill()
    return {
        "seconds": round(seconds, 1),
        "recording_seconds": round(recorded, 1),
        "events": events,
        "healthy_endpoints": len(healthy),
        "lost": sum(len(set(ids) - set(counter)) for counter in arrived),
        "foreign_ids": sum(len(set(counter) - set(ids)) for counter in arrived),
        "sent_more_than_once": sum(count - 1 for counter in arrived for count in counter.values()),
        "measured_at": timezone.now().isoformat(timespec="minutes"),
    }


def one_event_delay(samples: int = 20) -> list[float]:
    """Seconds from recording one event on an idle service to its first attempt."""
    from finance_api.access.audit import SERVICE
    from finance_api.access.models import Organisation
    from finance_api.webhooks import payloads
    from finance_api.webhooks.models import Delivery, WebhookEndpoint
    from finance_api.webhooks.services.endpoints import create_endpoint
    from finance_api.webhooks.services.record import Subject, record_event

    WebhookEndpoint.objects.all().delete()
    organisation = Organisation.objects.get(name="bench")
    ready: multiprocessing.Queue = multiprocessing.Queue()
    receiver = multiprocessing.Process(
        target=serve, args=(["ok"], ready, multiprocessing.Queue()), daemon=True
    )
    receiver.start()
    url = f"http://127.0.0.1:{ready.get(timeout=30)[0]}/hook"
    create_endpoint(organisation=organisation, actor=SERVICE, fields={"url": url, "event_types": ["*"]})
    data = payloads.sample("upload.invalid")["data"]
    delays = []
    for _ in range(samples):
        event = record_event("upload.invalid", data, subject=Subject(organisation=organisation))
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            first = Delivery.objects.filter(event=event, first_attempt_at__isnull=False).first()
            if first is not None:
                delays.append((first.first_attempt_at - event.occurred_at).total_seconds())
                break
            time.sleep(0.02)
    receiver.kill()
    return sorted(delays)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=1000)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="finance-bench-") as directory:
        os.environ.update(
            EMBEDDED_DIR=directory, DJANGO_SETTINGS_MODULE="finance_api.settings.base", LOG_LEVEL="WARNING"
        )
        import django

        django.setup()
        from django.core.management import call_command

        from finance_api.embedded.processes import command_lines
        from finance_api.embedded.servers import running

        with running(Path(directory), disposable=True):
            call_command("migrate", verbosity=0)
            commands = command_lines("127.0.0.1", 0, Path(directory) / "schedule")
            log = (Path(directory) / "worker.log").open("wb")
            processes = [
                subprocess.Popen(commands[name], cwd=ROOT, stdout=log, stderr=log)
                for name in ("webhook-worker", "scheduler")
            ]
            try:
                time.sleep(5)
                measure(["ok"] * HEALTHY, 20)
                alone = measure(["ok"] * HEALTHY, options.events)
                print("alone    ", json.dumps(alone), flush=True)
                together = measure(["ok"] * HEALTHY + SICK, options.events)
                print("together ", json.dumps(together), flush=True)
                again = measure(["ok"] * HEALTHY, options.events)
                print("again    ", json.dumps(again), flush=True)
                base = (float(alone["seconds"]) + float(again["seconds"])) / 2
                print("ratio    ", round(float(together["seconds"]) / base, 2), flush=True)
                delays = one_event_delay()
                print(
                    "one event", {"median_s": delays[len(delays) // 2], "max_s": delays[-1], "n": len(delays)}
                )
            finally:
                for process in processes:
                    process.send_signal(signal.SIGTERM)
                for process in processes:
                    process.wait(timeout=20)


if __name__ == "__main__":
    main()
