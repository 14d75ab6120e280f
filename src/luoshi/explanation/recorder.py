"""Watching the functions of the grammar while they read one sentence.

The interpreter's own profiler tells of every call and return (:func:`sys.setprofile`), so that the grammar knows nothing of being watched:
where nobody asks, no recorder is there and reading takes not an instruction more.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

from luoshi.explanation.reasons import Rule
from luoshi.pure import CompiledError

_WATCHED = ("luoshi.statements.", "luoshi.quantities.", "luoshi.vocabulary.")
_COPIED = 400  # a list that is returned and added to later is kept as it was


@dataclass(slots=True, eq=False)
class Call:
    """One call of a function: what it was given, what it gave back, and the calls that it made, in order."""

    code: CodeType
    module: str
    given: dict[str, Any]
    caller: "Call | None"
    value: Any = None
    made: list["Call"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.code.co_qualname

    def within(self) -> Iterator["Call"]:
        """The calls inside this one, and it itself, in the order in which they returned: the innermost first."""
        for call in self.made:
            yield from call.within()
        yield self

    def rule(self) -> Rule:
        """The function that was called; of a lambda or a comprehension the named function around it."""
        call = self
        while "<" in call.code.co_name and call.caller is not None:
            call = call.caller
        return rule_of(call.module, call.name)


@dataclass(frozen=True, slots=True)
class Recording:
    """The outermost calls that were watched."""

    calls: tuple[Call, ...]

    def __iter__(self) -> Iterator[Call]:
        """All calls in the order in which they returned."""
        for call in self.calls:
            yield from call.within()


def record(
    read: Callable[[], object],
    function: Callable[..., Any],
    wanted: Callable[[dict[str, Any]], bool] = lambda given: True,
) -> Recording:
    """What happens within the calls of ``function`` while ``read`` runs, of those whose arguments are ``wanted``.

    :raises luoshi.pure.CompiledError: where the function is compiled, and so cannot be watched.
    """
    code = getattr(function, "__code__", None)
    if not isinstance(code, CodeType):
        raise CompiledError
    found: list[Call] = []
    stack: list[Call] = []

    def watch(frame: FrameType, event: str, value: Any) -> None:
        if event == "call":
            if stack:
                if (module := frame.f_globals.get("__name__", "")).startswith(_WATCHED):
                    call = Call(frame.f_code, module, dict(frame.f_locals), stack[-1])
                    stack[-1].made.append(call)
                    stack.append(call)
            elif frame.f_code is code and wanted(frame.f_locals):
                stack.append(Call(code, frame.f_globals["__name__"], dict(frame.f_locals), None))
                found.append(stack[0])
        elif event == "return" and stack and frame.f_code is stack[-1].code:
            stack.pop().value = list(value) if isinstance(value, list) and len(value) < _COPIED else value

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        read()
    finally:
        sys.setprofile(before)
    return Recording(tuple(found))


def rule_of(module: str, name: str) -> Rule:
    """The function ``name`` of ``module`` with the first line of what it says of itself."""
    thing: Any = sys.modules.get(module)
    for part in name.split("."):
        thing = getattr(thing, part, None)
    says = (getattr(thing, "__doc__", None) or "").strip().split("\n")[0]
    return Rule(module, name, says)


def rule(function: Callable[..., Any]) -> Rule:
    """The rule that ``function`` is."""
    return rule_of(function.__module__, function.__qualname__)
