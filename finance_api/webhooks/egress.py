"""One guarded POST to a stranger's server: tested address, no redirects, bounded in size and time.

The name is resolved, every address tested, and the connection made to a tested address, with the name
kept for Host, SNI and the certificate: a second, different answer of the name server changes nothing.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from finance_api.webhooks.addresses import Network, is_within, refusal


class Failure(StrEnum):
    """Why there was no answer. Public: part of the delivery log."""

    BLOCKED = "blocked"
    NOT_RESOLVED = "not_resolved"
    NOT_CONNECTED = "not_connected"
    TLS = "tls"
    TIMEOUT = "timeout"
    BROKEN = "broken"


class EgressError(Exception):
    """`zh` is for who names an address that cannot be sent to; logs of deliveries are in English."""

    def __init__(self, failure: Failure, detail: str, *, zh: str = "") -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
        self.zh = zh or detail


@dataclass(frozen=True, slots=True)
class EgressPolicy:
    """Where a POST may go and how much it may cost. Times in seconds, sizes in bytes."""

    allowed_ranges: tuple[Network, ...] = ()
    """Exempt from every rule about addresses, ports and HTTPS."""
    allowed_ports: frozenset[int] = frozenset({443, 8443})
    connect_seconds: float = 3.0
    total_seconds: float = 10.0
    answer_bytes: int = 64 * 1024
    ca_file: str | None = None
    _contexts: dict[str, ssl.SSLContext] = field(default_factory=dict, repr=False, compare=False)

    def tls(self) -> ssl.SSLContext:
        if "client" not in self._contexts:
            self._contexts["client"] = ssl.create_default_context(cafile=self.ca_file)
        return self._contexts["client"]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    head: bytes
    """The beginning of the body, at most `answer_bytes`."""
    was_cut: bool


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart, with the one tested address it will be sent to."""

    url: SplitResult
    host: str
    port: int
    address: str


_resolvers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="resolve")


