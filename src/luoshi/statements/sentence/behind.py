"""Words behind a number that are still told of it, so that the clause of the next begins behind them: 跨过两千亿元大关、|年均增长5.4%."""

import re

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.counted import place_end
from luoshi.statements.words.clauses import bracket_end

# 公路5条〔8〕竣工、12条〔9〕通车: a note belongs to what stands before it
_NOTE = re.compile(r"[〔［]\d{1,3}[〕］]")
_NOTE_OPENS = ("〔", "［")
# 政务服务事项100%网上可办、92%全程网办: what so many of them are stands behind the number, and is no subject of the next
_SO_MANY_ARE = re.compile(r"[\u4e00-\u9fff“”]{2,10}(?=、\d)")


def words_end(text: str, last: Quantity, position: int, end: int) -> int:
    """Where the words told of ``last`` end, of which ``text[:position]`` is read, in the sentence that ends at ``end``."""
    if text[position : position + 1] in _NOTE_OPENS and (note := _NOTE.match(text, position)):
        position = note.end()
    position = bracket_end(text, position)
    if last.unit == "%" and (are := _SO_MANY_ARE.match(text, position, end)):
        position = are.end()
    return place_end(text, position)
