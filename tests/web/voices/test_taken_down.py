"""What is taken down stays away: whoever else reported it, whatever else was said of it, wherever its words lay."""

import pytest
from django.test import Client

from luoshi_web.voices.models import Comment, Correction, Hiding
from luoshi_web.voices.refusal import Refusal
from luoshi_web.voices.selectors import threads
from luoshi_web.voices.services import correcting, moderating, outbox, writing
from luoshi_web.voices.services.correcting import Decision
from tests.web.conftest import NOW
from tests.web.voices.fakes import LINES

pytestmark = pytest.mark.django_db
GONE = Decision("upheld", "taken_down", "应本人要求移除。")
BACK = Decision("not_upheld", "restored", "核对后恢复显示。")


def _report(kind="personal", *, line="e1", text="不应公开", **said):
    return correcting.report(subject=LINES[line], kind=kind, text=text, at=NOW, **said)[0]


def _decided(row, decision, desk):
    correcting.decide(correction=row, decision=decision, actor=desk[0], at=NOW)
    return correcting.confirm(correction=row, actor=desk[1], at=NOW)


def _hidden(row, desk):
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    return row


def test_one_decision_uncovers_nothing_that_another_report_hides(desk):
    first, second = _hidden(_report(), desk), _hidden(_report("secret"), desk)
    assert threads.hidden("line", ["e1"])["e1"].secret
    _decided(second, BACK, desk)
    assert (threads.hidden("line", ["e1"])["e1"].state, Hiding.objects.count()) == ("pending", 1)
    _decided(first, BACK, desk)
    assert threads.hidden("line", ["e1"]) == {}


def test_what_is_taken_down_is_not_lowered_by_a_later_report(desk):
    _decided(_hidden(_report(), desk), GONE, desk)
    later = _hidden(_report("infringement"), desk)
    assert threads.hidden("line", ["e1"])["e1"].state == "gone"
    _decided(later, BACK, desk)
    assert threads.hidden("line", ["e1"])["e1"].state == "gone"


def test_no_other_report_or_comment_keeps_the_words_of_a_line_that_is_gone(desk, shown):
    words = LINES["e1"].quote
    comment = shown("还差多少？")
    error = _report("reading", text=f"原文是{words}", claimed=words)
    fixed = Decision("upheld", "corrected", f"“{words}”的数值已改。", old=words, new=f"{words}。")
    correcting.decide(correction=error, decision=fixed, actor=desk[0], at=NOW)
    waiting = _report("text", text=words)
    _decided(_hidden(_report(), desk), GONE, desk)
    kept = [str(list(table.objects.values())) for table in (Comment, Correction, Hiding)]
    assert words not in "".join(kept)
    waiting.refresh_from_db()
    comment.refresh_from_db()
    assert (waiting.quote, waiting.text, comment.quote, comment.text) == ("", "", "", "还差多少？")


def test_nothing_stands_beside_a_takedown(desk):
    row = _hidden(_report(), desk)
    said = Decision("upheld", "taken_down", "已移除。", old="青云路八号", new="某处")
    correcting.decide(correction=row, decision=said, actor=desk[0], at=NOW)
    row.refresh_from_db()
    assert (row.old, row.new) == ("", "")


def test_where_the_portal_cannot_follow_nothing_is_decided(desk, monkeypatch):
    def broken(change):
        raise RuntimeError("the portal is full")

    row = _hidden(_report(), desk)
    monkeypatch.setattr("tests.web.voices.fakes.purge", broken)
    correcting.decide(correction=row, decision=GONE, actor=desk[0], at=NOW)
    with pytest.raises(RuntimeError, match="full"):
        correcting.confirm(correction=row, actor=desk[1], at=NOW)
    row.refresh_from_db()
    assert (row.state, Hiding.objects.get().state) == ("proposed", "pending")


def test_what_went_with_a_line_is_forgotten_too(desk, shown, monkeypatch):
    beside = shown(line="e2")
    monkeypatch.setattr("tests.web.voices.fakes.purge", lambda change: [("line", "e1"), ("line", "e2")])
    _decided(_hidden(_report(), desk), GONE, desk)
    beside.refresh_from_db()
    assert beside.quote == ""


# --- pages


def _text(path, client=None):
    return (client or Client()).get(path).content.decode()


