"""What a machine says of gateways, checked before anything starts: ``LUOSHI_GATEWAYS`` is a list of these as JSON."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?$")]


class _Named(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WeCom(_Named):
    """企业微信."""

    kind: Literal["wecom"]
    base: Address = "https://qyapi.weixin.qq.com"
    corp: str
    agent: int
    secret: SecretStr


class DingTalk(_Named):
    """钉钉."""

    kind: Literal["dingtalk"]
    base: Address = "https://oapi.dingtalk.com"
    key: str
    agent: int
    secret: SecretStr


class Sms(_Named):
    """短信."""

    kind: Literal["sms"]
    url: Address
    secret: SecretStr


Gateway = Annotated[WeCom | DingTalk | Sms, Field(discriminator="kind")]


class Oidc(_Named):
    """The house's identity provider. ``claim`` is what holds the name to log in with."""

    name: str
    issuer: Address
    client: str
    secret: SecretStr
    claim: str = "preferred_username"
