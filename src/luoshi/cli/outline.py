"""``luoshi outline FILE...``: the sections with their roles."""

import json
import os
from collections import Counter

import click

from luoshi.cli.choice import choice_options, chosen
from luoshi.cli.command import Command, files_argument, option, pages_option
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import read_report_text, write_bytes
from luoshi.ledger.build import read_source
from luoshi.ledger.choice import choose
from luoshi.ledger.export.labels import label
from luoshi.ledger.report import Report

_LEAD = 24


def command(language: Language) -> click.Command:
    def run(file: tuple[str, ...], form: str, pages: bool, **asked: object) -> None:
        choice = chosen(asked, language)
        source = read_report_text(file, language, pages=pages)
        report = read_source(source, file_name=os.path.basename(source.path) if source.path else None)
        counts = held(choose(report, choice)) if choice.narrows else None
        if form == "json":
            rows = report.to_dict()["outline"]
            if counts is not None:
                rows = [row | {"entries": counts[row["id"]]} for row in rows if row["id"] in counts]
            text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        else:
            text = tree(report, language, counts)
        write_bytes(text.encode("utf-8", "backslashreplace"), language)

    choice = click.Choice(["tree", "json"])
    form = option(language, "outline.format", "--format", "form", type=choice, default="tree")
    return Command(
        "outline",
        language,
        run,
        [files_argument("file"), *choice_options(language), form, pages_option(language)],
    )


def held(report: Report) -> Counter[str]:
    """How many of the entries stand in each section, its sub-sections included; sections without any are not in it."""
    parents = {section.id: section.parent for section in report.outline}
    counts: Counter[str] = Counter()
    for entry in report.entries:
        section = entry.section
        while section is not None:
            counts[section] += 1
            section = parents.get(section)
    return counts


def tree(report: Report, language: Language, counts: Counter[str] | None = None) -> str:
    """One line a section: label, title (or in brackets how it begins), role, span; with ``counts`` only those that hold any, and how many."""
    depths: dict[str, int] = {}
    lines = []
    for section in report.outline:
        depth = depths[section.parent] + 1 if section.parent in depths else 0
        depths[section.id] = depth
        if counts is not None and section.id not in counts:
            continue
        heading = (section.label or "") + (section.title or "")
        if not heading:
            start = " ".join(section.span.of(report.source.text)[: 4 * _LEAD].split())
            heading = f"[{start[:_LEAD]}…]"
        place = f"{section.span.start}–{section.span.end}"
        holds = "" if counts is None else "  ·  " + say(language, "outline.entries", count=counts[section.id])
        lines.append(
            f"{'  ' * depth}{heading}  ·  {label('role', section.role, language)}  ·  {place}{holds}\n"
        )
    return "".join(lines)
