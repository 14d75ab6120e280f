"""A file comes in, is looked at and put right beside a preview of every row, and is entered: all at once or not at all."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.downloads import saved
from luoshi_web.console.pages import demand, page, paged
from luoshi_web.console.registers.imports.forms import CommonForm, FileForm, sheet_form
from luoshi_web.console.registers.imports.template import template_book
from luoshi_web.console.registers.imports.told import sentence
from luoshi_web.console.request import OfficeRequest
from luoshi_web.console.workbooks.forms import NamesForm
from luoshi_web.console.workbooks.lists import file_answer
from luoshi_web.registers.importing import services
from luoshi_web.registers.importing.fields import Kind
from luoshi_web.registers.importing.models import ImportedFile, ImportedRow
from luoshi_web.registers.importing.rows import Row
from luoshi_web.registers.importing.selectors import Preview, how_of, preview, sheets_of
from luoshi_web.registers.importing.table import Table, Units
from luoshi_web.registers.importing.tables import TABLES
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.workbooks.grid import LARGEST

How = ImportedRow.How


def _table(request: OfficeRequest, register: str) -> Table:
    """The table of a register that the post keeps."""
    if register not in TABLES:
        raise Http404
    demand(request.actor, f"{register}.keep")
    return TABLES[register]


def _file(request: OfficeRequest, register: str, pk: int) -> ImportedFile:
    _table(request, register)
    found = ImportedFile.objects.filter(register=register, secrecy__lte=request.actor.clearance)
    return get_object_or_404(found.select_related("by"), pk=pk)


def _place(register: str) -> dict[str, Any]:
    return {"register": register, "title": Matter.Register(register).label, "back": f"{register}:list"}


@page("imports.list", methods=("GET", "HEAD", "POST"))
def listed(request: OfficeRequest, register: str) -> HttpResponse:
    """Files that came in for a register, and the form for another."""
    _table(request, register)
    form = FileForm(request.POST or None, request.FILES or None, initial={"year": request.today.year})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        file = said.pop("file")
        try:
            made = services.bring_in(
                actor=request.actor, register=register, name=file.name, content=file.read(LARGEST + 1), about=services.About(**said), at=request.now,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("imports:show", register, made.pk)
    shown = ImportedFile.objects.filter(register=register, secrecy__lte=request.actor.clearance).defer(
        "content"
    )
    found = shown.select_related("by").annotate(count=Count("rows")).order_by("-at", "-id")
    context = _place(register) | {"form": form, "page": paged(request, found, per_page=20)}
    return render(request, "imports/list.html", context, status=400 if form.errors else 200)


@page("imports.list")
def template(request: OfficeRequest, register: str) -> HttpResponse:
    """An empty workbook with the register's columns, each with an example."""
    table = _table(request, register)
    title = str(Matter.Register(register).label)
    return file_answer(template_book(table, title=title, at=request.now), f"{title}.xlsx")


@page("imports.list", methods=("GET", "HEAD", "POST"))
def show(request: OfficeRequest, register: str, pk: int) -> HttpResponse:
    """One file: while it is looked at, its columns, names and what would become of every row; afterwards where each row went."""
    file = _file(request, register, pk)
    if file.state != ImportedFile.State.SEEN:
        return _settled(request, file)
    table, sheets = TABLES[register], sheets_of(file)
    seen = preview(file, on=request.today, sheets=sheets)
    shape = sheet_form(table)
    forms = [
        shape(request.POST or None, sheet=sheet, said=file.layouts[sheet.name], prefix=f"s{place}")
        for place, sheet in enumerate(sheets)
        if sheet.name in file.layouts
    ]
    names = NamesForm(request.POST or None, offices=list(seen.offices), leaders=[])
    common = CommonForm(request.POST or None, table=table, initial=file.common)
    if request.method == "POST" and all(form.is_valid() for form in [*forms, names, common]):
        services.put_right(
            actor=request.actor, file_id=pk, names=names.answers["offices"], common=common.answers, layouts={form.sheet.name: form.layout for form in forms}
        )  # fmt: skip
        return redirect("imports:show", register, pk)
    return render(request, "imports/show.html", _seen(request, file, seen) | {"forms": forms, "names": names, "common": common})  # fmt: skip


