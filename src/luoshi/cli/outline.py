"""``luoshi outline FILE...``: the sections with their roles."""

import json
import os

import click

from luoshi.cli.command import Command, files_argument, option, pages_option
from luoshi.cli.messages import Language
from luoshi.cli.streams import read_report_text, write_bytes
from luoshi.ledger.build import read_source
from luoshi.ledger.export.labels import label
from luoshi.ledger.report import Report

_LEAD = 24


def command(language: Language) -> click.Command:
    def run(file: tuple[str, ...], form: str, pages: bool) -> None:
        source = read_report_text(file, language, pages=pages)
        report = read_source(source, file_name=os.path.basename(source.path) if source.path else None)
        if form == "json":
            text = json.dumps(report.to_dict()["outline"], ensure_ascii=False, indent=1) + "\n"
        else:
            text = tree(report, language)
        write_bytes(text.encode("utf-8", "backslashreplace"), language)

    choice = click.Choice(["tree", "json"])
    form = option(language, "outline.format", "--format", "form", type=choice, default="tree")
    return Command("outline", language, run, [files_argument("file"), form, pages_option(language)])


def tree(report: Report, language: Language) -> str:
    """One line a section: label, title (or in brackets how it begins), role, span."""
    depths: dict[str, int] = {}
    lines = []
    for section in report.outline:
        depth = depths[section.parent] + 1 if section.parent in depths else 0
        depths[section.id] = depth
        heading = (section.label or "") + (section.title or "")
        if not heading:
            start = " ".join(section.span.of(report.source.text)[: 4 * _LEAD].split())
            heading = f"[{start[:_LEAD]}…]"
        place = f"{section.span.start}–{section.span.end}"
        lines.append(f"{'  ' * depth}{heading}  ·  {label('role', section.role, language)}  ·  {place}\n")
    return "".join(lines)
