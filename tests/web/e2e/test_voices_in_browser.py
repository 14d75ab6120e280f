"""The public's word in a real browser: said with the keyboard and without script, decided on, answered, corrected, taken down."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from luoshi_web.voices.captcha.question import question
from luoshi_web.voices.models import Comment, Correction
from luoshi_web.voices.rights import RIGHTS, Actor
from luoshi_web.voices.services import correcting, moderating, outbox, writing
from tests.web.conftest import NOW, TODAY
from tests.web.e2e.conftest import WIDTHS
from tests.web.voices.conftest import VOICES, _site, moderator
from tests.web.voices.fakes import LINES

__all__ = ["_site", "moderator"]
FORM = "/l/e1/comment/"
FIRST, SECOND = (Actor(n, f"审核员{n}", frozenset(RIGHTS)) for n in (901, 902))
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(autouse=True)
def _real_sum(settings):
    settings.VOICES = {**VOICES, "work_bits": 13, "work_pieces": 16}


@pytest.fixture
def reader(browser, committed, live_server):
    """``reader(script=False)``: a page of somebody whom the site's login knows."""
    contexts = []

    def open_one(*, width="phone", dark=False, script=True):
        size = WIDTHS[width]
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            extra_http_headers={"X-Test-Reader": "somebody"},
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.set_default_timeout(20_000)
        return page

    yield open_one
    for context in contexts:
        context.close()


def _say(text, **said):
    comment, key = writing.send(subject=LINES["e1"], text=text, public=True, at=NOW, **said)
    return comment, key


def _shown(text, **said):
    return moderating.publish(comment=_say(text, **said)[0], actor=FIRST, at=NOW)


def test_a_comment_is_written_with_the_keyboard_alone(reader):
    page = reader()
    page.goto(FORM)
    assert page.locator(".question").is_hidden()
    assert page.locator(".gate [role=status]").is_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.type("路修到哪里了？")
    page.keyboard.press("Tab")
    page.keyboard.type("李")
    page.wait_for_function("document.querySelector('form').elements.work.value")
    assert "可以提交" in page.locator(".gate [role=status]").inner_text()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".link")
    assert Comment.objects.get().text == "路修到哪里了？"
    assert page.context.cookies() == [] or {one["name"] for one in page.context.cookies()} == {"csrftoken"}


def test_sending_before_the_sum_is_done_sends_when_it_is(reader, settings):
    settings.VOICES = {**VOICES, "work_bits": 16, "work_pieces": 16}
    page = reader()
    page.goto(FORM)
    page.fill("textarea", "急着说")
    page.click("main button")
    page.wait_for_selector(".link", timeout=60_000)
    assert Comment.objects.get().text == "急着说"


def test_a_comment_is_written_without_script(reader):
    page = reader(script=False)
    page.goto(FORM)
    nonce = page.get_attribute("[data-work]", "data-nonce")
    asked = question(nonce, language="zh-hans", quote=LINES["e1"].quote)
    assert page.locator(".question label").inner_text() == asked.text
    page.fill("textarea", "没有脚本也能说")
    page.fill("[name=answer]", asked.answer)
    page.click("main button")
    assert page.locator(".link").is_visible()
    assert Comment.objects.get().state == "held"


def test_a_moderator_decides_and_the_page_shows_it(reader, moderator):
    moderator("li")
    for n in range(3):
        _say(f"第{n}条留言")
    page = reader(width="desktop")
    page.goto("/desk/")
    page.fill("[name=username]", "li")
    page.fill("[name=password]", "an invented phrase")
    page.click("main button")
    for box in page.locator("[name=number]").all()[:2]:
        box.focus()
        page.keyboard.press("Space")
    page.click("button[value=publish]")
    assert "已处理2条" in page.locator(".done").inner_text()
    page.goto("/l/e1/comments/")
    assert page.locator(".voice").count() == 2


