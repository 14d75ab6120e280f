"""MHTML: the page inside, with its encoding and its address."""

import base64
import quopri

import pytest

from luoshi.errors import SourceError
from luoshi.sources import load_bytes

BODY = "".join(
    f"<p>{p}</p>"
    for p in (
        "各位代表：",
        "现在，我代表区人民政府向大会报告工作，请予审议，并请列席人员提出意见。",
        "地区生产总值增长5%左右。",
    )
)
PAGE = f"<html><head><title>政府工作报告</title></head><body><h1>政府工作报告</h1><div>{BODY}</div></body></html>"
TEXT = "政府工作报告\n各位代表：\n现在，我代表区人民政府向大会报告工作，请予审议，并请列席人员提出意见。\n地区生产总值增长5%左右。\n"
PICTURE = "--edge\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"


def saved(
    charset: str, transfer: str, *, header: str = "From: <Saved by Blink>\r\n", declared: bool = True
) -> bytes:
    content = PAGE.encode(charset)
    encoded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[
        transfer
    ](content)
    named = f'; charset="{charset}"' if declared else ""
    head = (
        f"{header}Subject: =?utf-8?B?5oql5ZGK?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="edge"\r\n\r\n'
        f"a preamble\r\n\r\n--edge\r\nContent-Type: text/html{named}\r\nContent-Transfer-Encoding: {transfer}\r\n"
        "Content-Location: https://www.example.org/art/2026/5905_3.html\r\n\r\n"
    )
    return head.encode() + encoded + b"\r\n" + PICTURE.encode() + b"--edge--\r\n"


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gbk", "gb18030")])
@pytest.mark.parametrize(
    "header", ["From: <Saved by Blink>\r\n", "", "From: somebody\r\nDate: Tue, 20 Jan 2026\r\n"]
)
def test_the_page_is_taken_out(transfer: str, charset: str, encoding: str, header: str) -> None:
    for declared in (True, False):
        source = load_bytes(saved(charset, transfer, header=header, declared=declared), path="报告.mht")
        assert source.text == TEXT
        assert (source.encoding, source.media_type) == (encoding, "multipart/related")
        assert source.url == "https://www.example.org/art/2026/5905_3.html"


def test_line_feeds_alone_will_do() -> None:
    assert load_bytes(saved("utf-8", "base64").replace(b"\r\n", b"\n")).text == TEXT


def test_a_mail_without_a_page_is_refused() -> None:
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=edge\r\n\r\n"
        + PICTURE.encode()
        + b"--edge--"
    )
    with pytest.raises(SourceError) as caught:
        load_bytes(data, path="报告.mht")
    assert caught.value.key == "no_page"


@pytest.mark.parametrize("part", [0.5, 0.8, 0.95])
def test_a_truncated_page_is_read_as_far_as_it_goes(part: float) -> None:
    data = saved("utf-8", "base64")
    page = data.index(b"PGh0")
    for cut in range(4):
        text = load_bytes(data[: page + int((len(data) - page) * part) + cut], path="报告.mht").text
        assert TEXT.startswith(text.rstrip("\n\ufffd"))


def test_a_text_that_begins_like_a_letter_stays_a_text() -> None:
    text = "Title: 政府工作报告\n\n各位代表：地区生产总值增长5%左右，城镇新增就业一万人。\n"
    source = load_bytes(text.encode())
    assert (source.text, source.media_type) == (text, "text/plain")
