"""A client that costs little: ready-made requests over kept connections, in a process of its own.

    python -m bench.api_load < orders.json

Reads one JSON object, {"port", "paths", "seconds", "connections", "rate", "etags"}, and answers with one: how
many requests were answered, with which statuses, and how long each took. With `rate` requests leave by the
clock, and the time counts from when one should have left; without, each connection asks as fast as it is
answered.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LENGTH = b"content-length:"


@dataclass(slots=True)
class Connection:
    socket: socket.socket
    begun: float = 0.0
    due: float = 0.0
    received: bytearray = field(default_factory=bytearray)


def load(port: int, paths: list[str], seconds: float, **options: Any) -> dict[str, Any]:
    """Has a process of its own do it: the measuring process must not stand in the way."""
    orders = {"port": port, "paths": paths, "seconds": seconds, **options}
    command = [sys.executable, "-S", str(Path(__file__))]
    done = subprocess.run(command, input=json.dumps(orders), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    orders = json.loads(sys.stdin.read())
    paths, etags = orders["paths"], orders.get("etags") or [""] * len(orders["paths"])
    requests = [
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{orders['port']}\r\nAccept: */*\r\n"
        f"{f'If-None-Match: {etag}{chr(13)}{chr(10)}' if etag else ''}\r\n".encode()
        for path, etag in zip(paths, etags, strict=True)
    ]
    seconds, rate = orders["seconds"], orders.get("rate")
    number = orders.get("connections", 4)
    selector, turn = selectors.DefaultSelector(), orders.get("turn", 0)
    taken: list[float] = []
    statuses: Counter[str] = Counter()
    begun = time.perf_counter()
    gap = number / rate if rate else 0.0

    def send(connection: Connection) -> None:
        nonlocal turn
        connection.begun = connection.due or time.perf_counter()
        connection.socket.sendall(requests[turn % len(requests)])
        turn += 1

    waiting: list[Connection] = []
    for place in range(number):
        connection = Connection(socket.create_connection(("127.0.0.1", orders["port"])))
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        if rate:
            connection.due = begun + gap * place / number
            waiting.append(connection)
        else:
            send(connection)
    until = begun + seconds
    while (now := time.perf_counter()) < until:
        for connection in [c for c in waiting if c.due <= now]:
            waiting.remove(connection)
            send(connection)
        pause = min((c.due for c in waiting), default=until) - time.perf_counter()
        for key, _ in selector.select(max(0.0, min(pause, until - time.perf_counter()))):
            connection = key.data
            received = connection.socket.recv(1 << 18)
            if not received:
                raise SystemExit("the server closed a connection")
            connection.received += received
            if not _is_whole(connection.received):
                continue
            taken.append(time.perf_counter() - connection.begun)
            statuses[connection.received[9:12].decode()] += 1
            connection.received.clear()
            if rate:
                connection.due += gap
                waiting.append(connection)
            else:
                send(connection)
    spent = time.perf_counter() - begun
    taken.sort()
    answer = {"answered": len(taken), "seconds": spent, "turn": turn, "statuses": statuses}
    if taken:
        answer |= {"p50": taken[len(taken) // 2], "p99": taken[int(len(taken) * 0.99)]}
    print(json.dumps(answer))


def _is_whole(received: bytearray) -> bool:
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(received[:end]).lower()
    at = head.find(LENGTH)
    length = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    return len(received) >= end + 4 + (0 if head[9:12] == b"304" else length)


if __name__ == "__main__":
    main()
