"""Reminders through WeCom, DingTalk and SMS, against a server of the tests: what is asked of it, what is tried again, what never leaves."""

import json
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import TypeAdapter, ValidationError

from luoshi_web.settings.gateways import Gateway
from luoshi_web.supervision.gateways.adapters import GatewayError, adapter_of, asked
from luoshi_web.supervision.gateways.run import TRIES, notices_through, send_notices
from luoshi_web.supervision.models import Message, Notice
from tests.web.conftest import NOW, TODAY


class Fake(ThreadingHTTPServer):
    """Answers as the three do. ``asked``: (path, query, body, headers); ``script``: answers that come before the usual ones."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked, self.script, self.tokens = [], [], 0
        self.base = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_GET(self):
        self._answer(None)

    def do_POST(self):
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body):
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.server.asked.append((url.path, query, body, dict(self.headers)))
        status, said = 200, {"errcode": 0, "code": 0}
        if url.path.endswith("gettoken"):
            self.server.tokens += 1
            said = {"errcode": 0, "access_token": f"t{self.server.tokens}"}
        elif self.server.script:
            status, said = self.server.script.pop(0)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/inside")
        self.end_headers()
        self.wfile.write(said if isinstance(said, bytes) else json.dumps(said).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def fake():
    server = Fake()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def adapters(fake, *kinds):
    said = {
        "wecom": {"kind": "wecom", "base": fake.base, "corp": "ww1", "agent": 7, "secret": "s1"},
        "dingtalk": {"kind": "dingtalk", "base": fake.base, "key": "d1", "agent": 8, "secret": "s2"},
        "sms": {"kind": "sms", "url": f"{fake.base}/send", "secret": "s3"},
    }
    return [adapter_of(TypeAdapter(Gateway).validate_python(said[kind])) for kind in kinds]


@pytest.fixture
def message(district):
    head = district.people["head"]
    head.phone = "13800001234"
    head.save()
    return Message.objects.create(
        person=head, post=district.posts["head"], kind=Message.Kind.DECISION, made_at=NOW, due_on=TODAY,
        inputs={"lines": [{"number": "2026-R-0001", "code": "closed_done", "answer": "密"}]},
    )  # fmt: skip


def test_each_gateway_is_asked_as_it_wants(fake, message):
    counts = notices_through(adapters(fake, "wecom", "dingtalk", "sms"), TODAY, at=NOW)
    assert counts == {"sent": 3, "failed": 0, "given_up": 0}
    by_path = {path: (query, body, headers) for path, query, body, headers in fake.asked}
    query, body, _ = by_path["/cgi-bin/message/send"]
    assert (query["access_token"], body["touser"], body["agentid"], body["msgtype"]) == (
        "t1",
        "head",
        7,
        "text",
    )
    assert by_path["/cgi-bin/gettoken"][0] == {"corpid": "ww1", "corpsecret": "s1"}
    query, body, _ = by_path["/topapi/message/corpconversation/asyncsend_v2"]
    assert (query["access_token"], body["userid_list"], body["agent_id"]) == ("t2", "head", 8)
    _, body, headers = by_path["/send"]
    assert (body["phone"], headers["Authorization"]) == ("13800001234", "Bearer s3")


def test_what_leaves_the_house_names_no_item(fake, message):
    notices_through(adapters(fake, "wecom", "dingtalk", "sms"), TODAY, at=NOW)
    left = json.dumps([body for _path, _query, body, _headers in fake.asked], ensure_ascii=False)
    assert "督查室：你有1项" in left
    assert not any(word in left for word in ("2026-R-0001", "密", "已按完成销号"))


def test_a_message_is_told_of_once(fake, message):
    for _run in range(3):
        notices_through(adapters(fake, "sms"), TODAY, at=NOW)
    assert len(fake.asked) == 1


def test_a_token_that_is_over_is_asked_for_anew_once(fake):
    (wecom,) = adapters(fake, "wecom")
    wecom.send(to="a", words="x")
    fake.script = [(200, {"errcode": 42001, "errmsg": "access_token expired"})]
    wecom.send(to="b", words="x")
    assert fake.tokens == 2
    fake.script = [(200, {"errcode": 42001}), (200, {"errcode": 42001})]
    with pytest.raises(GatewayError):
        wecom.send(to="c", words="x")


@pytest.mark.parametrize(
    ("kind", "answer", "for_good"),
    [
        ("sms", (503, {}), False), ("sms", (422, {}), True), ("sms", (200, b"<html>"), False), ("sms", (200, {"code": 9}), False),
        ("sms", (200, b"[]"), False), ("wecom", (200, {"errcode": 60111, "errmsg": "userid not found"}), True),
        ("wecom", (200, {"errcode": 45009}), False), ("wecom", (200, {"errcode": 0, "invaliduser": "head"}), True),
        ("dingtalk", (200, {"errcode": 33012}), True), ("sms", (302, {}), False),
    ],
)  # fmt: skip
def test_what_is_not_taken_says_whether_to_try_again(fake, kind, answer, for_good):
    fake.script = [answer]
    with pytest.raises(GatewayError) as error:
        adapters(fake, kind)[0].send(to="head", words="x")
    assert error.value.for_good is for_good


def test_nobody_listens():
    with pytest.raises(GatewayError) as error:
        asked("http://127.0.0.1:1/x")
    assert error.value.for_good is False


def test_it_is_tried_again_later_and_given_up_in_the_end(fake, message):
    fake.script = [(503, {})] * TRIES
    at, counts = NOW, []
    for _try in range(TRIES):
        counts.append(dict(notices_through(adapters(fake, "sms"), TODAY, at=at)))
        assert notices_through(adapters(fake, "sms"), TODAY, at=at + timedelta(minutes=1)) == {
            "sent": 0,
            "failed": 0,
            "given_up": 0,
        }
        at += timedelta(hours=2)
    assert [count["failed"] for count in counts] == [1] * (TRIES - 1) + [0]
    assert Notice.objects.get().given_up_at is not None
    assert len(fake.asked) == TRIES


def test_one_gateway_does_not_hold_up_another(fake, message):
    fake.script = [(503, {})]
    assert notices_through(adapters(fake, "sms", "wecom"), TODAY, at=NOW) == {
        "sent": 1,
        "failed": 1,
        "given_up": 0,
    }


@pytest.mark.parametrize("why", ["rest day", "read", "no telephone", "may not log in"])
def test_when_nothing_goes_out(fake, message, why):
    day = TODAY
    if why == "rest day":
        day = date(2026, 3, 14)
        Message.objects.update(due_on=day)
    elif why == "read":
        Message.objects.update(read_at=NOW)
    elif why == "no telephone":
        type(message.person).objects.update(phone="")
    else:
        type(message.person).objects.update(is_active=False)
    assert notices_through(adapters(fake, "sms"), day, at=NOW)["sent"] == 0
    assert fake.asked == []


def test_off_where_none_is_named(settings, message):
    assert settings.GATEWAYS == []
    assert send_notices(TODAY, at=NOW) == {"sent": 0, "failed": 0, "given_up": 0}
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "fax"},
        {"kind": "sms", "url": "file:///etc/passwd", "secret": "x"},
        {"kind": "sms", "url": "https://x/y"},
    ],
)
def test_a_wrong_gateway_stops_the_start(said):
    with pytest.raises(ValidationError):
        TypeAdapter(Gateway).validate_python(said)
