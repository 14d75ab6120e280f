"""``luoshi report OUT``: a corpus summed up on one page."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.choice import choice_options, chosen
from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.panel_source import USUAL, read_panel
from luoshi.cli.streams import STANDARD, write_bytes, write_file
from luoshi.corpus.panel_columns import PanelError
from luoshi.ledger.choice import Choice

if TYPE_CHECKING:
    import polars


def command(language: Language) -> click.Command:
    def run(dataset: str, panel: str | None, out: str, **asked: object) -> None:
        page = _page(language, dataset, panel, chosen(asked, language))
        if out == STANDARD:
            write_bytes(page, language)
        else:
            write_file(out, page, language, source=panel)

    return Command(
        "report",
        language,
        run,
        [
            file_argument("dataset"),
            option(language, "report.panel", "--panel", metavar="FILE"),
            *choice_options(language, of="panel"),
            option(language, "options.output", "-o", "--output", "out", metavar="OUT", required=True),
        ],
    )


def _page(language: Language, dataset: str, panel: str | None, choice: Choice) -> bytes:
    import polars

    from luoshi.corpus.summary import page

    folder = Path(dataset)
    if not (folder / "dataset.json").is_file():
        raise CommandFailure(say(language, "report.no_dataset", name=dataset))
    try:
        reports = _table(folder, "reports/*.parquet")
        copies = _table(folder, "copies.parquet")
        notices = _table(folder, "notices/*.parquet")
        issues = _lines(folder / "issues.jsonl")
    except (OSError, ValueError, polars.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0][:160]
        raise CommandFailure(say(language, "report.broken_dataset", name=dataset, reason=reason)) from error
    if reports is None:
        raise CommandFailure(say(language, "report.no_dataset", name=dataset))
    try:
        made = read_panel(panel or dataset, choice.indicators or USUAL, choice, language)
        return page(reports, made, copies=copies, issues=issues, notices=notices, language=language)
    except PanelError as error:
        raise CommandFailure(error.sentence(language)) from error


def _table(folder: Path, pattern: str) -> "polars.DataFrame | None":
    """The rows of all parts in the order of their names; None where there is no part."""
    import polars

    parts = sorted(folder.glob(pattern))
    return polars.read_parquet(parts) if parts else None


def _lines(path: Path) -> list[Mapping[str, Any]]:
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
