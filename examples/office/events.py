"""Events in order of time: what happens may make more happen later."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from luoshi_web.supervision.clocks.office import the_calendar

ZONE = ZoneInfo("Asia/Shanghai")
Deed = Callable[[datetime], None]


class Events:
    """A queue of deeds. Those of one moment happen in the order in which they were put in."""

    def __init__(self, end: datetime) -> None:
        self._end = end
        self._queue: list[tuple[datetime, int, Deed]] = []
        self._order = count()
        self.done = 0

    def on(self, day: date, deed: Deed, *, hour: int = 10) -> None:
        """A deed on the first working day from ``day`` on; what would lie after the end does not happen."""
        day = the_calendar().working_day_from(day)
        self.at(datetime.combine(day, time(hour, self.done % 60), ZONE), deed)

    def at(self, moment: datetime, deed: Deed) -> None:
        """A deed at a moment."""
        if moment <= self._end:
            heapq.heappush(self._queue, (moment, next(self._order), deed))

    def run(self, told: Callable[[int, int, datetime], None]) -> None:
        """Everything; ``told`` is called with how many are done, how many wait, and the moment."""
        while self._queue:
            moment, _, deed = heapq.heappop(self._queue)
            deed(moment)
            self.done += 1
            told(self.done, len(self._queue), moment)
