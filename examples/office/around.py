"""What is done over all items: checks drawn, prospects judged, last year's appraisal with an objection, papers."""

import zlib
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from examples.office.district import District
from examples.office.events import Events
from luoshi_web.accounts.models import Office
from luoshi_web.supervision.appraisal.rules import default_terms
from luoshi_web.supervision.models import Check, Item, Paper, ScoreLine, Split
from luoshi_web.supervision.papers import bulletin
from luoshi_web.supervision.papers import split as split_paper
from luoshi_web.supervision.papers.collected import Collected
from luoshi_web.supervision.papers.content import Imprint, digest
from luoshi_web.supervision.selectors.verification import Scope
from luoshi_web.supervision.services import appraisals, objections
from luoshi_web.supervision.services.appraisal_rules import put_in_force, save_group
from luoshi_web.supervision.services.checks import Look, Terms, plan_checks, record_check
from luoshi_web.supervision.services.evidence import examine
from luoshi_web.supervision.services.lights import judge_recoverability
from luoshi_web.supervision.services.papers import issue, withdraw
from luoshi_web.supervision.states import State

ISSUER = "青川区人民政府督查室"
GROUPS = {
    "经济发展部门": ("fgj", "kjj", "gxj", "czj", "swj", "gzj", "tjj", "spj", "scj"),
    "建设与农业部门": ("zrj", "hbj", "zjj", "jty", "slj", "nyj", "yjj"),
    "社会民生部门": ("jtj", "mzj", "rsj", "wlj", "wjj", "ybj"),
}


def around(district: District, events: Events) -> None:
    """Everything of this page, at its day."""
    on = events.on
    on(date(2024, 12, 20), lambda at: _rules(district, at))
    on(date(2025, 1, 6), lambda at: _groups(district, 2025, at))
    on(date(2026, 1, 6), lambda at: _groups(district, 2026, at))
    on(date(2026, 1, 26), lambda at: _appraise(district, events, at))
    on(date(2026, 2, 2), lambda at: _split_papers(district, at))
    on(date(2026, 6, 22), lambda at: _check(district, events, at))
    on(date(2026, 7, 2), lambda at: _mistaken(district, at))
    on(date(2026, 7, 3), lambda at: _withdraw(district, at))
    on(date(2026, 7, 9), lambda at: _bulletin(district, at))
    on(date(2026, 8, 20), lambda at: _judge(district, at))


def _rules(district: District, at: datetime) -> None:
    put_in_force(
        actor=district.actor("supervisor", at), name="青川区督查考评办法（试行）", in_force=date(2025, 1, 1), terms=default_terms(), source="青政办发〔2024〕31号", at=at
    )  # fmt: skip


def _groups(district: District, year: int, at: datetime) -> None:
    for name, codes in GROUPS.items():
        save_group(
            actor=district.actor("supervisor", at),
            year=year,
            name=name,
            offices=Office.objects.filter(code__in=codes),
            at=at,
        )


def _appraise(district: District, events: Events, at: datetime) -> None:
    """Scored, published two days later; an office objects, the mayor decides, a corrected result follows."""
    actor = district.actor("supervisor", at)
    made = appraisals.open_appraisal(
        actor=actor, name="年度督查考评", year=2025, begins=date(2025, 1, 1), ends=date(2025, 12, 31), at=at
    )
    day = at.date()
    events.on(day + timedelta(days=2), lambda at: appraisals.publish(actor=district.actor("supervisor", at), appraisal_id=made.pk, at=at) and None)  # fmt: skip
    events.on(day + timedelta(days=9), lambda at: _object(district, events, made.pk, at))


def _object(district: District, events: Events, appraisal: int, at: datetime) -> None:
    line = (
        ScoreLine.objects.filter(score__appraisal=appraisal, points__lt=0)
        .select_related("score__office")
        .order_by("points")
        .first()
    )
    if line is None:
        return
    head = district.actor(district.head_of(line.score.office), at)
    reason = "该项延期已经区政府批准，不应按逾期扣分。"
    made = objections.raise_objection(
        actor=head, score_id=line.score_id, line_id=line.pk, reason=reason, at=at
    )
    points = (line.points / 2).quantize(Decimal("0.01"))
    answer = "经复核，部分延期手续完备，扣分减半。"
    events.on(at.date() + timedelta(days=12), lambda at: objections.decide(actor=district.actor("mayor", at), objection_id=made.pk, decision="partly", points=points, answer=answer, at=at) and None)  # fmt: skip
    events.on(date(2026, 3, 3), lambda at: _correct(district, appraisal, at))


