"""The statement of an item without a number of its own."""

from luoshi.statements.statement import Direction, Relation, Statement, Subject
from luoshi.statements.words.measures import Setting


def numberless(
    subjects: tuple[Subject, ...], begin: int, end: int, setting: Setting, *, measure: str,
    direction: Direction | None, bound: str, relation: Relation | None, modality: str | None,
) -> list[Statement]:  # fmt: skip
    """One for each subject, of the clause from ``begin`` to ``end``."""
    return [
        Statement(
            start=begin, end=end, kind=setting.kind, headline=setting.headline, subject=subject, measure=measure,
            direction=direction, bound=bound, low=None, high=None, unit=None, relation=relation,
            period=setting.period, modality=modality if setting.kind == "target" else None,
        )
        for subject in subjects
    ]  # fmt: skip
