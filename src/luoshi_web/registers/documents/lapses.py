"""What follows where a validity runs out: the document has lapsed, and no person says so."""

from datetime import date, timedelta
from typing import Any

from luoshi_web.registers.documents.rules.states import ISSUED, STATES, Act, State
from luoshi_web.registers.matters.lapses import keeper_hears, on_lapse
from luoshi_web.registers.matters.models import Clock


def _lapsed(clock: Clock, on: date) -> dict[str, Any]:
    """The last day is in force; it has lapsed from the next."""
    matter = clock.matter
    state = State(matter.state)
    if state not in ISSUED:
        return {}
    state = STATES.go(state, Act.LAPSE)
    matter.state, matter.phase = state.value, STATES.phase(state).value
    matter.ended_on = clock.due + timedelta(days=1)
    matter.save(update_fields=["state", "phase", "ended_on"])
    return {"state": matter.state}


keeper_hears("documents", "public", "file_up", "legality_most", "question", "advice", "request")
on_lapse("documents", "span", _lapsed)
