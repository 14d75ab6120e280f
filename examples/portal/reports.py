"""The reports of the demo's portal: two districts with three years each, and the city and province above them with more."""

import shutil
from pathlib import Path

from examples.invented import TOWN, report

EXAMPLES = Path(__file__).resolve().parent.parent
OF_DISTRICTS = (
    "qingchuan-2024.txt", "qingchuan-2025.txt", "qingchuan-2026.txt", "nanping-2024.txt", "nanping-2025.html", "nanping-2026.txt",
)  # fmt: skip
YEARS = range(2017, 2027)
ABOVE = (TOWN, "云岭省")


def write(folder: Path) -> None:
    """All of them as files; each time the same."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in OF_DISTRICTS:
        shutil.copy(EXAMPLES / name, folder)
    for place in ABOVE:
        for year in YEARS:
            (folder / f"{place}{year}.txt").write_text(report(place, year), encoding="utf-8")
