"""Amounts in forms and on pages: written in 元, 万元 or 亿元, kept in 元; a page says its unit once."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.funds.amounts import OF, AmountFault, Unit, in_yuan, written
from luoshi_web.registers.funds.words import UNITS


def amount_field(**options: Any) -> forms.DecimalField:
    """An amount in the unit that the form asks for beside it."""
    return forms.DecimalField(max_digits=20, decimal_places=8, **options)


def unit_field(unit: Unit = Unit.WAN) -> forms.ChoiceField:
    """In what the amounts of a form are written."""
    return forms.ChoiceField(label=_("Unit of the amount"), choices=list(UNITS.items()), initial=unit)


def yuan_of(form: forms.Form, said: dict[str, Any], *names: str) -> dict[str, Any]:
    """What a form said, its amounts in 元, without their unit. An amount with parts of a 分 is a fault of its field."""
    unit = said.pop("unit", None)
    for name in names:
        if unit is not None and said.get(name) is not None:
            try:
                said[name] = in_yuan(said[name], Unit(unit))
            except AmountFault:
                form.add_error(name, gettext("This is not a whole number of 分."))
    return said


@dataclass(frozen=True, slots=True)
class Written:
    """In what a page writes its amounts."""

    unit: Unit

    @property
    def words(self) -> str:
        """What the head of the page says."""
        return str(UNITS[self.unit])

    def write(self, amount: Decimal | None) -> str:
        """Exact, with commas; an empty text for None."""
        return written(amount, self.unit)

    def cell(self, amount: Decimal | None) -> Decimal | None:
        """A number for a workbook."""
        return None if amount is None else amount / OF[self.unit]


def asked(request: OfficeRequest, otherwise: Unit = Unit.WAN) -> Written:
    """The unit of ``?unit=``; ``otherwise`` where it is none."""
    said = request.GET.get("unit", "")
    return Written(Unit(said) if said in set(Unit) else otherwise)


def units() -> list[tuple[str, str]]:
    """What a page can be asked to write its amounts in."""
    return [(unit.value, str(UNITS[unit])) for unit in Unit]
