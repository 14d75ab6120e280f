"""A line: its words in their paragraph, how they were read, what came of it, who says so (wireframe B)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from luoshi.reconcile.wording import FIRMNESS
from luoshi_web.masks import SIGN
from luoshi_web.portal import citation, told
from luoshi_web.portal.answers import Shown, Table, answer, gone, rendered
from luoshi_web.portal.followup.words import state_word
from luoshi_web.portal.linked import address, of_line, script
from luoshi_web.portal.models import Line, Orphan, Paragraph
from luoshi_web.portal.pages.addressed import moved
from luoshi_web.portal.pages.beside import Beside, beside
from luoshi_web.portal.pages.indicator import picture_of
from luoshi_web.portal.pages.orphan import orphan_page
from luoshi_web.portal.pages.said import Promise, language, promise
from luoshi_web.portal.posters.poster import Poster
from luoshi_web.portal.quoted import quoted
from luoshi_web.portal.reading import amount, entry, indicator_name, said, word
from luoshi_web.portal.released import tombstone
from luoshi_web.portal.selectors import outcome_of, place_path, release_of
from luoshi_web.portal.signs import kind_word, sign_of

_SAME_WORDS = 100


def line_page(request: HttpRequest, line_id: str, ending: str = "") -> HttpResponseBase:
    line = with_outcomes().filter(pk=line_id).first()
    if line is None:
        return _not_one(request, line_id, ending)

    def make() -> Shown:
        line.report.place = line.place
        return line_shown(line, beside(line.report, [line]))

    about = ("line", line.pk)
    return answer(
        request, release_of(line.place), make, ending, about=about, by_host=True
    )  # which the words to copy name


def with_outcomes() -> QuerySet[Line]:
    """Lines with all that their pages ask of themselves, which is no text of a whole report."""
    every = Line.objects.select_related("report", "place", "outcome", "outcome__answer", "outcome__later")
    return every.defer("report__text", "outcome__later__text", "outcome__later__sections")


def _not_one(request: HttpRequest, line_id: str, ending: str) -> HttpResponseBase:
    """A name in a better copy, whose line kept the address that it had; a line that left; or an id of the ledger alone: the one line that has it, or the
    list of those that say the same words."""
    if found := tombstone(f"l/{line_id}/"):
        return gone(request, found)
    if (
        kept := Line.objects.filter(copy_name=line_id)
        .exclude(copy_name="")
        .values_list("pk", flat=True)
        .first()
    ):
        return moved(request, f"l/{kept}/")
    if held := Orphan.objects.select_related("place").filter(pk=line_id).first():
        return orphan_page(request, held, ending)
    same = list(
        Line.objects.filter(pk__gt=f"{line_id}-", pk__lt=f"{line_id}.")
        .select_related("place")
        .order_by("-year", "place_id")[:_SAME_WORDS]
    )
    if not same or "-" in line_id:
        raise Http404
    if len(same) == 1:
        return moved(request, f"l/{same[0].pk}/")
    return HttpResponse(rendered(request, "portal/same_words.html", {"lines": same, "title": same[0].quote}))


def line_shown(line: Line, near: Beside) -> Shown:
    """The page of a line among its neighbours."""
    spoken = language()
    outcome, held = outcome_of(line), entry(line)
    own = near.series(line) if _measured(line) else None
    paragraph = near.paragraphs.get(line.paragraph)
    context: dict[str, Any] = {
        "covered": bool(line.report.counts.get("covered")) and SIGN in (paragraph.text if paragraph else line.quote), "line": line, "place": line.place, "report": line.report, "above": near.above,
        "context": in_context(line, paragraph), "section": _section(line), "kind": kind_word(line.kind),
        "grade": word("grade", line.grade, spoken), "indicator": indicator_name(line.indicator), "said": said(line, spoken),
        "facts": _facts(line, spoken), "rule": _rule(line), "held": promise(line) if line.kind in {"target", "task"} else None,
        "outcome": outcome, "reason": (outcome.reason_en if spoken == "en" else outcome.reason_zh) if outcome else "",
        "others": near.others(outcome),
        "vintages": [v for v in (outcome.vintages if outcome else []) if v["stage"] == "restated"],
        "answers": [promise(held) for held in near.answers(line)], "turn": near.turn(line), "turned": near.turned(line),
        "fates": near.fates(line), "came": near.came(line), "together": near.together(line),
        "ladder": [(place, other, said(other, spoken) if other else "") for place, other in near.ladder(line)],
        "series": [_point_row(line, p) for p in own.years] if own and len(own.years) > 1 else [],
        "firm": FIRMNESS.get(held.modality, 1), "copy": near.copy,
        "items": [(item, state_word(item.state)) for item in near.items(line)],
        "title": line.quote, "name": line.pk, "card": f"l/{line.pk}/card/", "linked": script(of_line(line, outcome, address())),
    }  # fmt: skip
    picture = (
        picture_of(own, line.subject or indicator_name(line.indicator), marked=line.year)
        if own and len(own.years) > 1
        else ""
    )
    return Shown(
        "portal/line.html", context, _table(context["series"]), picture, _poster(line, context["held"]),
        citation.of_line(line, judged=outcome is not None), _data(line, near),
    )  # fmt: skip


def _measured(line: Line) -> bool:
    return (
        bool(line.indicator and line.measure) and amount(line) is not None and not line.reading.get("partial")
    )


def in_context(line: Line, paragraph: Paragraph | None) -> SafeString:
    """The paragraph with the line's words marked: all of it, so that no sentence is shown without its 不."""
    if paragraph is None:
        return mark_safe(f"<mark>{quoted(line.quote)}</mark>")
    text, begin = paragraph.text, max(line.start - paragraph.start, 0)
    end = min(line.end - paragraph.start, len(text))
    return mark_safe(f"{quoted(text[:begin])}<mark>{quoted(text[begin:end])}</mark>{quoted(text[end:])}")


