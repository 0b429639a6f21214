"""The process that reads: started once, it has the readers loaded and forks a child for every file.

A child has its own memory, processor time, wall clock and output limits, an environment without secrets,
and no way back but bytes over a socket. What a crafted file brings down is the child.

Requests arrive on standard input, a Unix socket: each is one byte with two descriptors, a socket to talk
with the child, and a pipe on which to say how the child ended.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import selectors
import signal
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

import orjson

from disclosures.documents.as_json import to_json
from disclosures.documents.errors import Unreadable
from disclosures.documents.frames import BUG, RESULT, UNREADABLE, receive, send
from disclosures.documents.limits import Limits, over_limit
from disclosures.documents.read import read_document
from disclosures.documents.readers import readers
from disclosures.documents.readers.pdf import render_page


def main() -> None:
    """Forks a child per request until the other end of standard input is closed."""
    readers()
    gc.freeze()
    control = socket.socket(fileno=sys.stdin.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    wake, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    endings: dict[int, int] = {}
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake, selectors.EVENT_READ)
        while True:
            ready = {key.fd for key, _ in selector.select()}
            if wake in ready:
                os.read(wake, 4096)
                _report_ended(endings)
            if control.fileno() in ready and not _start_child(control, endings):
                return


def _start_child(control: socket.socket, endings: dict[int, int]) -> bool:
    """Forks the child of one request; False once nobody is left to ask."""
    message, descriptors, _, _ = socket.recv_fds(control, 1, 2)
    if not message:
        return False
    conversation, ending = descriptors
    pid = os.fork()
    if pid == 0:
        _be_child(conversation)
    os.close(conversation)
    endings[pid] = ending
    return True


def _report_ended(endings: dict[int, int]) -> None:
    """Says of every child that has ended by which signal, and how much memory it had."""
    for pid in list(endings):
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if not ended:
            continue
        ending = endings.pop(pid)
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        with contextlib.suppress(BrokenPipeError):
            os.write(ending, orjson.dumps({"signal": killed_by, "peak": peak}))
        os.close(ending)


def _be_child(conversation: int) -> NoReturn:
    """Answers the one request that comes over the socket, and ends."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _keep_only(conversation)
        with socket.socket(fileno=conversation) as parent:
            request = orjson.loads(receive(parent))
            send(parent, _answer(request))
    finally:
        os._exit(0)


def _keep_only(conversation: int) -> None:
    """Leaves the child no descriptor but the socket, and nowhere to print."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.closerange(3, conversation)
    os.closerange(conversation + 1, max(conversation + 1, nowhere) + 256)


def _answer(request: dict[str, Any]) -> bytes:
    limits = Limits(**request["limits"])
    _confine(limits, scratch=request["scratch"])
    try:
        result = TASKS[request["task"]](Path(request["path"]), limits, request["arguments"])
        if len(result) > limits.output_bytes:
            raise over_limit("output_bytes", limits)
        return RESULT + result
    except Unreadable as error:
        return _unreadable(error)
    except MemoryError:
        return _unreadable(over_limit("memory_bytes", limits))
    except Exception:  # the edge of the reading: whatever is wrong with the code is told, not lost
        return BUG + traceback.format_exc().encode("utf-8", "replace")


def _confine(limits: Limits, *, scratch: str) -> None:
    """What the kernel enforces from here on. An alarm without a handler ends the process wherever it is."""
    tempfile.tempdir = scratch
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.expanded_bytes, limits.expanded_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit of address space but refuses it
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.seconds)


def _unreadable(error: Unreadable) -> bytes:
    return UNREADABLE + orjson.dumps([error.code, error.zh, error.en])


def _read(path: Path, limits: Limits, arguments: dict[str, Any]) -> bytes:
    return to_json(read_document(path, name=arguments["name"], limits=limits))


def _render(path: Path, limits: Limits, arguments: dict[str, Any]) -> bytes:
    """The picture of a page; nothing where there is no such page."""
    boxes = [(x0, y0, x1, y1) for x0, y0, x1, y1 in arguments["highlight"]]
    try:
        return render_page(path, arguments["page"], highlight=boxes, scale=arguments["scale"])
    except IndexError:
        return b""


TASKS = {"read": _read, "render": _render}


if __name__ == "__main__":
    main()
