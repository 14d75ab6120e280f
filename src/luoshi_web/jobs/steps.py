"""The table of the night, checked when it is read, and which of its steps are due. No database here."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

_KEYS = {"name", "call", "time", "after", "catch_up"}


@dataclass(frozen=True, slots=True)
class Step:
    """``call`` is "module:function"; ``at`` a time of the office's zone; ``after`` names of earlier steps; ``catch_up`` days."""

    name: str
    call: str
    at: time
    after: tuple[str, ...]
    catch_up: int


@cache
def steps() -> tuple[Step, ...]:
    """The steps of ``data/night.toml`` in their order."""
    return read(files("luoshi_web.jobs").joinpath("data/night.toml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Step, ...]:
    """A table of steps. Raises :class:`ValueError` for unknown or missing keys, a name used twice, and a step after one that comes later."""
    found: list[Step] = []
    for row in tomllib.loads(text)["step"]:
        if set(row) != _KEYS:
            raise ValueError(f"night.toml: {row.get('name')}: the keys are {sorted(_KEYS)}")
        before = {step.name for step in found}
        if row["name"] in before or not set(row["after"]) <= before:
            raise ValueError(
                f"night.toml: {row['name']}: named twice, or after a step that does not come before it"
            )
        if ":" not in row["call"]:
            raise ValueError(f"night.toml: {row['name']}: call is module:function")
        at = time.fromisoformat(row["time"])
        found.append(Step(row["name"], row["call"], at, tuple(row["after"]), row["catch_up"]))
    return tuple(found)


def function_of(step: Step) -> Callable[..., Any] | None:
    """What the step calls; None where its module is not part of this installation. A module that fails to load fails here."""
    module, _, name = step.call.partition(":")
    try:
        found: Callable[..., Any] = getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        if error.name is not None and (module == error.name or module.startswith(f"{error.name}.")):
            return None
        raise
    return found


def due(
    table: tuple[Step, ...],
    *,
    now: datetime,
    asked: Mapping[tuple[str, date], bool],
    last: Mapping[str, date],
) -> list[tuple[Step, date]]:
    """What is to be asked for at a moment (in the office's zone), in the order in which it is to run.

    ``asked``: step and day → whether it has ended. ``last``: the latest day for which a step was asked for; a step that never was
    begins with the present day.
    """
    found: list[tuple[Step, date]] = []
    today = now.date()
    for step in table:
        first = max(
            last.get(step.name, today - timedelta(days=1)) + timedelta(days=1),
            today - timedelta(days=step.catch_up),
        )
        for number in range(max((today - first).days + 1, 0)):
            day = first + timedelta(days=number)
            waits = any(not asked.get((name, day), day != today) for name in step.after)
            if (step.name, day) not in asked and not waits and (day < today or now.time() >= step.at):
                found.append((step, day))
    return sorted(found, key=lambda pair: pair[1])
