"""The check for secrets, the second person's word, the taking back."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.fields import day_field
from luoshi_web.console.publication.words import Place, places
from luoshi_web.publication.models import Release
from luoshi_web.publication.reasons import Redacted, Withdrawn
from luoshi_web.publication.services.check import Away
from luoshi_web.publication.text import Hint, hints_of

_SHOWN = [("", _("goes out")), *Redacted.choices]
_MORE = 3
_SHORT = forms.Textarea(attrs={"rows": 2})


class CheckForm(forms.Form):
    """Every part that can go as a whole, every hint, and rows for words; what an earlier check said stands in it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Remark of the check"), max_length=300, required=False)

    def __init__(self, data: Any, *, release: Release) -> None:
        super().__init__(data, initial={"version": release.version, "words": release.check_words})
        said = {(r.part, r.words): r.reason for r in release.redactions.all()}
        self.places = [] if release.kind == Release.Kind.REPORT else places(release.content)
        self.hints = hints_of(release)
        for number, hint in enumerate(self.hints):
            self._choice(f"hint-{number}", hint.words, said.pop(("", hint.words), ""))
        for place in self.places:
            if place.whole:
                self._choice(f"part-{place.whole}", place.name, said.pop((place.whole, ""), ""))
        rows: list[tuple[tuple[str, str], str]] = [*said.items(), *[(("", ""), "")] * _MORE]
        self.count = len(rows)
        for number, ((part, words), reason) in enumerate(rows):
            self.fields[f"words-{number}"] = forms.CharField(
                label=_("Words that do not go out"), required=False, initial=words, strip=False,
                widget=forms.TextInput(attrs={"aria-label": f"{_('Words that do not go out')} {number + 1}"}),
            )  # fmt: skip
            self.fields[f"in-{number}"] = forms.CharField(
                required=False, initial=part, widget=forms.HiddenInput
            )
            self._choice(f"why-{number}", f"{_('Reason')} {number + 1}", reason)

    def _choice(self, name: str, label: str, initial: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=_("Reason"), choices=_SHOWN, required=False, initial=initial, widget=forms.Select(attrs={"aria-label": label[:60]})
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Words have a reason, and a reason its words."""
        said = super().clean() or {}
        for number in range(self.count):
            words, why = (said.get(f"words-{number}") or "").strip(), said.get(f"why-{number}")
            if bool(words) != bool(why):
                self.add_error(f"why-{number}", _("Give both, the words and the reason."))
        return said

    def away(self) -> list[Away]:
        """What the service is given."""
        said = self.cleaned_data
        found = [
            Away(hint.words, "", Redacted(said[f"hint-{n}"])) for n, hint in enumerate(self.hints) if said.get(f"hint-{n}")
        ]  # fmt: skip
        wholes = [place.whole for place in self.places if place.whole]
        found += [
            Away("", whole, Redacted(said[f"part-{whole}"])) for whole in wholes if said.get(f"part-{whole}")
        ]
        for number in range(self.count):
            words = (said.get(f"words-{number}") or "").strip("\r\n")
            if words.strip():
                found.append(Away(words, said[f"in-{number}"], Redacted(said[f"why-{number}"])))
        return found

    def with_hints(self) -> Iterator[tuple[Hint, BoundField]]:
        """Each hint with its field."""
        for number, hint in enumerate(self.hints):
            yield hint, self[f"hint-{number}"]

    def with_places(self) -> Iterator[tuple[Place, BoundField | None]]:
        """Each place, and the field of the part that begins with it."""
        for place in self.places:
            yield place, self[f"part-{place.whole}"] if place.whole else None

    def rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """Words, where, and why."""
        for number in range(self.count):
            yield self[f"words-{number}"], self[f"in-{number}"], self[f"why-{number}"]


class ApproveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    not_before = day_field(
        label=_("Not to be shown before"), required=False, help_text=_("Left empty: it is public at once.")
    )


class RefuseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Why it is not released"), widget=_SHORT, max_length=300)


class CloseForm(forms.Form):
    """Lines that left are closed."""

    words = forms.CharField(
        label=_("Why they are closed"), widget=_SHORT, max_length=300, help_text=_("Everybody reads it on the page of each line.")
    )  # fmt: skip


class RemoveForm(forms.Form):
    """Why something leaves the public."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *Withdrawn.choices])
    sentence = forms.CharField(
        label=_("Sentence for everybody to read"), widget=_SHORT, max_length=300, required=False,
        help_text=_("Stands where it was, with the day. Not needed for secrecy: then nothing says that it ever was."),
    )  # fmt: skip


class WithdrawForm(RemoveForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
