"""A program in a process of its own, within bounds of time and memory.

Parsers believe what a file says, and one that is led into the dark cannot be stopped from inside: it runs apart and is ended from here.
"""

import json
import os
import subprocess
import sys


def is_python(executable: str | None) -> bool:
    """A server that carries Python inside it names itself here, and starting that would start a server."""
    return os.path.basename(executable or "").lower().startswith(("python", "pypy"))


def answer_of(program: str, data: bytes, *words: str, seconds: int) -> bytes:
    """What ``program`` writes on standard output when ``data`` comes on its standard input; nothing where it was ended before it could answer.

    ``program`` is Python that takes ``sys.path`` from ``sys.argv[1]`` as JSON, and ``words`` behind it.
    """
    # -I: nothing of the caller's environment or folder is run; -c: no file of ours need be found.
    arguments = [sys.executable, "-I", "-c", program, json.dumps(sys.path), *words]
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        try:
            answer, _ = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            answer = b""
        finally:
            process.kill()
    return answer


def bound(seconds: int, memory: int, *, writes: bool = True) -> None:
    """Sets the limits of the process that calls it, where the system has such. ``writes``: False where it may write no file."""
    try:
        import resource
    except ImportError:  # Windows: the caller's clock is the only bound
        return
    limits = [(resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)]
    if not writes:
        limits.append((resource.RLIMIT_FSIZE, 0))
    for what, most in limits:
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
