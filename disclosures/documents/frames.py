"""What a worker and its reading process say to each other: bytes with their length before them."""

from __future__ import annotations

import socket
import struct
from typing import Final

RESULT: Final = b"R"
UNREADABLE: Final = b"U"
BUG: Final = b"B"
"""First byte of an answer: what was asked for, an `Unreadable`, or the traceback of an error of ours."""

_LENGTH: Final = struct.Struct("!Q")


def send(to: socket.socket, content: bytes) -> None:
    """Writes one frame."""
    to.sendall(_LENGTH.pack(len(content)))
    to.sendall(content)


def receive(source: socket.socket, at_most: int | None = None) -> bytes:
    """Reads one frame; EOFError where it is not whole, OverflowError where it is longer than agreed."""
    (length,) = _LENGTH.unpack(_exactly(source, _LENGTH.size))
    if at_most is not None and length > at_most:
        raise OverflowError(f"a frame of {length} bytes, {at_most} agreed")
    return bytes(_exactly(source, length))


def _exactly(source: socket.socket, length: int) -> bytearray:
    content = bytearray(length)
    view = memoryview(content)
    while view:
        got = source.recv_into(view)
        if not got:
            raise EOFError
        view = view[got:]
    return content
