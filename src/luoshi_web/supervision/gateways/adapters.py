"""One interface, two adapters: one for messengers that give a token, one for short messages. Each takes somebody's address and one line of words, and says in an error whether trying again can help.

Nothing here knows what a message is about; nothing secret is ever given to it (:mod:`luoshi_web.supervision.gateways.run`).
"""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from luoshi_web.settings.gateways import DingTalk, Gateway, Sms, WeCom

SECONDS = 10
MOST_BYTES = 64 << 10


class GatewayError(Exception):
    """``for_good``: the gateway says that this address never will do."""

    def __init__(self, words: str, *, for_good: bool = False) -> None:
        super().__init__(words)
        self.for_good = for_good


class Adapter(Protocol):
    """What every gateway can do. ``by_phone``: an address is a telephone number; a login otherwise."""

    name: str
    by_phone: bool

    def send(self, *, to: str, words: str) -> None:
        """Raises :class:`GatewayError` where it was not taken."""
        ...


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway answers itself: what it would send on to could be anything inside the house."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def asked(
    url: str, body: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """GET, or POST of a body as JSON; the answer's JSON."""
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    request = urllib.request.Request(
        url, data, {"Content-Type": "application/json; charset=utf-8"} | dict(headers or {})
    )
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            said = json.loads(answer.read(MOST_BYTES))
    except urllib.error.HTTPError as error:
        raise GatewayError(f"HTTP {error.code}", for_good=error.code in {400, 404, 422}) from error
    except (OSError, ValueError) as error:
        raise GatewayError(f"{type(error).__name__}: {error}"[:300]) from error
    if not isinstance(said, dict):
        raise GatewayError("the answer is no JSON object")
    return said


@dataclass(frozen=True, slots=True)
class Service:
    """What tells one messenger from another: where a token is given, where a message goes, and the message's shape for somebody and words."""

    name: str
    gives_token: str
    takes_message: str
    message: Callable[[str, str], dict[str, Any]]


def wecom(said: WeCom) -> Service:
    """企业微信: ``gettoken``, then ``message/send`` to a member by the name to log in with."""
    query = urlencode({"corpid": said.corp, "corpsecret": said.secret.get_secret_value()})
    return Service(
        "wecom", f"{said.base}/cgi-bin/gettoken?{query}", f"{said.base}/cgi-bin/message/send",
        lambda to, words: {"touser": to, "agentid": said.agent} | _text(words),
    )  # fmt: skip


def dingtalk(said: DingTalk) -> Service:
    """钉钉: ``gettoken``, then a work notice (``asyncsend_v2``) to a member by the name to log in with."""
    query = urlencode({"appkey": said.key, "appsecret": said.secret.get_secret_value()})
    return Service(
        "dingtalk", f"{said.base}/gettoken?{query}", f"{said.base}/topapi/message/corpconversation/asyncsend_v2",
        lambda to, words: {"userid_list": to, "agent_id": said.agent, "msg": _text(words)},
    )  # fmt: skip


def _text(words: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": words}}


_TOKEN_OVER = {40014, 42001, 41001, 88, 40001}
_NOBODY = {60111, 81013, 33012, 60121}


class TokenAdapter:
    """For services that give a token for two hours; one that is refused is asked for anew, once."""

    by_phone = False

    def __init__(self, service: Service) -> None:
        self.service, self.name, self._token = service, service.name, ""

    def send(self, *, to: str, words: str) -> None:
        """With the token at hand first."""
        answer = self._post(to, words) if self._token else {}
        if not self._token or answer.get("errcode") in _TOKEN_OVER:
            self._token = str(_taken(asked(self.service.gives_token))["access_token"])
            answer = self._post(to, words)
        _taken(answer)
        if to in str(answer.get("invaliduser") or "").split("|"):
            raise GatewayError(f"{to} is not known there", for_good=True)

    def _post(self, to: str, words: str) -> dict[str, Any]:
        query = urlencode({"access_token": self._token})
        return asked(f"{self.service.takes_message}?{query}", self.service.message(to, words))


def _taken(answer: dict[str, Any]) -> dict[str, Any]:
    code = answer.get("errcode", 0)
    if code:
        raise GatewayError(f"{code}: {answer.get('errmsg', '')}"[:300], for_good=code in _NOBODY)
    return answer


class SmsAdapter:
    """短信: a gateway of the house that takes ``{"phone", "text"}`` with a bearer key and answers ``{"code": 0}``."""

    name, by_phone = "sms", True

    def __init__(self, said: Sms) -> None:
        self.said = said

    def send(self, *, to: str, words: str) -> None:
        """One short message."""
        headers = {"Authorization": f"Bearer {self.said.secret.get_secret_value()}"}
        answer = asked(self.said.url, {"phone": to, "text": words}, headers)
        if answer.get("code") not in (0, "0"):
            raise GatewayError(f"{answer.get('code')}: {answer.get('message', '')}"[:300])


def adapter_of(said: Gateway) -> Adapter:
    """The adapter for what the environment names."""
    if isinstance(said, Sms):
        return SmsAdapter(said)
    return TokenAdapter(wecom(said) if isinstance(said, WeCom) else dingtalk(said))
