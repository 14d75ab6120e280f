"""`luoshi read` says the kind of a document, `luoshi reconcile` whose voices it holds together."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Outcome

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_command_says_the_kind_and_the_two_voices(luoshi: Callable[..., Outcome], tmp_path: Path) -> None:
    communique = EXAMPLES / "voices/qingchuan-communique-2025.txt"
    ledger = tmp_path / "c.json"
    read = luoshi("read", communique, "-o", ledger, "--lang", "zh")
    assert "是统计公报" in read.err
    assert json.loads(ledger.read_text(encoding="utf-8"))["report"]["kind"] == "communique"
    held = luoshi("reconcile", EXAMPLES / "qingchuan-2025.txt", ledger, "--lang", "en")
    assert "results of the statistical communiqué" in held.err
    assert "do not follow" not in held.err