def check_url(url: str, policy: EgressPolicy) -> Target:
    """The URL with its tested address. EgressError says what is wrong with it."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except (ValueError, UnicodeError) as error:
        raise EgressError(Failure.BLOCKED, f"not a URL: {error}", zh="网址格式有误。") from error
    if parts.scheme not in ("https", "http") or not host:
        sentence = "only https:// addresses with a host are allowed"
        raise EgressError(Failure.BLOCKED, sentence, zh="只允许含主机名的 https:// 地址。")
    if parts.username is not None or parts.password is not None:
        sentence = "user names and passwords in a URL are not allowed"
        raise EgressError(Failure.BLOCKED, sentence, zh="网址中不得含用户名或密码。")
    if parts.fragment:
        raise EgressError(Failure.BLOCKED, "a URL for webhooks has no fragment", zh="网址中不得含 # 片段。")
    addresses = _resolve(host, port, policy)
    if not all(is_within(address, policy.allowed_ranges) for address in addresses):
        if parts.scheme != "https":
            raise EgressError(Failure.BLOCKED, "HTTPS is required", zh="必须使用 HTTPS。")
        if port not in policy.allowed_ports:
            ports = ", ".join(str(p) for p in sorted(policy.allowed_ports))
            sentence = f"port {port} is not allowed (allowed: {ports})"
            raise EgressError(Failure.BLOCKED, sentence, zh=f"不允许端口 {port}（可用：{ports}）。")
    return Target(parts, host, port, addresses[0])


def post(url: str, body: bytes, headers: Mapping[str, str], policy: EgressPolicy) -> Answer:
    """POST body and return the answer, whatever its status. EgressError where there is none in time."""
    target = check_url(url, policy)
    deadline = time.monotonic() + policy.total_seconds
    connection = _connect(target, policy, deadline)
    out_of_time = threading.Event()

    def cut() -> None:
        out_of_time.set()
        _shut(connection.sock)

    # A timeout on the socket is per read, so a byte a second would never meet it.
    watchdog = threading.Timer(max(deadline - time.monotonic(), 0.001), cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        path = target.url.path or "/"
        connection.request("POST", f"{path}?{target.url.query}" if target.url.query else path, body, headers)
        response = connection.getresponse()
        head, was_cut = _read_head(response, policy.answer_bytes)
        return Answer(response.status, dict(response.headers.items()), head, was_cut)
    except (OSError, http.client.HTTPException) as error:
        if out_of_time.is_set() or isinstance(error, TimeoutError):
            message = f"no complete answer within {policy.total_seconds:g} s"
            raise EgressError(Failure.TIMEOUT, message) from error
        raise EgressError(Failure.BROKEN, f"{type(error).__name__}: {error}"[:300]) from error
    finally:
        watchdog.cancel()
        connection.close()


def _resolve(host: str, port: int, policy: EgressPolicy) -> list[str]:
    """Every address of the host, all of them tested: one bad address spoils the name."""
    lookup = _resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = lookup.result(timeout=policy.connect_seconds)
    except FutureTimeout as error:
        message = f"{host} was not resolved within {policy.connect_seconds:g} s"
        zh = f"{host} 未能在 {policy.connect_seconds:g} 秒内解析。"
        raise EgressError(Failure.NOT_RESOLVED, message, zh=zh) from error
    except (OSError, UnicodeError) as error:
        message = f"{host} does not resolve: {error}"
        raise EgressError(Failure.NOT_RESOLVED, message, zh=f"{host} 无法解析。") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        reason = refusal(address, policy.allowed_ranges)
        if reason is not None:
            message = f"{host} resolves to an address that is refused: {reason}"
            raise EgressError(Failure.BLOCKED, message, zh=f"{host} 解析到不允许的地址 {address}。")
    if not addresses:
        raise EgressError(Failure.NOT_RESOLVED, f"{host} has no address", zh=f"{host} 没有地址。")
    return addresses


def _connect(target: Target, policy: EgressPolicy, deadline: float) -> http.client.HTTPConnection:
    """A connection to the tested address, TLS done for the name."""
    timeout = min(policy.connect_seconds, max(deadline - time.monotonic(), 0.001))
    connection = http.client.HTTPConnection(target.host, target.port, timeout=policy.total_seconds)
    try:
        raw = socket.create_connection((target.address, target.port), timeout=timeout)
    except TimeoutError as error:
        message = f"no connection within {policy.connect_seconds:g} s"
        raise EgressError(Failure.TIMEOUT, message) from error
    except OSError as error:
        raise EgressError(Failure.NOT_CONNECTED, str(error)) from error
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if target.url.scheme == "https":
        raw = _secured(raw, target.host, policy)
    raw.settimeout(max(deadline - time.monotonic(), 0.001))
    connection.sock = raw
    return connection


def _secured(raw: socket.socket, host: str, policy: EgressPolicy) -> socket.socket:
    # The handshake is several reads: the watchdog of the whole POST does not run yet.
    watchdog = threading.Timer(policy.connect_seconds, _shut, (raw,))
    watchdog.daemon = True
    watchdog.start()
    try:
        return policy.tls().wrap_socket(raw, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        raw.close()
        raise EgressError(Failure.TLS, f"certificate refused: {error.verify_message}") from error
    except TimeoutError as error:
        raw.close()
        raise EgressError(Failure.TIMEOUT, "TLS handshake too slow") from error
    except (OSError, ValueError) as error:
        raw.close()
        raise EgressError(Failure.TLS, f"TLS handshake failed: {error}"[:300]) from error
    finally:
        watchdog.cancel()


def _read_head(response: http.client.HTTPResponse, limit: int) -> tuple[bytes, bool]:
    """The body up to the limit. The status is known by now, so a body that breaks off is only cut."""
    parts: list[bytes] = []
    size = 0
    while size <= limit:
        try:
            part = response.read1(min(8192, limit + 1 - size))
        except (OSError, http.client.HTTPException):
            return b"".join(parts), True
        if not part:
            return b"".join(parts), False
        parts.append(part)
        size += len(part)
    return b"".join(parts)[:limit], True


def _shut(sock: socket.socket | None) -> None:
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
