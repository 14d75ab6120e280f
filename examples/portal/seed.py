"""The portal of the demo, from empty tables: reports brought in as ``luoshi portal`` does it, then the public's word.

What an office releases comes into the same tables by its own acts, between the two: :func:`seed` is where it is called, so that people speak of it too.
"""

import tempfile
from datetime import datetime
from pathlib import Path

from examples.office.events import ZONE
from examples.portal.reports import write
from examples.portal.said import say_everything
from luoshi_web.portal.bring_in.run import Wanted, Watch, bring_in

BROUGHT = datetime(2026, 2, 2, 9, 0, tzinfo=ZONE)


class Silent:
    """Nobody watches."""

    def began(self, what: str, total: int) -> None: ...

    def went_on(self, count: int) -> None: ...


def seed(watch: Watch | None = None) -> None:
    with tempfile.TemporaryDirectory(prefix="luoshi-demo-") as folder:
        write(Path(folder) / "reports")
        bring_in(Wanted([str(Path(folder) / "reports")], 1, "zh"), watch or Silent(), now=lambda: BROUGHT)
    say_everything()
