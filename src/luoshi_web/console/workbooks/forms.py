"""Forms of worklists: the file, what its columns mean, who is meant by a name."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Post, Secrecy
from luoshi_web.accounts.selectors import head_posts
from luoshi_web.console.fields import day_field
from luoshi_web.ledgerstore.models import Report
from luoshi_web.supervision.workbooks.grid import Sheet
from luoshi_web.supervision.workbooks.headings import MEANINGS, WORKLIST, Reading, lay_out

_WORDS = {
    "no": _("row number (序号)"),
    "title": _("work (工作内容)"),
    "content": _("particulars of the work"),
    "area": _("area (领域)"),
    "lead": _("lead unit (责任单位)"),
    "helpers": _("units that help (配合单位)"),
    "leader": _("leader in charge (分管领导)"),
    "due": _("due date (完成时限)"),
    "progress": _("progress (进展)"),
    "measures": _("measures (工作措施)"),
}
NOBODY = "0"
"""The answer that a name is nobody's here."""


def _reports() -> "QuerySet[Report]":
    return Report.objects.filter(current__isnull=False)


class WorklistForm(forms.Form):
    """A file and what is said of it as a whole."""

    file = forms.FileField(
        label=_("File (XLSX or CSV)"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"})
    )
    year = forms.IntegerField(label=_("Year of the list"), min_value=2000, max_value=2100)
    report = forms.ModelChoiceField(
        label=_("Report that its rows repeat"), queryset=Report.objects.none(), required=False,
        help_text=_("Rows that repeat a line of it fill in the split's rows; the others follow from the document."), empty_label="—",
    )  # fmt: skip
    number = forms.CharField(label=_("Number of the document (文号)"), max_length=120, required=False)
    said_on = day_field(label=_("Day of the document"))
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), choices=Secrecy.choices, coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["report"].queryset = _reports()  # type: ignore[attr-defined]


class SheetForm(forms.Form):
    """One sheet: whether it is taken, where its headings end, what each column means: of a worklist, or of a list that is read otherwise."""

    meanings: tuple[tuple[str, Any], ...] = tuple((code, _WORDS[code]) for code in MEANINGS)
    reading: Reading = WORKLIST

    take = forms.BooleanField(label=_("Take this sheet"), required=False)
    head = forms.IntegerField(label=_("Last line of the headings"), min_value=1)

    def __init__(self, *args: Any, sheet: Sheet, said: dict[str, Any], **options: Any) -> None:
        self.sheet, self.said = sheet, said
        self.names = lay_out(
            sheet, said["head"], first=said.get("first"), chosen={}, reading=self.reading
        ).names
        by_place = {place: meaning for meaning, place in said["columns"].items()}
        initial = {"take": said["take"], "head": said["head"]}
        initial |= {f"c{place}": by_place.get(place, "") for place in range(len(self.names))}
        options["initial"] = initial
        super().__init__(*args, **options)
        self.fields["head"].widget.attrs["max"] = len(sheet.rows)
        choices = [("", "—"), *self.meanings]
        for place, name in enumerate(self.names):
            label = name or gettext("Column %(number)s") % {"number": place + 1}
            self.fields[f"c{place}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Each meaning belongs to one column, and below the headings of a sheet that is taken stands at least one line."""
        said = super().clean() or {}
        if said.get("take") and said.get("head", 0) >= len(self.sheet.rows):
            self.add_error("head", gettext("No line stands below it."))
        chosen = [said[f"c{place}"] for place in range(len(self.names)) if said.get(f"c{place}")]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(
                gettext("Two columns of “%(sheet)s” mean the same.") % {"sheet": self.sheet.name}
            )
        return said

    @property
    def columns(self) -> list[Any]:
        """The choices, one a column."""
        return [self[f"c{place}"] for place in range(len(self.names))]

    @property
    def sample(self) -> list[list[str]]:
        """The first lines below the headings."""
        rows = self.sheet.rows[self.said["head"] : self.said["head"] + 4]
        return [[cell.text[:60] for cell in row] for row in rows]

    @property
    def layout(self) -> dict[str, Any]:
        """For the list. Where the headings end elsewhere now, what the columns mean is guessed anew."""
        said = self.cleaned_data
        if said["head"] != self.said["head"]:
            columns = dict(lay_out(self.sheet, said["head"], reading=self.reading).columns)
        else:
            columns = {said[f"c{place}"]: place for place in range(len(self.names)) if said.get(f"c{place}")}
        first = self.said.get("first") if said["head"] == self.said["head"] else None
        return {"take": said["take"], "head": said["head"], "columns": columns} | (
            {} if first is None else {"first": first}
        )


class NamesForm(forms.Form):
    """Who is meant by each name that no register knows: asked once, however many rows have it."""

    def __init__(self, *args: Any, offices: list[str], leaders: list[str], **options: Any) -> None:
        options["prefix"] = "n"
        super().__init__(*args, **options)
        self.asked = {"offices": offices, "leaders": leaders}
        heads = sorted(head_posts().values(), key=lambda post: (post.office.order, post.office_id))
        posts = Post.objects.filter(role="leader", active=True).select_related("office")
        choices = {
            "offices": [(str(post.office_id), post.office.name) for post in heads],
            "leaders": [(str(post.pk), str(post)) for post in posts],
        }
        nobody = {
            "offices": gettext("no unit of ours: leave it out"),
            "leaders": gettext("no leader of ours: leave it out"),
        }
        for kind, names in self.asked.items():
            for place, name in enumerate(names):
                options_ = [("", gettext("not said yet")), (NOBODY, nobody[kind]), *choices[kind]]
                self.fields[f"{kind}{place}"] = forms.ChoiceField(
                    label=name, choices=options_, required=False
                )

    @property
    def answers(self) -> dict[str, dict[str, int]]:
        """Name → key, 0 for nobody; a name that was not answered is asked again."""
        return {
            kind: {
                name: int(said)
                for place, name in enumerate(names)
                if (said := self.cleaned_data.get(f"{kind}{place}"))
            }
            for kind, names in self.asked.items()
        }