def _correct(district: District, appraisal: int, at: datetime) -> None:
    corrected = objections.correct(actor=district.actor("supervisor", at), appraisal_id=appraisal, at=at)
    if corrected.state == corrected.State.SCORED:
        appraisals.publish(actor=district.actor("supervisor", at), appraisal_id=corrected.pk, at=at)


def _split_papers(district: District, at: datetime) -> None:
    for split in Split.objects.filter(year=2026, report__place__contains="青川", state=Split.State.ISSUED):
        _issue(
            district,
            split_paper.collect(split=split, on=at.date(), secrecy=0, issuer=ISSUER),
            split.number,
            at,
        )


def _bulletin(district: District, at: datetime) -> None:
    copies = ("区委办公室", "区人大常委会办公室", "区政协办公室", "区审计局")
    collected = bulletin.collect(year=2026, on=at.date(), secrecy=0, issuer=ISSUER)
    imprint = Imprint(ISSUER, at.date(), copies, 80)
    _issue(district, collected.with_imprint(imprint), "青政督通〔2026〕2号", at)


def _mistaken(district: District, at: datetime) -> None:
    """A bulletin that went out a day too early, before the last reports: withdrawn on the next day."""
    collected = bulletin.collect(year=2026, on=at.date(), secrecy=0, issuer=ISSUER)
    _issue(district, collected.with_imprint(Imprint(ISSUER, at.date())), "青政督通〔2026〕1号", at)


def _withdraw(district: District, at: datetime) -> None:
    paper = Paper.objects.get(number="青政督通〔2026〕1号")
    reason = "部分单位6月份进展尚未报送，数据不完整，另行印发。"
    withdraw(actor=district.actor("supervisor2", at), paper_id=paper.pk, reason=reason, at=at)


def _issue(district: District, collected: Collected, number: str, at: datetime) -> None:
    issue(
        actor=district.actor("supervisor", at),
        collected=collected,
        number=number,
        expected=digest(collected.content),
        at=at,
    )


def _check(district: District, events: Events, at: datetime) -> None:
    """Eight items drawn, looked at on site in the two weeks after."""
    terms = Terms(
        name="2026年上半年实地核查", year=2026, method="on_site", content="上半年进展是否与所报一致，工程类事项看现场。", scope=Scope(), sampled=8,
        seed="青川区2026年6月22日", begins=date(2026, 6, 24), ends=date(2026, 7, 10),
    )  # fmt: skip
    plan = plan_checks(actor=district.actor("supervisor", at), terms=terms, at=at)
    for number, check in enumerate(Check.objects.filter(plan=plan).order_by("pk")[:6]):
        events.on(
            date(2026, 6, 25) + timedelta(days=number),
            lambda at, pk=check.pk, n=number: _look(district, pk, n, at),
        )


def _look(district: District, check: int, number: int, at: datetime) -> None:
    planned = Check.objects.select_related("item").get(pk=check)
    if planned.item.state not in {State.ACTIVE, State.REPORTED, State.CLOSED_DONE}:
        return
    finding = ("as_reported", "as_reported", "partly", "as_reported", "not_as_reported", "as_reported")[
        number
    ]
    words = {
        "as_reported": "现场与报送情况一致。",
        "partly": "部分点位尚未完工，与报送略有出入。",
        "not_as_reported": "现场未见施工，与报送不符。",
    }[finding]
    actor = district.actor("supervisor3", at)
    photograph = SimpleUploadedFile(f"现场照片{number + 1}.png", picture(number))
    files = examine(actor=actor, item=planned.item, files=[photograph], at=at) if number % 3 == 0 else []
    look = Look(
        method="on_site", finding=finding, on=at.date(), place="项目现场", words=words, files=tuple(files)
    )
    record_check(
        actor=actor,
        item_id=planned.item_id,
        version=None,
        look=look,
        check_id=check,
        at=at,
    )


def picture(shade: int) -> bytes:
    """A small grey PNG: nobody's photograph."""
    rows = b"".join(b"\x00" + bytes([60 + 20 * shade] * 48) for _ in range(32))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = (48).to_bytes(4) + (32).to_bytes(4) + bytes([8, 0, 0, 0, 0])
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _judge(district: District, at: datetime) -> None:
    red = Item.objects.filter(year=2026, state=State.ACTIVE, gap_light="red").order_by("number")[:12]
    for number, item in enumerate(red):
        colour, reason = (
            ("red", "资金缺口大，年内难以补齐。"),
            ("yellow", "已调整施工组织，四季度有望追上。"),
            ("green", "前期手续已办结，可按期完成。"),
        )[number % 3]
        judge_recoverability(
            actor=district.actor("supervisor2", at), item_id=item.pk, colour=colour, reason=reason, at=at
        )
