"""Reads a file in a child process, so that a crafted or broken file costs only itself.

The children are forked by `reading_process`, of which every worker process starts one of its own when it
first reads. It works in web threads and in Celery's prefork workers alike, and ends with the worker.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from select import select
from typing import Any

import orjson

from disclosures.documents import frames
from disclosures.documents.as_json import from_json
from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import DEFAULT_LIMITS, Limits, over_limit
from disclosures.documents.model import Box, Document

_PROGRAM = "disclosures.documents.reading_process"

GRACE_SECONDS = 5
"""How much longer than its limit a child is waited for: its own alarm should have ended it."""


class ReadingFailedError(RuntimeError):
    """The reading broke for a reason of ours, not the file's: a defect in a reader, or a lost process."""


def read_in_child(path: Path, *, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """What `read_document` answers, read in a process with the limits' memory, time and output.

    Raises `Unreadable`, also where the file killed its process, and `ReadingFailedError`.
    """
    return from_json(_in_child("read", path, limits, {"name": name}))


def render_in_child(
    path: Path,
    page: int,
    *,
    highlight: Sequence[Box] = (),
    scale: float = 2.0,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """Page `page` (from 1) of a PDF as PNG with the boxes marked, drawn in a process of its own.

    Raises `Unreadable`, `ReadingFailedError`, and IndexError for a page that the file does not have.
    """
    arguments = {"page": page, "highlight": [list(box) for box in highlight], "scale": scale}
    picture = _in_child("render", path, limits, arguments)
    if not picture:
        raise IndexError(f"there is no page {page}")
    return picture


def warm_up() -> None:
    """Starts the reading process before the first file comes."""
    _process()


def stop() -> None:
    """Ends the reading process, if this process started one; the next reading starts another."""
    global _running
    with _lock:
        if _running is not None and _running.owner == os.getpid():
            _running.control.close()
            try:
                _running.program.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                _running.program.kill()
                _running.program.wait()
        _running = None


atexit.register(stop)


@dataclass(frozen=True, slots=True)
class _ReadingProcess:
    control: socket.socket
    program: subprocess.Popen[bytes]
    owner: int
    """The process that started it: one that was forked since then starts its own."""


_lock = threading.Lock()
_running: _ReadingProcess | None = None


def _process() -> _ReadingProcess:
    global _running  # one a process, for all of its threads
    with _lock:
        if _running is None or _running.owner != os.getpid():
            _running = _start()
        return _running


def _start() -> _ReadingProcess:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    root = Path(__file__).resolve().parents[2]
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "LC_ALL", "TZ"}}
    with theirs:
        program = subprocess.Popen(  # noqa: S603 - the interpreter itself, with nothing from outside
            [sys.executable, "-m", _PROGRAM],
            stdin=theirs.fileno(),
            cwd=root,
            env={**kept, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
            start_new_session=True,
        )
    return _ReadingProcess(ours, program, os.getpid())


def _in_child(task: str, path: Path, limits: Limits, arguments: dict[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="reading-") as scratch:
        request = orjson.dumps(
            {
                "task": task,
                "path": str(path.resolve()),
                "arguments": arguments,
                "limits": asdict(limits),
                "scratch": scratch,
            }
        )
        return _result(_converse(request, limits), limits)


def _converse(request: bytes, limits: Limits) -> bytes | dict[str, int] | None:
    """The child's answer; where it gave none, how it ended; None where not even that is known."""
    conversation, ending = _ask_for_child()
    try:
        conversation.settimeout(limits.seconds + GRACE_SECONDS)
        frames.send(conversation, request)
        return frames.receive(conversation, limits.output_bytes + 1)
    except TimeoutError:
        raise over_limit("seconds", limits) from None
    except OverflowError:
        raise over_limit("output_bytes", limits) from None
    except (EOFError, OSError):
        return _how_it_ended(ending)
    finally:
        conversation.close()
        os.close(ending)


def _ask_for_child() -> tuple[socket.socket, int]:
    """A socket to a new child, and the pipe that will say how it ends."""
    conversation, childs_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    ending, childs_ending = os.pipe()
    try:
        _hand_over([childs_end.fileno(), childs_ending])
    except OSError:
        conversation.close()
        os.close(ending)
        raise
    finally:
        childs_end.close()
        os.close(childs_ending)
    return conversation, ending


def _hand_over(descriptors: list[int]) -> None:
    """Sends the descriptors to the reading process; one that has died is replaced once."""
    try:
        socket.send_fds(_process().control, [b"r"], descriptors)
    except OSError:
        stop()
        socket.send_fds(_process().control, [b"r"], descriptors)


def _how_it_ended(ending: int) -> dict[str, int] | None:
    if not select([ending], [], [], GRACE_SECONDS)[0]:
        return None
    report: dict[str, int] | None = orjson.loads(os.read(ending, 4096) or b"null")
    return report


def _result(answer: bytes | dict[str, int] | None, limits: Limits) -> bytes:
    """The result that the child sent, or the error that its silence stands for."""
    if answer is None:
        raise ReadingFailedError("the reading process was lost")
    if isinstance(answer, dict):
        raise _death(answer, limits)
    kind, content = answer[:1], answer[1:]
    if kind == frames.UNREADABLE:
        code, zh, en = orjson.loads(content)
        raise Unreadable(UnreadableCode(code), zh=zh, en=en)
    if kind != frames.RESULT:
        raise ReadingFailedError(content.decode("utf-8", "replace"))
    return content


def _death(report: dict[str, int], limits: Limits) -> Exception:
    """What a child's death says about the file."""
    killed_by, peak = report["signal"], report["peak"]
    if killed_by in {signal.SIGALRM, signal.SIGXCPU}:
        return over_limit("seconds", limits)
    if killed_by == signal.SIGXFSZ:
        return over_limit("expanded_bytes", limits)
    # An allocation that is refused ends native code by an abort; SIGKILL is how the kernel frees memory.
    if killed_by in {signal.SIGABRT, signal.SIGKILL, signal.SIGTRAP} or peak > limits.memory_bytes * 0.8:
        return over_limit("memory_bytes", limits)
    if killed_by:
        return Unreadable(
            UnreadableCode.CORRUPT,
            zh="文件已损坏：读取过程因文件内容异常而中止。请重新导出后上传。",
            en="The file is damaged: its contents broke off the reading. Export it again and upload that.",
        )
    return ReadingFailedError("the reading ended without an answer")