def _section(line: Line) -> str:
    """The headings that the line stands under: 一、过去一年工作回顾 › （一）聚焦实体经济."""
    held = [
        s for s in line.report.sections if s["start"] <= line.start < s["end"] and (s["label"] or s["title"])
    ]
    return " › ".join(f"{s['label']}{s['title']}" for s in held)


def _facts(line: Line, spoken: str) -> list[tuple[str, str]]:
    """The reading in plain words, a fact a row; what the words do not say has no row."""
    reading = line.reading
    period = reading.get("period")
    years_said = ""
    if period:
        years_said = (
            str(period["to"]) if period["from"] == period["to"] else f"{period['from']}–{period['to']}"
        )
    facts = [
        (_("what is measured"), line.subject), (_("indicator"), f"{indicator_name(line.indicator)}（{line.indicator}）" if line.indicator else ""),
        (_("value"), said(line, spoken)), (_("measure"), word("measure", line.measure, spoken)),
        (_("how the number binds"), word("bound", reading.get("bound"), spoken)), (_("years"), years_said),
        (_("how firmly it is said"), word("modality", reading.get("modality"), spoken)), (_("scope"), reading.get("scope") or ""),
        (_("a part only"), _("yes") if reading.get("partial") else ""), (_("how far it has come"), word("stage", reading.get("stage"), spoken)),
        (_("names"), "、".join(reading.get("members", ()))), (_("read through damage as"), reading.get("read_as") or ""),
    ]  # fmt: skip
    return [(name, value) for name, value in facts if value]


def _rule(line: Line) -> str:
    """What would count as met: the words' own bound, said before any verdict."""
    if line.kind != "target" or ("low" not in line.reading and "high" not in line.reading):
        return ""
    return {
        "about": _("“About”: not below the number is met; short by 0.1 point of a rate or by a hundredth of a level is near."),
        "at_least": _("“At least”: the number or more is met."), "more_than": _("“At least”: the number or more is met."),
        "at_most": _("“At most”: the number or less is met."), "range": _("A range: its end on the modest side is what has to be reached."),
        "exact": _("The number itself, or better, is met."), "nearly": _("“Nearly”: the number itself is what has to be reached."),
    }.get(line.reading.get("bound", ""), "")  # fmt: skip


def _point_row(line: Line, point: Any) -> dict[str, Any]:
    spoken = language()
    return {
        "year": point.year, "promised": said(point.promised, spoken) if point.promised else "",
        "stated": said(point.stated, spoken) if point.stated else "", "promised_id": point.promised.pk if point.promised else "",
        "stated_id": point.stated.pk if point.stated else "", "verdict": sign_of(point.verdict).word if point.promised else "",
        "sign": sign_of(point.verdict) if point.promised else None, "estimate": _("estimate") if point.expected else "",
        "report": "" if point.reported else _("no report here"),
    }  # fmt: skip


def _table(rows: list[dict[str, Any]]) -> Table | None:
    columns = [
        ("year", _("year")),
        ("promised", _("promised")),
        ("stated", _("stated a year later")),
        ("estimate", _("estimate?")),
    ]
    columns += [
        ("verdict", _("verdict")),
        ("promised_id", _("line of the promise")),
        ("stated_id", _("line of the result")),
    ]
    return Table(columns, rows) if rows else None


def _poster(line: Line, held: Promise | None) -> Poster:
    """Both numbers before the word, here too."""
    facts = (
        ((_("Promised"), held.promised), (_("Stated a year later"), held.stated or _("nothing")))
        if held and held.outcome
        else ()
    )
    above = f"{line.place.full_name} {line.year} · {kind_word(line.kind)}"
    source = _("Source: the government's reports; held together by Luoshi, verified by nobody")
    words = f"{held.sign.word} {held.deviation}".strip() if held else ""
    return Poster(above, f"“{line.quote}”", source, facts, held.sign.look if held else "", words)


def _data(line: Line, near: Beside) -> dict[str, Any]:
    return {
        "line": told.line(line), "place": told.where(line.place), "year": line.year,
        "report": {"title": line.report.title, "date": line.report.date or None, "address": f"{place_path(line.place)}{line.year}/report/"},
        "outcome": told.outcome(outcome_of(line)), "answers": [answer.pk for answer in near.answers(line)],
        "items": [told.item(item) | {"since": item.since.isoformat()} for item in near.items(line)],
    }  # fmt: skip
