"""Running the command inside the test's own process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from luoshi.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples/qingchuan-2026.txt"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of the command ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LUOSHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LUOSHI_DEBUG"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def luoshi(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Outcome]:
    """``luoshi("read", path)`` runs the command and returns its exit code and what it printed."""

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as ending:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Outcome(int(ending.value.code or 0), out.decode("utf-8", "replace"), err.decode())

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """An invented report in a folder of its own."""
    path = tmp_path / "青川区2026.txt"
    path.write_bytes(EXAMPLE.read_bytes())
    return path
