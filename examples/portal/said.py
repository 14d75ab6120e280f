"""What residents say in the demo, what moderators decide, what offices answer: through the acts that people would do, at their moments.

Every state that a reader or a moderator can meet is there once: published, answered, held, returned, refused and appealed, reported, masked, removed
with its replies; an error that was upheld and one that was not, a line and a report that two people took down, a request that waits.
"""

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from examples.office.events import ZONE
from examples.portal.reports import TOWN
from luoshi_web.portal.keys import key_of_name
from luoshi_web.portal.models import Line
from luoshi_web.voices.models import Comment
from luoshi_web.voices.rights import RIGHTS, Actor, actor_for
from luoshi_web.voices.services import correcting, moderating, outbox, writing
from luoshi_web.voices.services.correcting import Decision
from luoshi_web.voices.subjects import LINE, REPORT, Subject, find

PASSWORD = "qingchuan-demo"
MODERATORS = ("moderator1", "moderator2")
DISTRICT, CITY = "z4684d6", "南屏市"
ESTATES, INVESTMENT, FARM = "改造老旧小区20个", "固定资产投资增长5%左右", "退役军人周远航家庭农场建成投产"


def at(month: int, day: int, hour: int = 10, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def people() -> list[Actor]:
    """Two moderators with all rights: what two people must decide, each of them proposes and the other confirms."""
    users = []
    for name in MODERATORS:
        user = get_user_model().objects.create_user(username=name, password=PASSWORD)
        ours = Permission.objects.filter(content_type__app_label="voices", codename__in=RIGHTS)
        user.user_permissions.add(*ours)
        users.append(get_user_model().objects.get(pk=user.pk))
    return [actor_for(user) for user in users]


def say_everything() -> None:
    """In order of time, so that numbers and records follow the days."""
    first, second = people()
    _errors(first)
    _takedowns(first, second)
    _under_a_task(first, second)
    _under_a_target(first, second)
    _under_a_report(first)
    _waiting()


def of_line(words: str, year: int, place: str = DISTRICT) -> Subject:
    """A line by its words, as the portal shows it."""
    named = {"place": place} if place == DISTRICT else {"place__name": place}
    return _there(find(LINE, Line.objects.get(quote=words, year=year, **named).pk))


def of_report(place_key: str, year: int) -> Subject:
    return _there(find(REPORT, f"{place_key}/{year}"))


def _there(subject: Subject | None) -> Subject:
    if subject is None:
        raise LookupError("the reports of the demo no longer say what is spoken of here")
    return subject


def _say(subject: Subject, name: str, text: str, when: datetime, *, parent: Comment | None = None) -> Comment:
    made, _key = writing.send(
        subject=subject, name=name, text=text, token="r1", public=True, parent=parent, at=when
    )
    return made


def _shown(
    subject: Subject,
    name: str,
    text: str,
    when: datetime,
    by: Actor,
    *,
    decided: datetime,
    parent: Comment | None = None,
) -> Comment:
    comment = _say(subject, name, text, when, parent=parent)
    return moderating.publish(comment=comment, actor=by, at=decided)


def _errors(by: Actor) -> None:
    """An error of reading that was one, and one that was none."""
    line = of_line("新增高新技术企业50家", 2024, CITY)
    row, _ = correcting.report(
        subject=line,
        kind="reading",
        text="这里说的是新增数，不是年末总数，读成总数会让人以为只有50家。",
        claimed="新增50家",
        at=at(2, 26),
    )
    correcting.begin(correction=row, actor=by, at=at(2, 26, 15))
    said = Decision(
        "upheld",
        "corrected",
        "“新增”写的是一年里增加的家数，页面上的说明已改。",
        old="读作：共50家",
        new="读作：一年新增50家",
    )
    correcting.decide(correction=row, decision=said, actor=by, at=at(2, 27, 9))
    row, _ = correcting.report(
        subject=of_line(INVESTMENT, 2025),
        kind="text",
        text="记得大会上念的是6%。",
        claimed="增长6%左右",
        at=at(3, 4),
    )
    said = Decision("not_upheld", "", "区政府公开的文本和大会文件都是5%左右，页面与其一致。")
    correcting.decide(correction=row, decision=said, actor=by, at=at(3, 6))


def _takedowns(first: Actor, second: Actor) -> None:
    """One person hides at once, the other confirms: a line that names somebody, and a whole report."""
    line = of_line(FARM, 2024, CITY)
    row, _ = correcting.report(
        subject=line, kind="personal", text="这里写了本人姓名，我不愿意公开，请隐去。", at=at(4, 8, 9)
    )
    correcting.hide_first(correction=row, actor=first, at=at(4, 8, 9, 40))
    said = Decision("upheld", "taken_down", "应当事人要求撤下，涉及个人信息。")
    correcting.decide(correction=row, decision=said, actor=first, at=at(4, 8, 16))
    correcting.confirm(correction=row, actor=second, at=at(4, 9, 9))
    report = of_report(key_of_name(TOWN), 2018)
    row, _ = correcting.report(
        subject=report,
        kind="infringement",
        text="这一份是从本社的电子书里复制的，未经许可。",
        at=at(5, 11, 9),
    )
    correcting.hide_first(correction=row, actor=second, at=at(5, 11, 9, 30))
    said = Decision("upheld", "taken_down", "应权利人要求撤下；待找到政府网站上的文本后再收录。")
    correcting.decide(correction=row, decision=said, actor=second, at=at(5, 12, 10))
    correcting.confirm(correction=row, actor=first, at=at(5, 12, 15))


def _under_a_task(first: Actor, second: Actor) -> None:
    """Asked, passed on, answered on the sixth working day; a reply; a telephone number that was masked before anybody saw it; a removed one with its reply."""
    line = of_line(ESTATES, 2026)
    asked = _shown(
        line,
        "青溪社区居民",
        "我们小区是1998年建的，去年说排上了，今年这20个里有没有青溪一期？",
        at(3, 12, 20),
        first,
        decided=at(3, 13, 9),
    )
    moderating.forward(comment=asked, actor=first, at=at(3, 13, 9, 10))
    outbox.take(number=asked.number, item="2026-T-0031", item_public=True, at=at(3, 16, 9))
    outbox.answer(
        number=asked.number, unit="区住房和城乡建设局", on=date(2026, 3, 20), at=at(3, 20, 17),
        text="青溪一期已列入今年改造计划，6月进场，先改雨污管网和外墙，10月底前完工。名单在区政府网站“民生实事”栏目可以查到。",
    )  # fmt: skip
    _shown(
        line,
        "",
        "六月真的进场了，围挡上有工期牌。",
        at(6, 18, 19),
        second,
        decided=at(6, 19, 9),
        parent=asked,
    )
    _shown(
        line, "老杨", "电梯能不能一起装？请联系我13800001111。", at(3, 14, 8), second, decided=at(3, 16, 9)
    )
    rude = _shown(line, "匿名", "（演示）一句骂人的话。", at(4, 20, 22), second, decided=at(4, 21, 9))
    _shown(
        line, "旁观者", "有话好好说，问的是工期。", at(4, 21, 12), second, decided=at(4, 21, 15), parent=rude
    )
    complaint = "（演示）请看一下这条。"
    writing.complain(comment=rude, reason="insult", text=complaint, at=at(4, 22, 9))
    moderating.remove(comment=rude, reason="insult", note="请就事论事。", actor=first, at=at(4, 22, 15))
    advert = _say(line, "某装饰公司", "（演示）旧房翻新，价格优惠。", at(5, 6, 11))
    moderating.refuse(
        comment=advert, reason="advertising", note="留言不登广告。", actor=first, at=at(5, 6, 16)
    )


def _under_a_target(first: Actor, second: Actor) -> None:
    line = of_line(INVESTMENT, 2025)
    doubt = _shown(
        line,
        "做工程的",
        "投资降了1.8%，是项目没开工，还是统计口径变了？",
        at(2, 10, 21),
        second,
        decided=at(2, 11, 9),
    )
    moderating.forward(comment=doubt, actor=second, at=at(2, 11, 9, 30))
    part = _shown(
        line,
        "",
        "开发区那块地空了三年，隔壁老王家的事大家都知道。",
        at(2, 12, 9),
        first,
        decided=at(2, 12, 15),
    )
    moderating.mask_part(
        comment=part, part="隔壁老王家的事大家都知道", reason="private", actor=second, at=at(2, 13, 9)
    )


def _under_a_report(by: Actor) -> None:
    report = of_report(DISTRICT, 2026)
    _shown(report, "读者", "比去年好读，问题那一段写得实在。", at(2, 3, 20), by, decided=at(2, 4, 9))


def _waiting() -> None:
    """What the moderators of the demo's morning find on their desk."""
    first, second = (actor_for(user) for user in get_user_model().objects.order_by("username"))
    line = of_line(ESTATES, 2026)
    unclear = _say(line, "", "那个事情怎么样了？", at(9, 9, 12))
    moderating.give_back(
        comment=unclear, reason="unclear", note="请写明是哪个小区、哪件事。", actor=first, at=at(9, 10, 9)
    )
    refused = _say(line, "青川人", "改造后物业费涨了一倍，没人管。", at(9, 10, 20))
    moderating.refuse(comment=refused, reason="other_line", actor=second, at=at(9, 11, 10))
    writing.appeal(comment=refused, text="物业费是改造带来的，说的就是这一条。", at=at(9, 11, 20))
    shown = _shown(line, "路过", "名单里好像有两个小区写重了。", at(9, 8, 9), second, decided=at(9, 8, 15))
    writing.complain(comment=shown, reason="other_line", text="名单不在这一页。", at=at(9, 14, 17))
    _say(line, "北门街居民", "外墙做完了，楼道灯还没有装。", at(9, 14, 18, 20))
    _say(of_report(DISTRICT, 2026), "高二学生", "报告里的“十五五”目标能不能画成图？", at(9, 14, 21))
    correcting.report(
        subject=of_line("居民消费价格与上年持平", 2026, CITY),
        kind="reading",
        text="“与上年持平”应当读成涨幅0，页面没有写数。",
        claimed="增长0%",
        at=at(9, 14, 16),
    )
    correcting.report(
        subject=of_report(DISTRICT, 2025),
        kind="infringement",
        text="（演示）请核对这一份的来源。",
        at=at(9, 15, 9),
    )