def _filled():
    """Something of everything."""
    one = _shown("路修到哪里了？年底前能通车吗，希望公布进度。", name="青云街居民")
    moderating.forward(comment=one, actor=FIRST, at=NOW)
    outbox.answer(number=one.number, unit="区交通运输局", text="路基已完成，六月底前通车。", on=TODAY, at=NOW)
    gone = _shown("一句重话")
    _shown("请好好说话", parent=gone, name="邻居")
    moderating.remove(comment=gone, reason="insult", actor=FIRST, at=NOW)
    part = _shown("局长王某某不管事，电话13812345678")
    moderating.mask_part(comment=part, part="王某某", reason="insult", actor=FIRST, at=NOW)
    moderating.forward(comment=part, actor=FIRST, at=NOW)
    writing.complain(comment=_shown("买房请来"), reason="advertising", text="广告", at=NOW)
    returned, key = _say("不清楚的话")
    moderating.give_back(comment=returned, reason="unclear", note="请说明是哪一条路。", actor=FIRST, at=NOW)
    _say("等着审核的一条留言")
    fixed, mine = correcting.report(subject=LINES["e1"], kind="reading", text="应为6%", claimed="6%", at=NOW)
    decision = correcting.Decision("upheld", "corrected", "数值识读有误，已改。", old="增长5%", new="增长6%")
    correcting.decide(correction=fixed, decision=decision, actor=FIRST, at=NOW)
    correcting.report(subject=LINES["e2"], kind="text", text="少了一个字", at=NOW)
    taken, _ = correcting.report(subject=LINES["e2"], kind="infringement", text="这是我的文章", at=NOW)
    appealed, _ = _say("再看看")
    appealed = moderating.refuse(comment=appealed, reason="other_line", actor=SECOND, at=NOW)
    writing.appeal(comment=appealed, text="说的就是这一行", at=NOW)
    return [
        "/l/e1/comments/", FORM, "/l/e1/error/", f"/comments/{one.number}/", f"/comments/{one.number}/reply/",
        f"/comments/{one.number}/report/", f"/mine/{key}/", f"/mine/{mine}/", "/corrections/", f"/corrections/{fixed.number}/",
        "/comments/rules/", "/desk/", f"/desk/comments/{part.number}/", f"/desk/comments/{appealed.number}/",
        f"/desk/corrections/{taken.number}/", "/desk/record/",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("width", ["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_accessible_and_fits(reader, moderator, language, width, dark):
    moderator("li")
    pages = _filled()
    page = reader(width=width, dark=dark)
    page.goto(f"{language}/desk/login/")
    page.fill("[name=username]", "li")
    page.fill("[name=password]", "an invented phrase")
    page.click("main button")
    faults = []
    for path in pages:
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        answer = page.goto(language + path)
        assert answer.status == 200, path
        found = Axe().run(page, options={"runOnly": _WCAG, "resultTypes": ["violations"]})
        faults += [
            f"{path} {fault['id']} {node['html'][:100]}"
            for fault in found.response["violations"]
            for node in fault["nodes"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{path} sticks out")
        assert all(one.startswith(page.url[: page.url.index("/", 8)]) for one in asked)
    assert faults == []


def test_what_is_taken_down_is_gone_from_the_page(reader):
    comment = _shown("王小二住在青云路八号")
    page = reader()
    page.goto(f"/comments/{comment.number}/report/")
    page.check("[value=personal]")
    page.click("main button")
    page.wait_for_selector(".link")
    row = Correction.objects.get()
    correcting.hide_first(correction=row, actor=FIRST, at=NOW)
    page.goto("/l/e1/comments/")
    assert "青云路" not in page.content()
    decision = correcting.Decision("upheld", "taken_down", "应本人要求移除。")
    correcting.decide(correction=row, decision=decision, actor=FIRST, at=NOW)
    correcting.confirm(correction=row, actor=SECOND, at=NOW)
    page.reload()  # a reader's own browser keeps what it has for a minute
    assert "经举报后撤下" in page.locator(".tombstone").inner_text()
