"""Which process a worker is, and whether it is known to be gone.

A number of a process is used again after a while, and after a restart at once: it counts only together with the moment at which the
process began, on the running system where it was given.
"""

import os
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """``machine`` and ``born`` are empty where the system does not tell (no /proc)."""

    host: str
    machine: str
    pid: int
    born: str


def this_process() -> Process:
    """The one that runs."""
    pid = os.getpid()
    return Process(socket.gethostname(), _machine(), pid, _born(pid) or "")


def known_gone(process: Process) -> bool:
    """Whether it ran on this very system and is there no longer. False where that cannot be known: then its heartbeat decides."""
    if not process.machine or process.machine != _machine():
        return False
    return _born(process.pid) != process.born


@cache
def _machine() -> str:
    """The running system and its list of processes: two containers of one machine see different ones."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {os.readlink(_PROC / 'self/ns/pid')}"
    except OSError:
        return ""


def _born(pid: int) -> str | None:
    """When a process began, in ticks since the system did; None where there is none, or only its remains (a zombie)."""
    try:
        words = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    after_name = words.rpartition(")")[2].split()  # the name before it may hold blanks and brackets
    return None if after_name[0] in {"Z", "X"} else after_name[19]
