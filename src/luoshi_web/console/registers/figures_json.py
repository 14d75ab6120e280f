"""A register's figures of a year as JSON (``?as=json`` at its page of figures), over what the post may see. The shape stands in docs/registers_json.md."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse

from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks.lists import JSON_VERSION, as_json, plain
from luoshi_web.registers.engine.figures import Figure
from luoshi_web.registers.engine.measures import Measured, Ratio

Counted = Figure | Ratio | Measured


def asked(request: OfficeRequest) -> bool:
    """Whether the page of figures was asked for as JSON."""
    return request.GET.get("as") == "json"


def answer(
    request: OfficeRequest, register: str, figures: Iterable[Counted], *, year: int, on: date
) -> HttpResponse:
    """Every figure by its code and variant, with both counts: no share is rounded here, and none is made of an empty denominator."""
    content = {
        "format": "luoshi.figures", "version": JSON_VERSION, "register": register, "year": year, "day": on.isoformat(),
        "narrowed": {name: said for name, said in request.GET.lists() if name not in {"as", "year"}},
        "figures": [_said(each) for each in figures],
    }  # fmt: skip
    return as_json(content, f"{register}-figures-{year}.json")


def _said(each: Counted) -> dict[str, Any]:
    named: dict[str, Any] = {"code": each.code, "variant": each.variant}
    if isinstance(each, Measured):
        return named | {"value": plain(each.value), "unit": each.unit, "rows": each.rows}
    counts = named | {"numerator": plain(each.numerator), "denominator": plain(each.denominator)}
    return counts | ({"left_out": each.left_out} if isinstance(each, Figure) else {})
