"""bench/portal.py at a small size: what it generates is a portal whose every kind of page answers, and each figure is there."""

import json
import subprocess
import sys

from tests.web.portal.conftest import ROOT


def test_the_bench_measures_every_kind_of_page_and_search(tmp_path):
    figures = tmp_path / "figures.json"
    said = ["--only", "sqlite", "--years", "3", "--times", "2", "--seconds", "0", "--json", str(figures)]
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "bench/portal.py", *said], cwd=ROOT, capture_output=True, text=True
    )
    assert figures.is_file(), run.stderr[-2000:]
    found = json.loads(figures.read_text(encoding="utf-8"))["sqlite"]
    assert (found["places"], found["reports"], found["lines"]) == (3, 9, 9 * 150)
    assert len(found["pages"]) == 20
    assert (
        min(row["cpu"] for row in found["pages"]) > max(row["cached_cpu"] for row in found["pages"]) / 100 > 0
    )
    assert found["all_searches"]["count"] == 2 + 2 + 8 + 3
    # a place, its year with report, silence and wording, and every line
    assert found["sitemap"]["addresses"] == 9 * (5 + 150)
