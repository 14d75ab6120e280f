"""A milestone before the value reached is told twice; the value counts."""

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.counted import step_end
from luoshi.statements.statement import Statement


def reached_by(last: Statement | None, unit: str, quantity: Quantity, text: str) -> bool:
    """突破10亿元大关，完成11.68亿元: whether the ``last`` statement is a milestone that this value of its subject reaches.

    ``unit`` is that of the last number as written; a milestone may have none (突破10亿).
    """
    if last is None or last.measure != "level" or quantity.bound != "exact":
        return False
    # 连跨5万亿元、6万亿元两个台阶: the last step counts
    stepped = text[last.end : quantity.span.start] == "、" and (
        step_end(text, quantity.span.end) > quantity.span.end
    )
    if last.bound != "more_than" and not stepped:
        return False
    if last.low is None or quantity.low is None or quantity.low < last.low:
        return False
    return quantity.unit == unit or not unit
