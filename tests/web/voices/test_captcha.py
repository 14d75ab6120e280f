"""The test against programs: a sum or a question, signed, for a time, once; and limits that keep no address."""

from datetime import timedelta

import pytest
from django.core.signing import Signer

from luoshi_web.masks import find
from luoshi_web.voices import limits
from luoshi_web.voices.captcha import gate
from luoshi_web.voices.captcha.question import folded, question
from luoshi_web.voices.captcha.work import digest_of, proves, solve, zeros
from luoshi_web.voices.models import Salt, Spent, Try
from luoshi_web.voices.refusal import Refusal
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
QUOTE = "固定资产投资增长5%左右"


def _offer(at=NOW, language="zh-hans", purpose="comment:line:e1"):
    return gate.offer(purpose, language=language, quote=QUOTE, at=at)


def _redeem(answer, at=NOW, purpose="comment:line:e1", address="192.0.2.1"):
    gate.redeem(purpose, answer, address=address, at=at)


def _worked(offer):
    return {
        "challenge": offer.challenge,
        "work": solve(offer.nonce, pieces=offer.pieces, bits=offer.bits),
        "answer": "",
    }


def _answered(offer, language="zh-hans"):
    return {
        "challenge": offer.challenge,
        "answer": question(offer.nonce, language=language, quote=QUOTE).answer,
    }


def _refused(answer, **said):
    with pytest.raises(Refusal) as why:
        _redeem(answer, **said)
    return why.value.code


def test_either_way_lets_through():
    _redeem(_worked(_offer()))
    _redeem(_answered(_offer()))
    _redeem(_answered(_offer(language="en"), "en"))


@pytest.mark.parametrize("way", [_worked, _answered])
def test_a_challenge_is_used_once(way):
    answer = way(_offer())
    _redeem(answer)
    assert _refused(answer) == "captcha_used"


def test_a_wrong_answer_uses_it_up():
    offer = _offer()
    assert _refused({"challenge": offer.challenge, "answer": "一百"}) == "captcha_wrong"
    assert _refused(_answered(offer)) == "captcha_used"


def test_it_ends_and_is_for_one_form_and_one_line():
    assert _refused(_worked(_offer()), at=NOW + timedelta(minutes=121)) == "captcha_late"
    assert _refused(_worked(_offer()), purpose="comment:line:e2") == "captcha_missing"
    assert _refused(_worked(_offer()), purpose="error:line:e1") == "captcha_missing"


def test_what_is_not_signed_here_counts_for_nothing():
    offer = _offer()
    held = {"p": "comment:line:e1", "e": 10**10, "n": "0" * 32, "b": 0, "k": 1, "l": "en", "q": ""}
    for challenge in (
        "",
        "x",
        offer.challenge[:-1] + ("A" if offer.challenge[-1] != "A" else "B"),
        Signer(key="another", salt="luoshi.voices.challenge").sign_object(held),
        Signer(salt="another").sign_object(held),
    ):
        assert _refused({"challenge": challenge, "work": "0"}) == "captcha_missing"
    assert not Spent.objects.exists()


def test_work_is_work():
    offer = _offer()
    good = _worked(offer)["work"]
    numbers = good.split(",")
    assert proves(offer.nonce, good, pieces=4, bits=4)
    for bad in (
        "",
        ",".join(numbers[:3]),
        good + ",0",
        good.replace(numbers[0], "-1", 1),
        good.replace(numbers[0], "٣", 1),
        ",".join(["9" * 11] * 4),
        "0,0,0,0",
    ):
        if bad != good:
            assert not proves(offer.nonce, bad, pieces=4, bits=4)
    assert not proves("f" * 32, good, pieces=4, bits=12)
    assert zeros(b"\x00\x10") == 11
    assert zeros(b"\x00\x00") == 16
    assert len(digest_of("n", 0, 1)) == 32


def test_questions_are_many_and_their_answers_are_read_in_any_way():
    asked = {question(str(n), language="zh-hans", quote=QUOTE).text for n in range(300)}
    assert len(asked) > 60
    assert any(text.startswith("“固定资产投资增长") for text in asked)
    assert not any("“" in question(str(n), language="zh", quote="").text for n in range(50))
    assert {folded(said) for said in ("8", "８", "八", " eight ", "EIGHT.", "捌")} == {"8"}
    assert {folded(said) for said in ("十三", "13", "１３", "thirteen", "一三")} == {"13"}


def test_the_page_does_not_hold_the_answer():
    offer = _offer()
    answer = question(offer.nonce, language="zh-hans", quote=QUOTE)
    assert answer.text == offer.question
    assert find(offer.question) == ()


def test_the_question_has_a_smaller_limit_than_the_sum(set_voices):
    set_voices(limits={"question": 2, "tries": 5})
    for _ in range(2):
        _redeem(_answered(_offer()))
    assert _refused(_answered(_offer())) == "too_many"
    for _ in range(2):
        _redeem(_worked(_offer()))
    assert _refused(_worked(_offer())) == "too_many"
    _redeem(_worked(_offer()), address="192.0.2.2")
    _redeem(_worked(_offer(NOW + timedelta(hours=1))), at=NOW + timedelta(hours=1))


def test_counts_tell_no_address_and_nothing_from_one_day_to_the_next(rf):
    limits.count("comment", "192.0.2.1", at=NOW)
    limits.count("comment", "192.0.2.1", at=NOW + timedelta(days=1))
    rows = list(Try.objects.all())
    assert len({row.key for row in rows}) == 2
    assert "192" not in "".join(row.key for row in rows)
    assert Salt.objects.count() == 2
    limits.forget(at=NOW + timedelta(days=1))
    assert [salt.day.day for salt in Salt.objects.all()] == [11]
    assert Try.objects.count() == 1


def test_an_address_is_the_proxys_word_and_a_network_of_ipv6(rf, set_voices):
    forged = rf.get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="10.0.0.1, 198.51.100.9")
    assert limits.address_of(forged) == "192.0.2.7"
    set_voices(behind_proxy=True)
    assert limits.address_of(forged) == "198.51.100.9"
    one, other = (rf.get("/", REMOTE_ADDR=f"2001:db8::{n}") for n in (1, 2))
    set_voices(behind_proxy=False)
    assert limits.address_of(one) == limits.address_of(other) == "2001:db8::"
    assert limits.address_of(rf.get("/", REMOTE_ADDR="::ffff:192.0.2.7")) == "192.0.2.7"
    assert limits.address_of(rf.get("/", REMOTE_ADDR="")) == "unknown"


def test_used_challenges_are_forgotten_when_they_have_expired():
    _redeem(_worked(_offer()))
    assert limits.forget(at=NOW + timedelta(minutes=100))["spent"] == 0
    assert limits.forget(at=NOW + timedelta(minutes=121))["spent"] == 1
