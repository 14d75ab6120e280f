"""The pages over HTTP: forms, private links, the desk, the outbox; cookies, caches, and what strangers try."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver

from luoshi_web.voices.captcha.question import question
from luoshi_web.voices.models import Act, Comment, Correction, Hiding, Try
from luoshi_web.voices.rights import actor_for
from luoshi_web.voices.services import correcting, moderating, writing
from luoshi_web.voices.services.correcting import Decision
from tests.web.conftest import NOW
from tests.web.voices.conftest import VOICES, Reader
from tests.web.voices.fakes import LINES, UNRELEASED

pytestmark = pytest.mark.django_db
FORM = "/l/e1/comment/"
SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
READING = (
    "/l/e1/comments/",
    "/corrections/",
    "/comments/rules/",
    "/p/z4684d6-qingchuan/2025/report/comments/",
)
FORMS = (
    FORM,
    "/l/e1/error/",
    "/p/z4684d6-qingchuan/2025/report/comment/",
    "/p/z4684d6-qingchuan/2025/report/error/",
)


def _text(answer):
    return answer.content.decode()


def _log_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


# --- sending


def test_a_comment_from_the_form_to_the_page(reader, moderator):
    answer = reader.fill(FORM, text="路修到哪里了？电话13812345678", name="李", contact="x@example.com")
    assert answer.status_code == 200
    said = _text(answer)
    assert "2026-0001" in said
    assert "【电话】" in said
    assert "13812345678" not in said
    comment = Comment.objects.get()
    assert (comment.state, comment.token, comment.public) == ("held", "reader", True)
    desk = _log_in(moderator("li"))
    assert "路修到哪里了" in _text(desk.get("/desk/"))
    desk.post("/desk/", {"number": comment.number, "act": "publish"})
    page = _text(reader.get("/l/e1/comments/"))
    assert "路修到哪里了" in page
    assert "example.com" not in page


def test_without_script_the_question_lets_through(reader):
    offer = reader.offer(FORM)
    asked = question(offer.nonce, language="zh-hans", quote=LINES["e1"].quote)
    assert asked.text in _text(reader.get(FORM)) or asked.text == offer.question
    answer = reader.client.post(
        FORM, {"text": "好", "challenge": offer.challenge, "work": "", "answer": f" {asked.answer} "}
    )
    assert answer.status_code == 200
    assert Comment.objects.count() == 1


def test_a_wrong_answer_keeps_the_words_and_asks_another_question(reader):
    offer = reader.offer(FORM)
    answer = reader.client.post(FORM, {"text": "我的话", "challenge": offer.challenge, "answer": "错"})
    assert answer.status_code == 422
    assert "我的话" in _text(answer)
    assert answer.context["offer"].challenge != offer.challenge
    assert not Comment.objects.exists()


def test_a_form_is_sent_once(reader):
    said = {**reader.solved(FORM), "text": "一次"}
    assert reader.client.post(FORM, said).status_code == 200
    again = reader.client.post(FORM, said)
    assert again.status_code == 422
    assert Comment.objects.count() == 1


def test_a_challenge_of_one_page_is_not_taken_by_another(reader):
    said = reader.solved(FORM)
    for path in ("/l/e2/comment/", "/l/e1/error/"):
        answer = reader.client.post(path, {**said, "text": "x", "kind": "reading"})
        assert answer.status_code == 422
    assert not Comment.objects.exists()
    assert not Correction.objects.exists()


def test_whoever_is_not_known_to_the_site_is_sent_to_its_login(db):
    stranger = Reader(token=None)
    assert stranger.get(FORM).status_code == 403
    assert stranger.client.post(FORM, {"text": "x"}).status_code == 403
    assert "/login/?next=/l/e1/comment/" in _text(stranger.get(FORM))


def test_without_a_login_it_is_a_letter(set_voices, reader):
    set_voices(identity="")
    assert "就此写信给承办单位" in _text(reader.get(FORM))
    reader.fill(FORM, text="请修路")
    letter = Comment.objects.get()
    assert (letter.public, letter.token) == (False, "")


def test_a_reply_stands_below(reader, shown):
    comment = shown()
    reader.fill(f"/comments/{comment.number}/reply/", text="我也想知道")
    assert Comment.objects.get(text="我也想知道").parent == comment


@pytest.mark.parametrize("kind", ["insult", "personal", "secret"])
def test_a_comment_is_reported(reader, shown, kind):
    comment = shown()
    assert reader.fill(f"/comments/{comment.number}/report/", kind=kind, text="看看").status_code == 200
    comment.refresh_from_db()
    assert (comment.state == "reported") == (kind == "insult")
    assert Correction.objects.filter(comment=comment).exists() == (kind != "insult")


def test_an_error_is_reported_with_a_day_and_a_private_link(reader):
    answer = reader.fill("/l/e1/error/", kind="reading", text="应为6%", claimed="6%")
    assert "2026-03-13" in _text(answer)
    page = reader.get(f"/mine/{answer.context['key']}/")
    assert "应为6%" in _text(page)
    assert "2026-0001" in _text(reader.get("/corrections/"))
    reader.client.post(f"/mine/{answer.context['key']}/", {"act": "withdraw"})
    assert Correction.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    "said",
    [{"text": ""}, {"text": " \n "}, {"text": "x" * 2001}, {"text": "x", "name": "n" * 21}, {"text": "\x00"}],
)
def test_what_does_not_fit_is_asked_again_and_uses_nothing_up(reader, said):
    answer = reader.fill(FORM, **said)
    assert answer.status_code == 422
    assert not Comment.objects.exists()
    assert not Try.objects.exists()


# --- private links


def test_the_private_link_rewrites_appeals_and_takes_back(reader, say, moderator):
    actor = actor_for(moderator("li"))
    comment, key = say("第一稿")
    moderating.give_back(comment=comment, reason="unclear", note="哪条路？", actor=actor, at=NOW)
    path = f"/mine/{key}/"
    assert "哪条路？" in _text(reader.get(path))
    assert reader.client.post(path, {"act": "rewrite", "text": "第二稿"}).status_code == 302
    comment.refresh_from_db()
    moderating.refuse(comment=comment, reason="insult", actor=actor, at=NOW)
    assert reader.client.post(path, {"act": "appeal", "text": "没有"}).status_code == 302
    assert reader.client.post(path, {"act": "appeal", "text": "没有"}).status_code == 422
    assert reader.client.post(path, {"act": "take_back"}).status_code == 302
    assert reader.client.post(path, {"act": "publish"}).status_code == 404
    comment.refresh_from_db()
    assert (comment.text, comment.withheld, comment.reason) == ("", "", "own")


def test_a_wrong_key_a_dropped_one_and_nonsense_look_alike(reader, say, set_voices):
    _, key = say()
    wrong = reader.get(f"/mine/{'A' * 32}/")
    Comment.objects.update(key_digest=None, anonymised_at=NOW)
    dropped = reader.get(f"/mine/{key}/")
    assert wrong.status_code == dropped.status_code == 404
    assert wrong.content == dropped.content
    set_voices(limits={"private": 3})
    assert reader.get(f"/mine/{'B' * 32}/").status_code == 404
    assert reader.get(f"/mine/{'B' * 32}/").status_code == 429


def test_a_private_page_is_told_to_nobody(reader, say):
    _, key = say()
    answer = reader.get(f"/mine/{key}/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"


# --- kinds of pages


@pytest.mark.parametrize("path", READING)
@pytest.mark.parametrize("language", ["", "/en"])
def test_reading_pages_have_no_cookie_and_no_form(db, shown, path, language):
    shown()
    answer = Client().get(language + path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "<form" not in _text(answer)
    assert "must-revalidate" in answer["Cache-Control"]
    assert "max-age=60" in answer["Cache-Control"]
    again = Client().get(language + path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_has_another_tag_when_it_changes(shown):
    tag = Client().get("/l/e1/comments/")["ETag"]
    shown()
    assert Client().get("/l/e1/comments/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", FORMS)
def test_forms_are_kept_nowhere_and_carry_their_token(reader, path):
    answer = reader.get(path)
    assert answer["Cache-Control"] == "no-store"
    assert set(answer.cookies) == {"csrftoken"}
    assert "csrfmiddlewaretoken" in _text(answer)


@pytest.mark.parametrize("path", [*FORMS, "/desk/login/"])
def test_a_form_of_another_site_is_refused(path, moderator):
    stranger = Client(enforce_csrf_checks=True, headers={"X-Test-Reader": "x"})
    assert stranger.post(path, {"text": "x"}).status_code == 403
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(moderator("li"), backend="django.contrib.auth.backends.ModelBackend")
    assert desk.post("/desk/", {"act": "publish", "number": "2026-0001"}).status_code == 403
    assert desk.post("/desk/logout/").status_code == 403


def test_english_pages_stay_english(shown):
    shown()
    page = _text(Client().get("/en/l/e1/comments/"))
    assert 'lang="en"' in page
    assert "Write a comment" in page
    assert 'href="/en/l/e1/comment/"' in page
    offer = Reader().get("/en/l/e1/comment/").context["offer"]
    assert offer.question.startswith("How much is")


# --- what strangers try


@pytest.mark.parametrize(
    "words", [SCRIPT, IMAGE, "{{ 7|add:7 }}{% now 'Y' %}", "javascript:alert(1)", "a\r\nSet-Cookie: b=1"]
)
def test_what_people_write_is_shown_as_text_everywhere(reader, moderator, words):
    user = moderator("li")
    desk, actor = _log_in(user), actor_for(user)
    answer = reader.fill(FORM, text=words, name=words[:20], contact=words)
    key = answer.context["key"]
    pages = [answer, reader.get(f"/mine/{key}/"), desk.get("/desk/")]
    comment = Comment.objects.get()
    pages.append(desk.get(f"/desk/comments/{comment.number}/"))
    moderating.publish(comment=comment, actor=actor, at=NOW)
    reader.fill(f"/comments/{comment.number}/report/", kind="insult", text=words)
    pages += [
        reader.get(path)
        for path in ("/l/e1/comments/", f"/comments/{comment.number}/", f"/comments/{comment.number}/reply/")
    ]
    reader.fill("/l/e1/error/", kind="text", text=words, claimed=words)
    row = Correction.objects.get()
    pages.append(desk.get(f"/desk/corrections/{row.number}/"))
    decision = Decision("upheld", "corrected", words[:100], old=words, new=words)
    correcting.decide(correction=row, decision=decision, actor=actor, at=NOW)
    pages += [
        reader.get("/corrections/"),
        reader.get(f"/corrections/{row.number}/"),
        desk.get("/desk/record/"),
    ]
    for page in pages:
        said = _text(page)
        assert page.status_code == 200
        assert "<script>alert" not in said
        assert "<img src=x" not in said
        assert "Set-Cookie: b" not in str(page.headers)
        assert 'href="javascript:' not in said


def test_no_page_has_script_or_style_within_it(reader, shown):
    comment = shown()
    for path in (*READING, *FORMS, f"/comments/{comment.number}/", f"/comments/{comment.number}/report/"):
        answer = reader.get(path)
        said = _text(answer)
        assert "style=" not in said
        assert "<style" not in said
        assert said.count("<script") == said.count('<script src="/static/')
        assert "http://" not in said.replace("http://testserver", "")
        assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_unreleased_hidden_and_nonsense_are_one_404(reader, desk):
    row, _ = correcting.report(subject=LINES["e2"], kind="secret", text="x", at=NOW)
    correcting.hide_first(correction=row, actor=desk[0], at=NOW)
    answers = [
        reader.get(f"/l/{line}/{page}/")
        for line in (UNRELEASED, "e2", "nonsense")
        for page in ("comments", "comment", "error")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert reader.client.post("/l/e2/comment/", {"text": "x"}).status_code == 404


def test_what_is_not_public_has_no_page(reader, say, desk):
    held, _ = say()
    letter, _ = say(public=False)
    moderating.forward(comment=letter, actor=desk[0], at=NOW)
    refused, _ = say()
    moderating.refuse(comment=refused, reason="insult", actor=desk[0], at=NOW)
    for number in (held.number, letter.number, refused.number, "2026-0999"):
        for page in ("", "reply/", "report/"):
            assert reader.get(f"/comments/{number}/{page}").status_code == 404


def test_a_secret_or_fresh_personal_correction_has_no_page(reader, desk):
    for kind, line in (("secret", "e1"), ("personal", "e2")):
        row, _ = correcting.report(subject=LINES[line], kind=kind, text="某处", at=NOW)
        correcting.hide_first(correction=row, actor=desk[0], at=NOW)
        correcting.decide(
            correction=row, decision=Decision("upheld", "taken_down", "已移除。"), actor=desk[0], at=NOW
        )
        correcting.confirm(correction=row, actor=desk[1], at=NOW)
        assert reader.get(f"/corrections/{row.number}/").status_code == 404
    page = _text(reader.get("/corrections/"))
    assert "2026-0002" not in page
    assert "2026-03: 1" in page
    assert Hiding.objects.count() == 2


def test_a_flood_is_told_to_come_later(reader, set_voices):
    set_voices(limits={"comment": 2})
    assert [reader.fill(FORM, text=f"第{n}条").status_code for n in range(3)] == [200, 200, 429]
    flooded = reader.fill(FORM, text="又一条")
    assert flooded["Retry-After"] == "3600"
    assert "又一条" in _text(flooded)
    assert Reader(address="192.0.2.2").fill(FORM, text="别处").status_code == 200
    assert Comment.objects.count() == 3


def test_a_line_is_not_flooded_from_many_addresses(set_voices, db):
    set_voices(limits={"subject": 3})
    answers = [Reader(address=f"192.0.2.{n}").fill(FORM, text=f"第{n}条").status_code for n in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_reading_forms_leaves_nothing_in_the_database(reader, django_assert_num_queries):
    with django_assert_num_queries(1):  # whether the line is hidden
        reader.get(FORM)
    assert not Try.objects.exists()


def test_only_get_and_post(reader):
    for path in (*READING, *FORMS):
        assert reader.client.delete(path).status_code == 405
        assert reader.client.put(path).status_code == 405
    assert reader.client.post("/corrections/").status_code == 405


# --- the desk


def _desk_addresses():
    found = []
    for pattern in get_resolver("luoshi_web.voices.urls").url_patterns:
        path = str(pattern.pattern).replace("<voices_number:number>", "2026-0001")
        if path.startswith("desk/") and "log" not in path:
            found.append("/" + path)
    return found


def test_nobody_reaches_the_desk_without_a_right(moderator, say):
    say()
    from django.contrib.auth import get_user_model

    plain = _log_in(get_user_model().objects.create_user(username="plain", password="an invented phrase"))
    assert len(_desk_addresses()) == 4
    for path in _desk_addresses():
        assert Client().get(path).status_code == 302
        assert plain.get(path).status_code == 403
        for client, status in ((Client(), 302), (plain, 403)):
            answer = client.post(path, {"act": "publish"})
            assert answer.status_code == (405 if path == "/desk/record/" else status)
    assert Comment.objects.get().state == "held"


def test_logging_in_is_limited_by_address_and_leads_to_the_queue_alone(moderator, set_voices):
    moderator("li")
    set_voices(limits={"login": 2})
    said = {"username": "li", "password": "an invented phrase"}
    answer = Client().post("/desk/login/?next=https://evil.example/", said)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert Client().post("/desk/login/", said | {"password": "wrong"}).status_code == 422
    last = Client().post("/desk/login/", said)
    assert last.status_code == 429
    assert "invented" not in _text(last)


def test_nobody_is_locked_out_by_what_others_try_in_their_name(moderator, set_voices, monkeypatch):
    moderator("li")
    set_voices(limits={"login": 3})
    waited = []
    monkeypatch.setattr("luoshi_web.voices.limits.time.sleep", waited.append)
    for n in range(4):
        other = Client(REMOTE_ADDR=f"198.51.100.{n}")
        assert other.post("/desk/login/", {"username": "LI", "password": "wrong"}).status_code == 422
    assert waited == [2.0]
    answer = Client(REMOTE_ADDR="192.0.2.9").post(
        "/desk/login/", {"username": "li", "password": "an invented phrase"}
    )
    assert (answer.status_code, waited) == (302, [2.0, 2.0])


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(moderator):
    moderator("li")
    answers = [
        Client().post("/desk/login/", {"username": name, "password": "wrong"}) for name in ("li", "nobody")
    ]
    said = [_text(answer).replace("nobody", "li") for answer in answers]
    strip = [one[: one.index("csrfmiddlewaretoken")] for one in said]
    assert strip[0] == strip[1]


def test_decisions_at_the_desk(moderator, say, shown):
    desk = _log_in(moderator("li"))
    numbers = [say()[0].number for _ in range(2)]
    answer = desk.post("/desk/", {"number": numbers, "act": "refuse", "reason": "insult", "note": "说明"})
    assert "已处理2条" in _text(answer)
    held, _ = say()
    answer = desk.post("/desk/", {"number": held.number, "act": "return"})
    assert "请从表中选择理由" in _text(answer)
    path = f"/desk/comments/{held.number}/"
    assert desk.post(path, {"act": "return", "reason": "unclear"}).status_code == 302
    assert desk.post(path, {"act": "publish"}).status_code == 422
    assert desk.post(path, {"act": "nonsense"}).status_code == 404
    comment = shown("局长王某某不管事")
    path = f"/desk/comments/{comment.number}/"
    assert desk.post(path, {"act": "mask", "part": "王某某", "reason": "insult"}).status_code == 302
    comment.refresh_from_db()
    assert comment.state == "masked"


def test_an_appeal_at_the_desk_shows_what_was_withheld_to_another_person_alone(moderator, shown):
    first, second = moderator("li"), moderator("wang")
    comment = moderating.remove(comment=shown("重话"), reason="insult", actor=actor_for(first), at=NOW)
    writing.appeal(comment=comment, text="没有", at=NOW)
    path = f"/desk/comments/{comment.number}/"
    assert "重话" not in _text(_log_in(first).get(path))
    assert _log_in(first).post(path, {"act": "upheld"}).status_code == 422
    desk = _log_in(second)
    assert "重话" in _text(desk.get(path))
    assert desk.post(path, {"act": "upheld"}).status_code == 302
    assert "重话" in _text(Client().get("/l/e1/comments/"))


def test_a_takedown_at_the_desk(moderator, reader):
    reader.fill("/l/e1/error/", kind="personal", text="有我的住址")
    row = Correction.objects.get()
    path = f"/desk/corrections/{row.number}/"
    one, other = _log_in(moderator("li")), _log_in(moderator("wang"))
    decision = {
        "act_name": "decide",
        "outcome": "upheld",
        "act": "taken_down",
        "sentence": "应本人要求移除。",
    }
    assert "请先行隐去" in _text(one.post(path, decision))
    assert one.post(path, {"act_name": "hide"}).status_code == 302
    assert reader.get("/l/e1/comments/").status_code == 404
    assert one.post(path, decision).status_code == 302
    assert one.post(path, {"act_name": "confirm"}).status_code == 422
    assert other.post(path, {"act_name": "confirm"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.text) == ("decided", "")
    assert "作出了决定" in _text(one.get("/desk/record/"))


def test_a_secret_is_read_by_those_who_decide_alone(moderator, reader):
    reader.fill("/l/e1/error/", kind="secret", text="某处的详情")
    row = Correction.objects.get()
    plain = _log_in(moderator("zhao", "moderate"))
    for path in ("/desk/", f"/desk/corrections/{row.number}/"):
        assert "某处的详情" not in _text(plain.get(path))
    assert "某处的详情" in _text(_log_in(moderator("li")).get(f"/desk/corrections/{row.number}/"))


# --- the seam to the office


def _office(method, body=None, token=VOICES["office_token"]):
    call = getattr(Client(headers={"Authorization": f"Bearer {token}"}), method)
    said = {} if body is None else {"data": body, "content_type": "application/json"}
    return call("/office/outbox/", **said)


def test_the_office_reads_and_answers_over_http(shown, desk):
    comment = shown("路呢？", contact="wang@example.com", token="who-it-is")
    moderating.forward(comment=comment, actor=desk[0], at=NOW)
    answer = _office("get")
    assert answer.json()["format"] == "luoshi.voices.outbox/1"
    assert [row["number"] for row in answer.json()["comments"]] == [comment.number]
    assert "example.com" not in _text(answer)
    assert "who-it-is" not in _text(answer)
    assert answer["Cache-Control"] == "no-store"
    body = {
        "rows": [{"number": comment.number, "unit": "区发改局", "text": "六月完工。", "on": "2026-03-10"}]
    }
    assert _office("post", json.dumps(body)).json() == {"done": 1, "refused": []}
    page = _text(Client().get("/l/e1/comments/"))
    assert "六月完工。" in page
    assert "官方答复" in page
    assert Act.objects.get(verb="comment.answer").by == "office"


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"rows": 1}', '{"rows": [1]}', '{"rows": [[]]}', "\xff"])
def test_what_is_no_answer_is_refused(db, body):
    assert _office("post", body).status_code == 400


def test_the_seam_is_closed_without_its_token(db, set_voices):
    assert _office("get", token="wrong").status_code == 401
    assert Client().get("/office/outbox/").status_code == 401
    assert Client(headers={"Authorization": "Bearer ü"}).get("/office/outbox/").status_code == 401
    set_voices(office_token="")
    assert Client(headers={"Authorization": "Bearer "}).get("/office/outbox/").status_code == 404


def test_hour_after_hour_is_counted_anew(reader, set_voices, settings):
    set_voices(limits={"comment": 1})
    assert reader.fill(FORM, text="一").status_code == 200
    assert reader.fill(FORM, text="二").status_code == 429
    settings.OFFICE_NOW = NOW + timedelta(hours=1)
    assert reader.fill(FORM, text="三").status_code == 200


def test_addresses_keep_what_the_portal_took_off_the_front(rf, shown):
    from types import SimpleNamespace

    from django.utils import translation

    from luoshi_web.voices.views.reading import line_thread

    shown()
    request = rf.get("/l/e1/comments/")
    request.frame = SimpleNamespace(prefix="en/large/")
    with translation.override("zh-hans"):
        page = _text(line_thread(request, "e1"))
    assert 'href="/en/large/l/e1/comment/"' in page
    assert 'href="/l/e1/comment/"' in _text(Client().get("/l/e1/comments/"))