@pytest.fixture
def corrected(desk):
    """A correction with old beside new."""
    words = LINES["e1"].quote
    fixed = Decision("upheld", "corrected", "数值识读有误，已改。", old=f"{words}甲", new=f"{words}乙")
    return correcting.decide(correction=_report("reading"), decision=fixed, actor=desk[0], at=NOW)


def test_pages_of_other_reports_are_without_words_while_a_line_is_hidden(desk, say, corrected):
    words, path = LINES["e1"].quote, f"/corrections/{corrected.number}/"
    _, key = say("还差多少？")
    assert _text(path).count(words) == 3
    assert words in _text(f"/mine/{key}/")
    _hidden(_report(), desk)
    for page in (path, f"/mine/{key}/"):
        assert Client().get(page).status_code == 200
        assert words not in _text(page)


def test_a_line_that_the_portal_took_back_alone_has_no_words_here_either(
    shown, corrected, moderator, desk, monkeypatch
):
    words = LINES["e1"].quote
    comment = shown("还差多少？")
    moderating.forward(comment=comment, actor=desk[0], at=NOW)
    pages = [f"/corrections/{corrected.number}/", f"/comments/{comment.number}/"]
    pages += [f"/comments/{comment.number}/reply/", f"/comments/{comment.number}/report/"]
    client = Client(headers={"X-Test-Reader": "x"})
    assert all(words in _text(page, client) for page in pages[:3])
    waiting = _report("text")
    pages += ["/desk/", f"/desk/comments/{comment.number}/", f"/desk/corrections/{waiting.number}/"]
    client.force_login(moderator("sun"))
    assert all(words in _text(page, client) for page in pages[4:])
    monkeypatch.delitem(LINES, "e1")
    for page in pages:
        assert client.get(page).status_code == 200
        assert words not in _text(page, client)
    (row,) = outbox.waiting(at=NOW)["comments"]
    assert (row["quote"], row["text"]) == ("", "还差多少？")


def test_a_hidden_comment_is_read_through_no_reply(shown, desk):
    comment = shown("王小二住在青云路八号")
    reply = shown("别说这个", parent=comment)
    client = Client(headers={"X-Test-Reader": "x"})
    path = f"/comments/{reply.number}/reply/"
    assert "青云路" in _text(path, client)
    _hidden(_report(comment=comment), desk)
    assert client.get(path).status_code == 404
    with pytest.raises(Refusal) as why:
        writing.send(subject=LINES["e1"], text="x", public=True, parent=reply, at=NOW)
    assert why.value.code == "reply_closed"


def test_a_secret_comment_is_not_named_by_its_reply(shown, desk):
    comment = shown("某项机密")
    reply = shown("别说这个", parent=comment)
    assert comment.number in _text(f"/comments/{reply.number}/")
    _hidden(_report("secret", comment=comment), desk)
    assert comment.number not in _text(f"/comments/{reply.number}/")


def test_the_outbox_leaves_out_what_is_hidden(shown, desk):
    one, other = shown("王小二住在青云路八号"), shown("路呢？")
    for comment in (one, other):
        moderating.forward(comment=comment, actor=desk[0], at=NOW)
    row = _hidden(_report(comment=one), desk)
    assert [said["number"] for said in outbox.waiting(at=NOW)["comments"]] == [other.number]
    _decided(row, BACK, desk)
    assert len(outbox.waiting(at=NOW)["comments"]) == 2
    _hidden(_report(), desk)
    assert {said["quote"] for said in outbox.waiting(at=NOW)["comments"]} == {""}
    _hidden(_report("secret"), desk)
    assert outbox.waiting(at=NOW)["comments"] == []


def test_a_secret_comment_is_read_by_those_who_decide_alone(shown, moderator, desk):
    comment = shown("某项机密")
    writing.complain(comment=comment, reason="insult", text="他说了某项机密", at=NOW)
    pages = ("/desk/", f"/desk/comments/{comment.number}/")
    plain, whole = Client(), Client()
    plain.force_login(moderator("sun", "moderate", "decide_appeals"))
    whole.force_login(moderator("qian"))
    assert all("某项机密" in _text(page, plain) for page in pages)
    _hidden(_report("secret", comment=comment), desk)
    assert not any("某项机密" in _text(page, plain) for page in pages)
    assert all("某项机密" in _text(page, whole) for page in pages)


def test_a_page_that_went_out_packed_is_not_sent_again(shown):
    shown()
    tag = Client().get("/l/e1/comments/")["ETag"]
    assert Client().get("/l/e1/comments/", headers={"If-None-Match": f"W/{tag}"}).status_code == 304
