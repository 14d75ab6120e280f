"""Rules as a form: numbers of the lines that there are, lines for whatever else can be counted, two lines by hand that are new."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.appraisal.forms import Day
from luoshi_web.supervision.appraisal.kinds import CASES, MEASURES
from luoshi_web.supervision.appraisal.rules import EFFICACY, HAND, RATE, RuleFault, read_rules
from luoshi_web.supervision.appraisal.words import CASE_NAMES, FAULTS, MEASURE_NAMES, PER_NAMES

GENERAL = ("base", "cap", "floor", "every", "grace", "rank_from")
NEEDS = ("report_share", "kept_share")
"""Measures that a grade can need, as the form offers them; others stay as the terms have them."""
NEW_BY_HAND = ("hand_a", "hand_b")


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the rules as the form shows it."""

    name: str
    per: str
    fields: tuple[Any, ...]


class RulesForm(forms.Form):
    """Built from the terms that the new rules start from."""

    name = forms.CharField(label=_("Name"), max_length=120)
    in_force = forms.DateField(label=_("In force from"), widget=Day)
    source = forms.CharField(label=_("Source"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    base = forms.CharField(label=_("Points to begin with"), max_length=8)
    cap = forms.CharField(label=_("At most, in all"), max_length=8)
    floor = forms.CharField(label=_("At least, in all"), max_length=8)
    every = forms.ChoiceField(
        label=_("Progress is reported"),
        choices=[("month", _("every month")), ("quarter", _("every quarter"))],
    )
    grace = forms.CharField(label=_("Days after its end within which a report may come"), max_length=2)
    rank_from = forms.CharField(label=_("Items from which an office is ranked"), max_length=2)
    try_begins = forms.DateField(label=_("Tried on what offices did from"), widget=Day, required=False)
    try_ends = forms.DateField(label=_("to"), widget=Day, required=False)
    tried = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, terms: Mapping[str, Any], language: str, *args: Any, **kwargs: Any) -> None:
        self.terms, self.tongue = dict(terms), "zh" if language.startswith("zh") else "en"
        self.lines = [*self.terms["lines"], *_others(self.terms)]
        kwargs["initial"] = {key: self.terms.get(key, 1) for key in GENERAL} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for row in self.lines:
            self._line(row)
        for code in NEW_BY_HAND:
            self.fields[f"{code}_zh"] = forms.CharField(
                label=_("Name in Chinese"), max_length=40, required=False
            )
            self.fields[f"{code}_en"] = forms.CharField(
                label=_("Name in English"), max_length=80, required=False
            )
            self.fields[f"{code}_points"] = forms.CharField(label=_("Points"), max_length=8, required=False)
        for row in self.terms.get("doublings", []):
            self._number(f"factor_{row['code']}", _("times"), row["factor"], row[self.tongue])
        for row in self.terms["grades"]:
            self._number(f"least_{row['code']}", _("points at least"), row.get("least"), row[self.tongue])
            self._number(
                f"share_{row['code']}", _("best share of the group"), row.get("share"), row[self.tongue]
            )
            for need in NEEDS:
                least = row.get("needs", {}).get(need)
                self._number(f"{need}_{row['code']}", MEASURE_NAMES[need], least, row[self.tongue])

    def _line(self, row: Mapping[str, Any]) -> None:
        code, name = row["code"], row[self.tongue]
        used = row in self.terms["lines"]
        self.fields[f"use_{code}"] = forms.BooleanField(label=_("in use"), required=False, initial=used)
        self._number(f"points_{code}", _("points"), row["points"], name)
        if row["per"] in {"each", "share"}:
            self.fields[f"per_{code}"] = forms.ChoiceField(
                label=_("how"),
                choices=[(per, PER_NAMES[per]) for per in ("share", "each")],
                initial=row["per"],
            )
        if row["per"] != EFFICACY and row.get("without") != "base":
            self._number(f"floor_{code}", _("at least"), row.get("floor"), name)
            self._number(f"cap_{code}", _("at most"), row.get("cap"), name)
        else:
            self._number(f"base_share_{code}", _("base share"), row.get("base_share", "0.6"), name)
        for key in ("use", "per"):
            if field := self.fields.get(f"{key}_{code}"):
                field.widget.attrs["aria-label"] = f"{name}: {field.label}"

    def _number(self, key: str, label: Any, initial: Any, of: str) -> None:
        """A field in a row of a table, called by its row and column."""
        attrs = {"inputmode": "decimal", "size": 6, "aria-label": f"{of}: {label}"}
        widget = forms.TextInput(attrs=attrs)
        self.fields[key] = forms.CharField(
            label=label, max_length=8, required=False, initial=initial, widget=widget
        )

    def rows(self) -> list[LineRow]:
        """The lines with their fields in the order of the table: use, how, points, floor, cap, base share."""
        keys = ("use", "per", "points", "floor", "cap", "base_share")
        return [
            LineRow(
                row[self.tongue], str(PER_NAMES[row["per"]]),
                tuple(self[f"{key}_{row['code']}"] if f"{key}_{row['code']}" in self.fields else None for key in keys),
            )
            for row in self.lines
        ]  # fmt: skip

    def grade_rows(self) -> list[tuple[Any, ...]]:
        """The grades with their fields."""
        keys = ("least", "share", *NEEDS)
        return [
            (row[self.tongue], *(self[f"{key}_{row['code']}"] for key in keys))
            for row in self.terms["grades"]
        ]

    def doubling_rows(self) -> list[tuple[str, Any]]:
        """The doublings with their factor; an empty one is left out."""
        return [(row[self.tongue], self[f"factor_{row['code']}"]) for row in self.terms.get("doublings", [])]

    def new_rows(self) -> list[tuple[Any, Any, Any]]:
        """Room for lines by hand that are new."""
        return [tuple(self[f"{code}_{key}"] for key in ("zh", "en", "points")) for code in NEW_BY_HAND]  # type: ignore[misc]

    def general(self) -> list[Any]:
        """The fields above the table."""
        return [self[key] for key in ("name", "in_force", "source", *GENERAL, "try_begins", "try_ends")]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors:
            said["terms"] = self._said(said)
            try:
                read_rules(said["terms"])
            except RuleFault as fault:
                raise forms.ValidationError(
                    gettext("“%(where)s” %(fault)s.")
                    % {"where": self._place(fault.where), "fault": FAULTS[fault.code]}
                ) from None
        return said

    def seen(self) -> str:
        """The digest of the terms that are filled in: they are put in force only after these very terms were tried."""
        kept = json.dumps(self.cleaned_data["terms"], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(kept.encode()).hexdigest()

    def _place(self, where: str) -> str:
        """Where a fault lies, in words where there are some."""
        parts = where.split(".")
        rows = {
            "lines": self.lines,
            "grades": self.terms["grades"],
            "doublings": self.terms.get("doublings", []),
        }.get(parts[0], [])
        named = {row["code"]: row[self.tongue] for row in rows}
        if len(parts) > 1 and parts[1] in named:
            return " · ".join((named[parts[1]], *parts[2:]))
        field = self.fields.get(parts[0])
        return str(field.label) if field else where

    def _said(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The terms that the form says, with everything that the form does not show as it was."""
        lines = [self._line_said(row, said) for row in self.lines if said.get(f"use_{row['code']}")]
        taken = {row["code"] for row in self.lines}
        for code in NEW_BY_HAND:
            if any(said[f"{code}_{key}"] for key in ("zh", "en", "points")):
                free = next(name for number in range(1, 1000) if (name := f"hand_{number}") not in taken)
                taken.add(free)
                lines.append(
                    {"code": free, "per": HAND}
                    | {key: said[f"{code}_{key}"] for key in ("zh", "en", "points")}
                )
        grades = [
            _without(row, "least", "share", "needs") | _filled(said, row["code"], "least", "share") | _needs(row, said)
            for row in self.terms["grades"]
        ]  # fmt: skip
        doublings = [
            row | {"factor": said[f"factor_{row['code']}"]}
            for row in self.terms.get("doublings", [])
            if said[f"factor_{row['code']}"]
        ]
        general = {key: said[key] for key in GENERAL}
        return general | {"lines": lines, "grades": grades, "doublings": doublings}

    def _line_said(self, row: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
        code = row["code"]
        line = _without(row, "floor", "cap") | _filled(
            said, code, "points", "floor", "cap", "base_share", "per"
        )
        if line["per"] == "share":
            line["of"] = row.get("of") or CASES[row["counts"]][0]
        else:
            line.pop("of", None)
        line["points"] = said[f"points_{code}"]
        return line


def _filled(said: Mapping[str, Any], code: str, *keys: str) -> dict[str, Any]:
    return {key: value for key in keys if (value := said.get(f"{key}_{code}"))}


def _needs(row: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What a grade needs of the measures, those that the form does not show as they were."""
    needs = _without(row.get("needs", {}), *NEEDS) | {
        need: value for need in NEEDS if (value := said.get(f"{need}_{row['code']}"))
    }
    return {"needs": needs} if needs else {}


def _without(row: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def _others(terms: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Lines, not in use, for everything that can be counted and that no line counts yet."""
    counted = {row.get("counts") for row in terms["lines"]} | {row["code"] for row in terms["lines"]}
    found = []
    for kind, of in CASES.items():
        if kind not in counted:
            found.append(
                _named(CASE_NAMES[kind])
                | {"code": kind, "per": "share", "counts": kind, "of": of[0], "points": "-5"}
            )
    for measure in MEASURES:
        if measure not in counted and measure != "schedule_share":
            found.append(
                _named(MEASURE_NAMES[measure])
                | {"code": measure, "per": RATE, "counts": measure, "points": "10", "without": "full"}
            )
    return found


def _named(words: Any) -> dict[str, str]:
    with override("zh-hans"):
        zh = str(words)
    with override("en"):
        return {"zh": zh, "en": str(words)}
