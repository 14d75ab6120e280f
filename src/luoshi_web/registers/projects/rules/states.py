"""Where a project stands, and every way from there. Who may go a way stands in ``luoshi_web.registers.projects.rights``."""

from enum import StrEnum

from luoshi_web.registers.engine.states import States, Way


class State(StrEnum):
    """谋划、洽谈、签约、开工、续建、投产、达产, and the two ways out."""

    PLANNED = "planned"
    TALKS = "talks"
    SIGNED = "signed"
    STARTED = "started"
    BUILDING = "building"
    PRODUCING = "producing"
    FULL = "full"
    COOLED = "cooled"
    ENDED = "ended"


class Act(StrEnum):
    """What moves a project. Backwards only the keeper moves it, by taking back the event that had moved it."""

    TALK = "talk"
    SIGN = "sign"
    START = "start"
    BUILD = "build"
    PRODUCE = "produce"
    FULFIL = "fulfil"
    COOL = "cool"
    RESUME = "resume"
    END = "end"


ENDED = frozenset({State.FULL, State.COOLED, State.ENDED})
"""Nothing is to be done any more, but for taking back what was entered."""
_BUILT_ON = frozenset({State.SIGNED, State.STARTED, State.BUILDING})
STATES: States[State, Act] = States.of(
    State,
    (
        Way(Act.TALK, frozenset({State.PLANNED}), State.TALKS),
        Way(Act.SIGN, frozenset({State.PLANNED, State.TALKS}), State.SIGNED),
        Way(Act.START, frozenset({State.SIGNED}), State.STARTED),
        Way(Act.BUILD, frozenset({State.STARTED}), State.BUILDING),
        Way(Act.PRODUCE, frozenset({State.STARTED, State.BUILDING}), State.PRODUCING),
        Way(Act.FULFIL, frozenset({State.PRODUCING}), State.FULL),
        Way(Act.COOL, frozenset({State.PLANNED, State.TALKS}), State.COOLED),
        Way(Act.RESUME, frozenset({State.COOLED}), State.TALKS),
        Way(Act.END, _BUILT_ON | {State.PRODUCING}, State.ENDED),
    ),
    ended=ENDED,
    waiting=frozenset[State](),
)
BEFORE: dict[State, State] = {
    State.STARTED: State.SIGNED,
    State.BUILDING: State.STARTED,
    State.PRODUCING: State.STARTED,
    State.FULL: State.PRODUCING,
}
"""Where a project stands again when the event that brought it to a state is taken back."""