def _seen(request: OfficeRequest, file: ImportedFile, seen: Preview) -> dict[str, Any]:
    """What the page says of a preview: wrong rows first, then those with something to look at."""
    table = TABLES[file.register]
    order = {How.WRONG: 0, How.MADE: 1, How.THERE: 2}
    rows = sorted(seen.rows, key=lambda each: (order[How(how_of(each[0]))], not (each[0].doubts or each[0].left)))  # fmt: skip
    found = paged(request, rows)
    wrong, made, there = (len(seen.of(how)) for how in (How.WRONG, How.MADE, How.THERE))
    same = ImportedFile.objects.filter(
        register=file.register, sha256=file.sha256, state=ImportedFile.State.TAKEN
    )
    return _place(file.register) | {
        "file": file, "seen": seen, "page": found, "rows": [_row(table, *each) for each in found], "wrong": wrong, "made": made, "there": there,
        "doubtful": sum(bool(row.doubts or row.left) for row, _units in seen.rows), "same": same.first(),
        "ready": (made or there) and not seen.offices,
    }  # fmt: skip


_SHOWN = frozenset({Kind.DAY, Kind.LIMIT, Kind.CODE, Kind.AMOUNT, Kind.COUNT, Kind.YES})


def _row(table: Table, row: Row, units: Units) -> dict[str, Any]:
    """A row of the preview: what is understood, what is to be told of its cells, what becomes of it."""
    understood = [
        (each.words, _said(each.kind, row.values[each.code], dict(each.labels())))
        for each in table.fields
        if each.kind in _SHOWN and each.code in row.values and (each.headings or row.get(each.code))
    ]
    told = [(doubt.cell, sentence(table, doubt.code, doubt.facts)) for doubt in [*row.errors, *row.left.values(), *row.doubts]]  # fmt: skip
    return {
        "row": row, "units": units, "understood": understood, "told": told, "how": how_of(row), "title": row.get("title") or "",
        "address": _address(table.register, row.there) if row.there is not None else "",
    }  # fmt: skip


def _said(kind: Kind, value: Any, labels: Mapping[str, Any]) -> Any:
    if kind is Kind.YES:
        return _("yes") if value else _("no")
    return labels.get(value, value) if kind is Kind.CODE else value


def _address(register: str, pk: int) -> str:
    return reverse(f"{register}:show", args=[pk])


def _settled(request: OfficeRequest, file: ImportedFile) -> HttpResponse:
    table = TABLES[file.register]
    found = paged(request, file.rows.select_related("matter__office").order_by("pk"))
    context = _place(file.register) | {
        "file": file, "page": found, "rows": [(row, _address(file.register, row.matter_id) if row.matter_id else "", _told(table, row)) for row in found],
    }  # fmt: skip
    return render(request, "imports/taken.html", context)


def _told(table: Table, row: ImportedRow) -> list[tuple[str, str]]:
    said: Iterable[Any] = [*row.left.values(), *row.faults]
    return [(cell, sentence(table, code, facts)) for cell, code, facts in said]


@page("imports.list")
def file(request: OfficeRequest, register: str, pk: int) -> HttpResponse:
    """The file as it came, to be saved."""
    found = _file(request, register, pk)
    return saved(bytes(found.content), found.filename, "application/octet-stream")


@page("imports.list", methods=("POST",))
def take(request: OfficeRequest, register: str, pk: int) -> HttpResponse:
    """Every row is entered, or none."""
    _file(request, register, pk)
    try:
        made = services.take(
            actor=request.actor,
            file_id=pk,
            leave_wrong=request.POST.get("leave_wrong") == "yes",
            at=request.now,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("imports:show", register, pk)
    count = made.rows.filter(how=How.MADE).count()
    said = ngettext("%(count)s row is entered.", "%(count)s rows are entered.", count)
    messages.success(request, said % {"count": count})
    return redirect("imports:show", register, pk)


@page("imports.list", methods=("POST",))
def drop(request: OfficeRequest, register: str, pk: int) -> HttpResponse:
    """The file is put aside."""
    _file(request, register, pk)
    services.drop(actor=request.actor, file_id=pk, at=request.now)
    messages.success(request, _("The file is put aside; nothing was entered."))
    return redirect("imports:list", register)
