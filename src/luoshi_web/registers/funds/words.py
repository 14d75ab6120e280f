"""What the codes of the register are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from luoshi_web.registers.funds.amounts import Unit
from luoshi_web.registers.funds.figures import DebtClass, Item, Kind
from luoshi_web.registers.funds.rules.facts import Form
from luoshi_web.registers.funds.rules.states import State, Type

TYPES: dict[Type, StrOrPromise] = {
    Type.SPECIAL: _("special fund (专项资金)"),
    Type.BOND: _("government bond (政府债券)"),
    Type.THREE: _("three public expenses of a unit (“三公”经费)"),
    Type.BUDGET: _("budget or final accounts (预决算)"),
}
STATES: dict[State, StrOrPromise] = {
    State.BUDGETED: pgettext_lazy("a fund", "budgeted (已编预算)"),
    State.ALLOCATED: pgettext_lazy("a fund", "allocated (已下达)"),
    State.PAID: pgettext_lazy("a fund", "being paid out (已拨付)"),
    State.SPENT: pgettext_lazy("a fund", "being spent (支出中)"),
    State.EVALUATED: pgettext_lazy("a fund", "evaluated (已评价)"),
    State.SETTLED: pgettext_lazy("a fund", "settled (已结清)"),
    State.RECOVERED: pgettext_lazy("a fund", "recovered (已收回)"),
    State.PLANNED: pgettext_lazy("a bond", "planned (拟发行)"),
    State.APPROVED: pgettext_lazy("a bond", "approved (已批准)"),
    State.ISSUED: pgettext_lazy("a bond", "issued (已发行)"),
    State.REPAYING: pgettext_lazy("a bond", "being repaid (还本付息中)"),
    State.REPAID: pgettext_lazy("a bond", "repaid (已偿清)"),
    State.SET: pgettext_lazy("three public expenses", "budget being set (编制预算)"),
    State.RUNNING: pgettext_lazy("three public expenses", "running (执行中)"),
    State.FINAL: pgettext_lazy("three public expenses", "final account (已决算)"),
    State.DRAFTED: pgettext_lazy("a budget", "drafted (草案)"),
    State.ADOPTED: pgettext_lazy("a budget", "approved, to be told and published (已批准)"),
    State.CARRIED: pgettext_lazy("a budget", "told and published (已批复公开)"),
    State.DROPPED: pgettext_lazy("a fund", "dropped (已撤销)"),
}
KINDS: dict[Kind, StrOrPromise] = {
    Kind.BUDGET: _("budget (年初预算)"),
    Kind.ADJUSTMENT: _("adjustment (预算调整)"),
    Kind.ALLOCATED: _("allocated (下达)"),
    Kind.PAID: _("paid out (拨付)"),
    Kind.SPENT: _("spent (支出)"),
    Kind.RECOVERED: _("recovered (收回)"),
    Kind.RUNNING: _("so far (预计执行)"),
    Kind.FINAL: _("final account (决算)"),
}
ITEMS: dict[Item, StrOrPromise] = {
    Item.OVERSEAS: _("travel abroad (因公出国（境）)"),
    Item.RECEPTION: _("official receptions (公务接待)"),
    Item.CARS: _("official cars, both parts (公务用车)"),
    Item.CARS_BOUGHT: _("cars bought (公务用车购置)"),
    Item.CARS_RUN: _("cars run (公务用车运行)"),
}
CLASSES: dict[DebtClass, StrOrPromise] = {
    DebtClass.GENERAL: _("general debt (一般债务)"),
    DebtClass.SPECIAL: _("special debt (专项债务)"),
}
FORMS: dict[Form, StrOrPromise] = {
    Form.NEW: _("new debt (新增)"),
    Form.REFINANCING: _("refinancing (再融资)"),
    Form.SWAP: _("swap (置换)"),
    Form.ON_LENT: _("on-lent foreign debt (外债转贷)"),
}
UNITS: dict[Unit, StrOrPromise] = {Unit.YUAN: _("yuan"), Unit.WAN: "万元", Unit.YI: "亿元"}
PROGRESS: dict[str, StrOrPromise] = {
    "budget": _("of the first budget (年初预算)"),
    "adjusted": _("of the budget as adjusted (调整预算)"),
    "allocated": _("of what was allocated (下达)"),
}
"""Definition of 支出进度 → what stands below."""
COMPARED: dict[str, StrOrPromise] = {
    "final": _("final account against last year's (决算比上年决算)"),
    "budget": _("final account against its budget (决算比预算)"),
    "plan": _("budget against last year's (预算比上年预算)"),
}
"""Definition of what the three public expenses are held against."""
