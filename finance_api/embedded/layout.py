"""Where the embedded servers of a checkout keep their data, logs and sockets."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

# sockaddr_un holds 108 bytes on Linux and 104 on macOS; PostgreSQL appends its own file name.
_LONGEST_SOCKET_PATH = 100
_LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Layout:
    """The files of one set of embedded servers, all below one directory."""

    directory: Path

    @property
    def sockets(self) -> Path:
        """Where the sockets are: beside the data, or in the temporary directory if that is too deep."""
        beside = self.directory / "sockets"
        if len(str(beside).encode()) + _LONGEST_SOCKET_NAME <= _LONGEST_SOCKET_PATH:
            return beside
        digest = hashlib.sha256(str(self.directory).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"finance-api-{digest}"

    @property
    def postgres_data(self) -> Path:
        return self.directory / "postgres"

    @property
    def redis_data(self) -> Path:
        return self.directory / "redis"

    @property
    def logs(self) -> Path:
        return self.directory / "log"

    @property
    def redis_socket(self) -> Path:
        return self.sockets / "redis.sock"

    @property
    def in_use(self) -> Path:
        """Locked, shared, by every process that uses the servers."""
        return self.directory / "in-use.lock"

    @property
    def kept(self) -> Path:
        """Locked by the one keeper of the servers."""
        return self.directory / "keeper.lock"

    @property
    def database_url(self) -> str:
        return f"postgresql://postgres@/finance?host={self.sockets}"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.redis_socket}?db=0"
