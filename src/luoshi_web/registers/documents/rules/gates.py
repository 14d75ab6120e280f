"""What must hold before a document is handed in for review, goes to the meeting, is registered, published, or goes on. Articles: docs/registers/documents.md."""

from datetime import date

from luoshi_web.registers.documents.rules.facts import Document, Finding, Step
from luoshi_web.registers.documents.rules.states import Act
from luoshi_web.registers.engine.gates import Condition, Gate


def _commented(document: Document, on: date) -> bool:
    """What is closely tied to business was open to comments, unless it is secret."""
    return not document.business or document.secret or document.comment_from is not None


def _long_enough(document: Document, on: date) -> bool:
    """Of what touches no business the law names no time."""
    if not document.business or document.comment_to is None or document.comment_full is None:
        return True
    return document.comment_to >= document.comment_full


def _comment_over(document: Document, on: date) -> bool:
    return document.comment_from is None or (document.comment_to is not None and on > document.comment_to)


def _opinions_counted(document: Document, on: date) -> bool:
    return document.comment_from is None or document.opinions is not None


def _told_back(document: Document, on: date) -> bool:
    """Whoever commented hears what became of it, where the law asked for the comments."""
    asked = document.business and document.comment_from is not None
    return not asked or (document.feedback_on is not None and document.feedback_on <= on)


def _reviewed(document: Document, on: date) -> bool:
    return document.cleared(Step.LEGALITY, on)


def _fair(document: Document, on: date) -> bool:
    return document.cleared(Step.COMPETITION, on)


def _not_hurried(document: Document, on: date) -> bool:
    return document.review_full is None or on > document.review_full


def _after_publication(document: Document, on: date) -> bool:
    return document.effective_on is not None and document.effective_on >= on


def _time_to_prepare(document: Document, on: date) -> bool:
    if document.at_once or document.effect_full is None or document.effective_on is None:
        return True
    return document.effective_on > document.effect_full


def _ends(document: Document, on: date) -> bool:
    if document.ends_on is None or document.effective_on is None:
        return False
    return document.ends_on >= document.effective_on


def _not_too_long(document: Document, on: date) -> bool:
    return document.latest is None or document.ends_on is None or document.ends_on <= document.latest


_FAIR = Condition("unfair", _fair, True, "公平竞争审查条例 18")
_REVIEWED = Condition("unreviewed", _reviewed, True, "优化营商环境条例 63")
_SPAN = (
    Condition("effect_before", _after_publication, True, "优化营商环境条例 64"),
    Condition("effect_early", _time_to_prepare, source="规范性文件制定程序问答"),
    Condition("span_missing", _ends, True),
    Condition("span_long", _not_too_long, source="陕西省行政规范性文件管理办法"),
)
SUBMIT: Gate[Document] = Gate(
    Act.SUBMIT,
    (
        Condition("comment_missing", _commented, source="优化营商环境条例 62"),
        Condition("comment_runs", _comment_over, True, "优化营商环境条例 62"),
        Condition("comment_short", _long_enough, source="优化营商环境条例 62"),
        Condition("opinions_uncounted", _opinions_counted, True, "优化营商环境条例 62"),
    ),
)
DELIBERATE: Gate[Document] = Gate(
    Act.DELIBERATE,
    (_REVIEWED, Condition("review_short", _not_hurried), _FAIR),
)
REGISTER: Gate[Document] = Gate(
    Act.REGISTER, (Condition("feedback_missing", _told_back, True, "优化营商环境条例 62"),)
)
PUBLISH: Gate[Document] = Gate(Act.PUBLISH, (_REVIEWED, _FAIR, *_SPAN))
KEEP: Gate[Document] = Gate(
    Act.KEEP,
    (
        Condition("not_found_kept", lambda document, on: document.evaluated is Finding.KEEP, True),
        Condition("lapsed", lambda document, on: document.ends_on is None or on <= document.ends_on, True),
    ),
)
GATES = {gate.act: gate for gate in (SUBMIT, DELIBERATE, REGISTER, PUBLISH, KEEP)}
