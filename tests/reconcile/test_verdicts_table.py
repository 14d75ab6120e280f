"""A target, what the next report says, and the verdict: tests/tables/reconcile.tsv."""

from pathlib import Path

import pytest

import luoshi
from luoshi.reconcile import Pair, of_report, reconcile
from luoshi.reconcile.reasons import rules

TABLE = Path(__file__).parent.parent / "tables/reconcile.tsv"

_BEFORE = """临河市2025年政府工作报告
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、2024年工作回顾
过去一年，全市上下团结一心，经济社会平稳发展。
二、2025年工作安排
今年全市经济社会发展的主要预期目标是：森林覆盖率达到31%，{target}。
"""
_AFTER = """临河市2026年政府工作报告
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、2025年工作回顾
过去一年，全市上下团结一心。{result}。
二、2026年工作安排
今年的工作要稳中求进。
"""


def cases() -> list[tuple[str, ...]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    assert all(len(row) in (5, 6) for row in rows)
    return rows


def held(target: str, result: str) -> tuple[Pair, ...]:
    earlier = of_report(luoshi.read(_BEFORE.format(target=target)))
    later = of_report(luoshi.read(_AFTER.format(result=result)))
    return reconcile(earlier, later).pairs[1:]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]} | {case[1]}")
def test_the_verdict(case: tuple[str, ...]) -> None:
    target, result, verdict, deviation, rule = case[:5]
    pairs = held(target, result)
    assert pairs, f"{target}: no headline target was read"
    judgement = pairs[0].judgement
    stands = "-" if judgement.deviation is None else format(judgement.deviation, "f")
    assert (judgement.verdict, stands, judgement.rule) == (verdict, deviation, rule), case[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]} | {case[1]}")
def test_the_reason_is_one_whole_sentence(case: tuple[str, ...], language: str) -> None:
    sentence = held(case[0], case[1])[0].reason(language)  # type: ignore[arg-type]
    assert "{" not in sentence
    assert sentence.endswith("。" if language == "zh" else ".")
    assert "\n" not in sentence


def test_every_rule_of_the_catalogue_can_decide() -> None:
    """Each rule has a case here or is one of those that no single pair of sentences brings about."""
    decided = {case[4] for case in cases()}
    without = {"target_qualitative", "other_unit", "no_better_direction", "no_edge", "inside"}
    sentences = set(rules()) - {"parts", "reached_exactly"}
    assert sentences - without == decided
