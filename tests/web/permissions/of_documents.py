"""Matters of the register of normative documents: one in each of its states, drafted by 发改局; clean-ups; and what is said of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from luoshi_web.registers.documents.models import (
    CleanUp,
    DocumentFiling,
    DocumentRequest,
    DocumentStep,
    DocumentSuspension,
    NormativeDocument,
)
from luoshi_web.registers.documents.register import DOCUMENTS
from luoshi_web.registers.documents.services import cleaning, living
from luoshi_web.registers.matters.exceptions import ask_exception
from tests.web.conftest import NOW, TODAY, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_matters import saying
from tests.web.registers import document_steps as steps

ON = TODAY.isoformat()


def _unconfirmed(district: District) -> NormativeDocument:
    made = steps.submitted(district, maker="government")
    steps.compete(district, made)
    return made


def _reviewed(district: District) -> NormativeDocument:
    return steps.reviewed(district)


def _filed(district: District, *answers: str) -> NormativeDocument:
    made = steps.taken_over(district)
    filing = steps.act(
        living.file_up, district, made, "supervisor", TODAY, to="above", number="备1号", on=TODAY
    )
    for answer in answers:
        said = {"filing_id": filing.pk, "answer": answer, "on": TODAY, "words": "第三条"}
        steps.act(living.filing_answered, district, made, "supervisor", TODAY, **said)
    return made


def _asked(district: District) -> NormativeDocument:
    made = steps.taken_over(district)
    said = {"kind": "review", "asker": "周明远", "words": "第五条", "on": TODAY}
    steps.act(living.receive_request, district, made, "supervisor", TODAY, **said)
    return made


def _suspended(district: District) -> NormativeDocument:
    made = steps.taken_over(district)
    said = {"clause": "第五条", "since": date(2026, 3, 2), "paper": "复议3号"}
    steps.act(living.suspend_clause, district, made, "supervisor", TODAY, **said)
    return made


def _evaluating(district: District) -> NormativeDocument:
    made = steps.taken_over(district)
    steps.act(living.evaluate, district, made, "officer", date(2026, 3, 2), on=date(2026, 3, 2))
    return made


def _excepted(district: District) -> NormativeDocument:
    made = steps.commented(district)
    asked = {"gate": "submit", "condition": "comment_short", "reason": "防汛"}
    steps.act(lambda **said: ask_exception(DOCUMENTS, **said), district, made, "supervisor", TODAY, **asked)
    return made


_STATES: dict[str, Callable[[District], NormativeDocument]] = {
    "draft": steps.drafted, "commented": steps.commented, "submitted": steps.submitted, "unconfirmed": _unconfirmed, "reviewed": _reviewed,
    "decided": steps.decided, "registered": steps.registered, "published": steps.published, "taken_over": steps.taken_over, "filed": _filed,
    "faulty": lambda district: _filed(district, "correct"), "asked": _asked, "suspended": _suspended, "evaluating": _evaluating,
    "evaluated": steps.evaluated, "excepted": _excepted,
}  # fmt: skip


def normative(ground: Ground, state: str = "published") -> Made:
    """``draft``; ``commented``, and its opinions counted; ``submitted``; ``unconfirmed``: fair competition waits for the second person; ``reviewed``,
    ``decided``, ``registered``, ``published``; ``taken_over``: issued before; ``filed``, ``faulty``: to be corrected; ``asked``, ``suspended``,
    ``evaluating``, ``evaluated``; ``excepted``: an exception was asked for.
    """
    made = _STATES[state](ground.district)
    return Made({"pk": made.pk}, made.matter.title, thing=made)


def clean_up(ground: Ground, state: str = "open") -> Made:
    """``open``; ``proposed``: every document has a result; ``decided``."""
    district = ground.district
    document = steps.taken_over(district)
    made = cleaning.open_clean_up(
        actor=district.actor("supervisor"), title="2026年文件清理", basis="云政办1号", as_of=TODAY, at=NOW
    )
    if state != "open":
        cleaning.propose(actor=district.actor("supervisor"), clean_up_id=made.pk, version=0, chosen=[document.pk], finding="keep", why="", at=NOW)  # fmt: skip
    if state == "decided":
        cleaning.decide(actor=district.actor("supervisor2"), clean_up_id=made.pk, version=1, paper="云政发5号", on=TODAY, at=NOW)  # fmt: skip
    return Made({"pk": made.pk}, made.title, thing=made)


THINGS: dict[str, Callable[..., Made]] = {"normative": normative, "clean_up": clean_up}


def _new(district: District, made: Made) -> dict[str, Any]:
    """A draft of the unit of whoever asks."""
    keys = [key for key, person in district.people.items() if person == made.asker]
    office = district.posts[keys[0]].office if keys else district.offices["发改局"]
    return {"number": "起草900号", "title": "城市停车办法", "office": office.pk, "on": ON, "maker": "department", "basis": "道路交通安全法", "duties": "on", "secrecy": "1"}  # fmt: skip


def _taken_over(district: District, made: Made) -> dict[str, Any]:
    return {
        "number": "GF-2021-900", "title": "城市停车办法", "office": district.offices["发改局"].pk, "maker": "government", "basis": "道路交通安全法",
        "paper_number": "云政规900号", "published_on": "2021-03-30", "effective_on": "2021-05-01", "ends_on": "2026-04-30",
    }  # fmt: skip


def _key(model: Any) -> Callable[[District, Any], int]:
    return lambda district, made: model.objects.filter(document=made).latest("pk").pk


def _of_list(**words: Any) -> Callable[[District, Made], dict[str, Any]]:
    """What a form on the page of a clean-up says."""

    def said(district: District, made: Made) -> dict[str, Any]:
        clean = CleanUp.objects.get(pk=made.thing.pk)
        chosen = [row.document_id for row in clean.rows.all()]
        return {"version": clean.version, "chosen": chosen, **words}

    return said


_NUMBERS = {"number": "GF-2026-900", "paper_number": "云政规〔2026〕900号", "signed_on": ON, "on": ON}
ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "documents:new": ("documents.draft", _new),
    "documents:take_over": ("documents.take_over", _taken_over),
    "documents:comment": ("documents.comment", saying(since=ON, until="2026-04-10", where="网站")),
    "documents:opinions": ("documents.opinions", saying(opinions=3, adopted=1)),
    "documents:tell_back": ("documents.tell_back", saying(on=ON, where="网站")),
    "documents:compete": ("documents.compete", saying(result="passed", on=ON, words="审查表")),
    "documents:submit": ("documents.submit", saying(on=ON)),
    "documents:review": ("documents.review", saying(result="passed", on=ON, words="合审12号")),
    "documents:confirm_review": ("documents.confirm_review", saying(step=_key(DocumentStep))),
    "documents:deliberate": ("documents.deliberate", saying(passed="yes", on=ON, meeting="第9次")),
    "documents:register": ("documents.register", saying(**_NUMBERS)),
    "documents:publish": ("documents.publish", saying(on=ON, where="网站", effective_on="2026-05-01", years="5")),
    "documents:explain": ("documents.explain", saying(on=ON)),
    "documents:file_up": ("documents.file_up", saying(to="above", number="备2号", on=ON)),
    "documents:filing_answered": ("documents.filing_answered", saying(filing=_key(DocumentFiling), answer="accepted", on=ON)),
    "documents:corrected": ("documents.corrected", saying(filing=_key(DocumentFiling), on=ON, how="已改")),
    "documents:evaluate": ("documents.evaluate", saying(on=ON)),
    "documents:conclude": ("documents.conclude", saying(finding="keep", on=ON, words="报告")),
    "documents:go_on": ("documents.go_on", saying(**_NUMBERS)),
    "documents:receive": ("documents.receive", saying(kind="review", asker="周明远", words="第五条", on=ON)),
    "documents:answer": ("documents.answer", saying(request=_key(DocumentRequest), outcome="lawful", on=ON, answer="有依据")),
    "documents:suspend": ("documents.suspend", saying(clause="第五条", since=ON, paper="复议3号")),
    "documents:apply_again": ("documents.apply_again", saying(suspension=_key(DocumentSuspension), on=ON)),
    "documents:repeal": ("documents.repeal", saying(how="repeal", on=ON, since=ON, paper="云政发2号")),
    "documents:ask_exception": ("documents.ask_exception", saying(condition="submit.comment_short", reason="防汛")),
    "documents:except": ("documents.except", saying(waiver=lambda district, made: made.matter.waivers.get().pk, until="2026-03-31")),
    "documents:change": ("documents.change", saying(title="另一名称", basis="法")),
    "documents:send_back": ("documents.send_back", saying(reason="超越权限")),
    "documents:leave_out": ("documents.leave_out", saying(reason="工作方案")),
    "documents:withdraw": ("documents.withdraw", saying(reason="上位法将改")),
    "documents:clean_up_new": ("documents.clean_up", lambda district, made: {"title": "清理", "basis": "云政办1号", "as_of": ON}),
    "documents:clean_up_propose": ("documents.clean_up_propose", _of_list(finding="keep")),
    "documents:clean_up_decide": ("documents.clean_up_decide", _of_list(paper="云政发5号", on=ON)),
    "documents:clean_up_publish": ("documents.clean_up_publish", _of_list(on=ON)),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
