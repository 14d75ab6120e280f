"""问题整改: the rules of the register. States, gates, status words; cases R9, R11, R12, R14 of the registers' design."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from luoshi_web.registers.engine.codes import CodesFault, read_codes
from luoshi_web.registers.engine.gates import GateFault, Waiver
from luoshi_web.registers.engine.states import Phase, WrongWay
from luoshi_web.registers.findings.rules.codes import Meaning, meaning_of, statuses, word_for
from luoshi_web.registers.findings.rules.facts import (
    Finding,
    Money,
    Objection,
    Proof,
    ProofKind,
    Source,
    Stage,
    relapses,
)
from luoshi_web.registers.findings.rules.gates import APPLY, CLOSE, LAST, NOTICE, SIGN_OFF, VERIFY
from luoshi_web.registers.findings.rules.states import ENDED, STATES, Act, State

day = date.fromisoformat
ON = day("2026-06-24")
WRITER, HEAD, KEEPER, SECOND = 1, 2, 3, 4
PROVED = Finding(1, Source.AUDIT, proofs=(Proof(ProofKind.DOCUMENT, ON, WRITER),), applied_by=HEAD)


def shut(gate, finding, on=ON, waivers=()):
    return [reason.code for reason in gate.ask(finding, on, waivers).shut]


# Ways


def test_the_usual_way():
    state = State.REGISTERED
    for act in (Act.ASSIGN, Act.PLAN, Act.ACCEPT, Act.APPLY, Act.VERIFY, Act.SIGN_OFF, Act.NOTICE, Act.CLOSE):
        state = STATES.go(state, act)
    assert (state, STATES.phase(state)) == (State.CLOSED, Phase.ENDED)
    assert STATES.phase(State.APPLIED) is Phase.WAITING
    assert STATES.go(state, Act.REOPEN) is State.REOPENED
    assert STATES.go(State.REOPENED, Act.PLAN) is State.PLANNED


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.RECTIFYING, Act.VERIFY),
        (State.APPLIED, Act.SIGN_OFF),
        (State.VERIFIED, Act.CLOSE),
        (State.ASSIGNED, Act.APPLY),
        (State.CANNOT, Act.REOPEN),
        (State.CLOSED, Act.TRANSFER),
    ],
)
def test_no_step_is_skipped(state, act):
    with pytest.raises(WrongWay):
        STATES.go(state, act)


def test_what_has_ended_is_left_by_reopening_alone():
    assert {way.act for way in STATES.ways.values() if way.sources & ENDED} == {Act.REOPEN}


# Gates


def test_a_closing_is_applied_for_with_each_kind_of_proof_that_the_standard_names():
    assert shut(APPLY, replace(PROVED, proofs=())) == ["proof_missing"]
    needs = replace(PROVED, needed=frozenset({ProofKind.DOCUMENT, ProofKind.RULE}))
    assert shut(APPLY, needs) == ["proof_kind_missing"]
    both = replace(needs, proofs=(*needs.proofs, Proof(ProofKind.RULE, ON, WRITER)))
    assert shut(APPLY, both) == []
    assert shut(APPLY, both, day("2026-06-23")) == ["proof_missing", "proof_kind_missing"]
    waiver = Waiver("proof_kind_missing", "制度由上级制定", 1, 2, ON, ON)
    assert shut(APPLY, needs, waivers=[waiver]) == []


def test_money_put_right_is_no_more_than_was_found():
    """R11: of 100万, 60 returned and 50 paid in are 110."""
    sixty = Money(ON, Decimal(600_000))
    found = replace(PROVED, amount=Decimal(1_000_000), money=(sixty, Money(ON, Decimal(400_000))))
    assert shut(APPLY, found) == []
    assert shut(APPLY, replace(found, money=(sixty, Money(ON, Decimal(500_000))))) == ["money_over"]
    assert shut(APPLY, replace(PROVED, money=(sixty,))) == ["money_over"]  # of no money
    assert shut(APPLY, replace(found, money=(replace(sixty, voucher=False),))) == ["voucher_missing"]
    with pytest.raises(GateFault, match="absolute"):
        APPLY.ask_for(Waiver("money_over", "特殊", 1, 2, ON, ON))


def test_every_stage_is_kept_before_the_closing_and_those_due_before_it_goes_on():
    kept, open_ = Stage(day("2026-03-31"), day("2026-03-30")), Stage(day("2026-12-31"))
    assert shut(APPLY, replace(PROVED, stages=(kept, open_))) == ["stages_open"]
    assert shut(LAST, replace(PROVED, stages=(kept, open_))) == []
    assert shut(LAST, replace(PROVED, stages=(open_,))) == ["stage_not_kept"]  # none is due yet
    assert shut(LAST, replace(PROVED, stages=(kept, Stage(ON)))) == ["stage_not_kept"]
    assert shut(LAST, PROVED) == ["stage_not_kept"]


def test_three_persons_close_a_finding():
    """R14: whoever wrote the proof or applied does not verify; another than the verifier signs off."""
    assert shut(VERIFY, replace(PROVED, actor=WRITER)) == ["proof_author"]
    assert shut(VERIFY, replace(PROVED, actor=HEAD)) == ["applicant"]
    assert shut(VERIFY, replace(PROVED, actor=KEEPER)) == []
    verified = replace(PROVED, verified_by=KEEPER)
    assert shut(SIGN_OFF, replace(verified, actor=KEEPER)) == ["verifier"]
    assert shut(SIGN_OFF, replace(verified, actor=HEAD)) == ["applicant"]
    assert shut(SIGN_OFF, replace(verified, actor=SECOND)) == []


def test_a_site_is_seen_where_paper_is_not_enough():
    needs = replace(PROVED, actor=KEEPER, site_needed=True)
    assert shut(VERIFY, needs) == ["site_missing"]
    assert shut(VERIFY, replace(needs, on_site=True)) == []


def test_an_objection_on_the_last_day_stops_the_closing():
    """R9: the notice from 16 June ends on the 24th."""
    noticed = replace(PROVED, notice_from=day("2026-06-16"), notice_to=ON)
    assert shut(CLOSE, PROVED) == ["notice_missing"]
    assert shut(CLOSE, noticed) == ["notice_runs"]
    after = day("2026-06-25")
    assert shut(CLOSE, noticed, after) == []
    objected = replace(noticed, objections=(Objection(ON),))
    assert shut(CLOSE, objected, after) == ["objection_open"]
    answered = replace(noticed, objections=(Objection(ON, day("2026-06-26")),))
    assert shut(CLOSE, answered, after) == ["objection_open"]
    assert shut(CLOSE, answered, day("2026-06-26")) == []


@pytest.mark.parametrize("source", [Source.INSPECTION, Source.LOCAL_INSPECTION])
def test_what_the_party_found_is_not_public_unless_its_body_says_so(source):
    finding = replace(PROVED, source=source)
    assert shut(NOTICE, finding) == ["not_public"]
    assert shut(CLOSE, finding) == []
    allowed = replace(finding, public=True)
    assert shut(NOTICE, allowed) == []
    assert shut(CLOSE, allowed) == ["notice_missing"]


def test_a_relapse_is_of_twelve_months():
    """R12."""
    closed = day("2026-03-10")
    assert relapses(closed, day("2027-03-10"))
    assert not relapses(closed, day("2027-03-11"))
    assert not relapses(closed, closed)


# Words of places


def test_words_differ_by_place_and_meanings_do_not():
    assert (
        statuses("岚山", on=ON)["已整改"].meaning
        is statuses("宁夏", on=ON)["已完成"].meaning
        is Meaning.CLOSED
    )
    assert statuses("某市", on=ON) == statuses("", on=ON)
    assert statuses("", on=ON)["基本完成"].meaning is Meaning.UNDER_WAY  # mostly done is not closed


def test_each_state_has_its_word():
    words = {state: word_for(state, "", on=ON) for state in State}
    assert None not in words.values()
    assert {word.meaning for word in words.values()} == set(Meaning)
    assert words[State.NOTICED].meaning is Meaning.UNDER_WAY
    assert word_for(State.CANNOT, "岚山", on=ON) is None  # the place has none
    assert meaning_of(State.LASTING) is Meaning.LASTING


def test_a_table_of_words_that_is_wrong_is_refused():
    good = '[[status]]\ncode = "完成"\nname = "完成"\nenglish = "done"\nmeaning = "closed"\n'
    assert read_codes(good, "status", Meaning)[0].meaning is Meaning.CLOSED
    for text, said in ((good + good, "twice"), (good.replace('"closed"', '"mostly"'), "mostly"), (good + 'place = ""\n', "every word")):  # fmt: skip
        with pytest.raises(CodesFault, match=said):
            read_codes(text, "status", Meaning)
