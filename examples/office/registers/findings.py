"""What audit, inspection and supervision found in 2025 and 2026, and what was put right of it: in time, late, by stages, not at all, found again.

The report of January 2026 says 审计查出问题整改率95%: of twenty that the audit of 2025 found nineteen were closed at the end of the year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from examples.office.district import District
from examples.office.events import Events
from examples.office.registers.hands import KEEPER, SECOND, Hands, after
from luoshi_web.registers.findings.models import FindingStage
from luoshi_web.registers.findings.services import checking, ending, entering, proving

PLACE = "南乐"
"""The district goes by the rule on lists and checks that the register knows."""
_AUDIT = (
    ("专项资金滞留未及时拨付", "nyj", "资金滞留", "拨付到位"), ("工程款未按合同支付", "zjj", "工程管理", "按合同结算"), ("非税收入未及时缴库", "zrj", "收入管理", "足额缴库"),
    ("固定资产未登记入账", "jtj", "资产管理", "登记入账"), ("超标准列支会议费", "swj", "三公经费", "清退并健全制度"), ("政府采购未履行程序", "wjj", "政府采购", "规范采购程序"),
    ("补贴对象审核不严", "mzj", "民生资金", "追回多发补贴"), ("结余资金未盘活", "gxj", "资金滞留", "收回统筹使用"), ("项目招标限制外地企业", "jty", "工程管理", "修订招标文件"),
    ("往来款长期挂账", "slj", "财务核算", "清理核销"),
)  # fmt: skip
_OTHERS = (
    ("环保督察指出的砂石料场扬尘扰民", "hbj", "environment", "扬尘治理"), ("督查发现的危桥加固进度滞后", "jty", "supervision", "进度滞后"),
    ("督查发现的政务热线办理超时", "spj", "supervision", "办理超时"), ("人大审议意见提出的校门口交通拥堵", "jtj", "congress", "交通组织"),
    ("专项检查发现的消防通道占用", "yjj", "special", "消防安全"), ("环保督察指出的农村黑臭水体返黑", "slj", "environment", "水体治理"),
)  # fmt: skip
_PARTS = ("", "（城关片区）", "（山区乡镇）")


@dataclass(frozen=True, slots=True)
class One:
    """A finding in the making."""

    year: int
    place: int
    what: tuple[str, str, str, str]
    source: str
    amount: Decimal | None
    fate: str

    @property
    def issued(self) -> date:
        return (
            date(self.year, 6, 16) + timedelta(days=self.place % 5)
            if self.source == "audit"
            else date(self.year, 3, 10) + timedelta(days=self.place * 9)
        )

    @property
    def due(self) -> date:
        days = 60 if self.fate in {"over", "time"} else 90 if self.fate in {"at_once", "refused"} else 150
        return after(self.issued, days)


_FATES = {
    2025: {3: "lasting", 6: "refused", 12: "more_time", 17: "relapsed", 20: "lasting", 23: "staged", 25: "transferred"},
    2026: {0: "over", 1: "over", 2: "time", 3: "gate", 4: "applied", 5: "verified", 6: "notice", 7: "objected", 8: "planned", 9: "assigned", 10: "cannot", 11: "staged_late",
           12: "at_once", 13: "at_once", 14: "registered", 16: "at_once", 17: "over", 18: "staged_late", 19: "cannot_waits", 20: "party"},
}  # fmt: skip


def findings(district: District, events: Events) -> None:
    """Everything of this page, at its day."""
    for year, audits in ((2025, 20), (2026, 16)):
        for place in range(audits + len(_OTHERS)):
            Finding(district, events, _one(year, place, audits)).live()


def _one(year: int, place: int, audits: int) -> One:
    fate = _FATES[year].get(place, "at_once" if place % 2 else "staged")
    if place >= audits:
        words, unit, source, category = _OTHERS[place - audits]
        if fate == "party":
            return One(
                year,
                place,
                ("巡察指出的集体研究记录不全", "sjj", "议事规则", "健全记录"),
                "patrol",
                None,
                fate,
            )
        return One(year, place, (words, unit, category, "整改到位"), source, None, fate)
    words, unit, category, standard = _AUDIT[(place + (year - 2025) * 3) % len(_AUDIT)]
    amount = None if place % 4 == 3 else Decimal(180_000 + place * 137_500)
    return One(
        year, place, (words + _PARTS[place // len(_AUDIT)], unit, category, standard), "audit", amount, fate
    )


class Finding(Hands):
    """What happens to one of them."""

    def __init__(self, district: District, events: Events, one: One) -> None:
        super().__init__(district, events, one.what[1])
        self.one = one

    def live(self) -> None:
        one = self.one
        self.begin(
            after(one.issued, 2),
            lambda at: entering.register_finding(
                actor=self.district.actor(KEEPER, at), found=self._found(at.date()), at=at
            ),
        )
        if one.fate == "registered":
            return
        if one.fate == "party":
            self.do(after(one.issued, 4), entering.assign, KEEPER, office=lambda at: self.office)
            return
        self.do(after(one.issued, 3), entering.assign, KEEPER, office=lambda at: self.office)
        if one.fate == "assigned":
            return
        stages = (
            [("完成自查清理", after(one.issued, 45)), ("完成整改并建章立制", after(one.issued, 90))]
            if one.fate in {"staged", "staged_late", "lasting"}
            else []
        )
        self.do(
            after(one.issued, 7),
            entering.plan,
            self.head,
            dated=False,
            measures=f"逐项核查，{one.what[3]}，举一反三完善制度。",
            stages=stages,
        )
        if one.fate == "planned":
            return
        self.do(after(one.issued, 10), entering.accept_plan, KEEPER, dated=False)
        self._work(stages)

    def _found(self, on: date) -> entering.Found:
        one = self.one
        words, _unit, category, standard = one.what
        kind = (
            "lasting" if one.fate == "lasting" else "staged" if one.fate.startswith("staged") else "at_once"
        )
        money = f"，涉及金额{one.amount / 10_000:.2f}万元" if one.amount else ""
        return entering.Found(
            number=f"{'审' if one.source == 'audit' else '督'}问〔{one.year}〕{one.place + 1:02d}号", title=words, text=f"截至检查日，{words}{money}。",
            source=one.source, issued_on=one.issued, received_on=on, time_class=kind, due=one.due, place=PLACE, category=category, amount=one.amount,
            standard=standard, needed=["document"] if one.source == "audit" else [], paper=f"青审报〔{one.year}〕8号" if one.source == "audit" else "",
            heard_on=None, site_needed=one.source == "environment",
        )  # fmt: skip

    def _work(self, stages: list[tuple[str, date]]) -> None:
        one, fate = self.one, self.one.fate
        proved = after(one.issued, 40)
        self.do(
            proved,
            proving.prove,
            self.officer,
            kind="document",
            words="整改文件和台账",
            number=f"{one.what[2]}整改〔{one.year}〕{one.place + 1}号",
        )
        if one.amount and fate not in {"over", "cannot", "cannot_waits"}:
            self._pay(after(one.issued, 44))
        if fate == "over":
            return
        if fate in {"time", "more_time"}:
            self.do(
                after(one.issued, 50),
                entering.ask_more_time,
                self.head,
                dated=False,
                until=after(one.due, 45),
                reason="涉及跨年度结算，需延长办理时间。",
            )
            if fate == "time":
                return
            self.do(after(one.issued, 53), entering.give_more_time, self.leader, dated=False)
        if fate == "gate":
            self._except(after(one.issued, 55))
            return
        if fate in {"cannot", "cannot_waits"}:
            self._cannot()
            return
        if fate == "transferred":
            self.do(
                after(one.issued, 60),
                ending.transfer,
                KEEPER,
                dated=False,
                to="区综合行政执法队",
                reason="涉嫌违法占用，移送依法处理。",
            )
            return
        for number, (_words, due) in enumerate(stages if fate != "staged_late" else ()):
            self.do(
                due,
                proving.keep_stage,
                SECOND,
                stage_id=lambda at, number=number: FindingStage.objects.filter(finding=self.pk)[number].pk,
            )
        if fate == "lasting":
            self.do(after(one.issued, 95), proving.go_on, KEEPER, dated=False)
        elif fate != "staged_late":
            self._close(after(one.issued, 95 if stages else 62 if fate == "more_time" else 48))

    def _pay(self, day: date) -> None:
        kind = {"资金滞留": "paid_out", "收入管理": "paid_in", "民生资金": "recovered"}.get(
            self.one.what[2], "rebooked"
        )
        self.do(
            day,
            proving.put_right,
            self.officer,
            kind=kind,
            amount=self.one.amount,
            voucher=f"记账凭证{self.one.year}-{self.one.place + 100}",
        )

    def _except(self, day: date) -> None:
        """A kind of proof is missing: an exception waits for the leader."""
        from luoshi_web.registers.findings.register import FINDINGS
        from luoshi_web.registers.matters.exceptions import ask_exception

        self.do(
            day, lambda **said: ask_exception(FINDINGS, **said), KEEPER, dated=False, gate="apply", condition="proof_kind_missing",
            reason="原始凭证在司法机关调取中，暂以复印件代替。",
        )  # fmt: skip

    def _cannot(self) -> None:
        day = after(self.one.issued, 62)
        self.do(day, ending.ask_to_give_up, KEEPER, dated=False, reason="对应单位已注销，款项无法追回。")
        if self.one.fate == "cannot":
            self.do(after(day, 3), ending.give_up, self.leader, dated=False)

    def _close(self, day: date) -> None:
        fate = self.one.fate
        apply = {"words": "已整改到位，申请销号。", "rules_made": 1 if self.one.place % 3 else 0}
        self.do(day, proving.apply, self.head, dated=False, **apply)
        if fate == "applied":
            return
        if fate == "refused":
            self.do(
                after(day, 3),
                checking.refuse,
                KEEPER,
                dated=False,
                reason="佐证材料与台账不符，补正后重新申请。",
            )
            day = after(day, 12)
            self.do(day, proving.apply, self.head, dated=False, **apply)
        self.do(
            after(day, 4),
            checking.verify,
            KEEPER,
            dated=False,
            words="查阅凭证并现场核实，整改到位。",
            on_site=True,
        )
        if fate == "verified":
            return
        self.do(after(day, 6), checking.sign_off, SECOND, dated=False)
        noticed = date(2026, 9, 11) if fate in {"notice", "objected"} else after(day, 8)
        self.do(noticed, checking.announce, KEEPER, where="区政府网站整改公示栏")
        if fate == "objected":
            self.do(date(2026, 9, 14), checking.object_to, KEEPER, words="群众反映仍有少量挂账未清理。")
        elif fate != "notice":
            self.do(after(noticed, 20), checking.close, KEEPER, dated=False)
        if fate == "relapsed":
            again = after(noticed, 200)
            self.do(
                again,
                ending.found_again,
                KEEPER,
                reason="今年审计再次发现同类问题。",
                due=lambda at: after(at.date(), 60),
            )
