"""One year of one report in the invented district: in, reviewed, split, signed for, reported, urged, verified, closed."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from examples.office.district import District
from examples.office.events import Events
from examples.office.instructions import said_apart
from examples.office.story import PROBLEMS, WORDS, Fate, fate_of
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.services.read import read_copy
from luoshi_web.ledgerstore.services.review import accept_many, drop
from luoshi_web.ledgerstore.services.uploads import upload_copy
from luoshi_web.supervision.bulk.act import carry_out
from luoshi_web.supervision.bulk.rows import LEAD
from luoshi_web.supervision.models import Item, Split
from luoshi_web.supervision.progress.values import write_value
from luoshi_web.supervision.services import assign
from luoshi_web.supervision.services import progress as reports
from luoshi_web.supervision.services.change import ask_target_change, decide_change
from luoshi_web.supervision.services.closing import close_done, decide_ending, propose_ending, reopen
from luoshi_web.supervision.services.completion import asks_for_value, report_completion
from luoshi_web.supervision.services.evidence import attach_all, examine
from luoshi_web.supervision.services.extension import ask_extension, decide_extension, screen_extension
from luoshi_web.supervision.services.split import draft_split, issue_split
from luoshi_web.supervision.services.verdict import give_verdict
from luoshi_web.supervision.states import State


class Year:
    """What the people of the district do with the report of a year. ``months``: the ends of months in which offices report."""

    def __init__(self, district: District, events: Events, year: int, months: tuple[int, ...]) -> None:
        self.district, self.events, self.year, self.months = district, events, year, months
        self.report: Report | None = None

    def begin(self, file: Path, *, split: bool = True, issue: bool = True) -> None:
        """The report comes in at the end of January."""
        self.events.on(date(self.year, 1, 22), lambda at: self._read(file, at))
        self.events.on(date(self.year, 1, 23), self._review)
        if split:
            for kind in (Split.Kind.TARGETS, Split.Kind.TASKS):
                self.events.on(date(self.year, 1, 26), self._deed(self._draft, kind, issue))

    def _deed(self, act: Callable[..., None], *values: object) -> Callable[[datetime], None]:
        return lambda at: act(*values, at)

    # -- report and split ------------------------------------------------------------------------------------------

    def _read(self, file: Path, at: datetime) -> None:
        copy = upload_copy(
            actor=self.district.actor("supervisor2", at), name=file.name, data=file.read_bytes(), at=at
        )
        copy.refresh_from_db()
        if copy.state == copy.State.QUEUED:
            read_copy(copy_id=copy.pk, at=at)
            copy.refresh_from_db()
        self.report = copy.report

    def _review(self, at: datetime) -> None:
        """Everything is accepted as it was read; what only repeats itself is dropped."""
        actor = self.district.actor("supervisor2", at)
        shown = list(
            Entry.objects.filter(report=self.report, review="open")
            .order_by("order")
            .values_list("pk", "version")
        )
        for pk, version in shown[-2:]:
            drop(actor=actor, entry_id=pk, version=version, reason="结束语，不作为条目", at=at)
        for start in range(0, len(shown) - 2, 60):
            accept_many(
                actor=actor,
                report=self._report,
                shown=shown[start : start + 60][: len(shown) - 2 - start],
                at=at,
            )

    @property
    def _report(self) -> Report:
        if self.report is None:
            raise RuntimeError(f"the report of {self.year} was not read")
        return self.report

    def _draft(self, kind: str, issue: bool, at: datetime) -> None:
        actor = self.district.actor("supervisor", at)
        split = draft_split(actor=actor, report=self._report, kind=kind, at=at)
        lacking = list(split.items.filter(lead__isnull=True).values_list("pk", "version"))
        carry_out(LEAD, actor=actor, chosen=lacking, values={"lead": self.district.posts["fagai"]}, at=at)
        if issue:
            self.events.on(date(self.year, 1, 30), self._deed(self._issue, split))

    def _issue(self, split: Split, at: datetime) -> None:
        rows = split.items.filter(state=State.DRAFT).select_related("split").order_by("order", "pk")
        said_apart(rows, actor=self.district.actor("supervisor", at), at=at)
        number = f"青政办发〔{self.year}〕{3 if split.kind == Split.Kind.TARGETS else 4}号"
        issue_split(actor=self.district.actor("supervisor", at), split_id=split.pk, number=number, at=at)
        for item in split.items.exclude(state=State.MERGED).select_related("office"):
            self._live(item)

    # -- the life of an item ---------------------------------------------------------------------------------------

    def _live(self, item: Item) -> None:
        fate = fate_of(item.number)
        signed = date(self.year, 2, 2) + timedelta(days=int(fate.chance * 3))
        if fate.chance > 0.97:
            self.events.on(signed, self._deed(self._return, item.pk))
        if self.year == 2026 and 0.93 < fate.chance < 0.97:
            return  # not signed for to this day
        self.events.on(signed, self._deed(self._sign, item.pk), hour=15)
        for month in self.months:
            if fate.name == "still" and month < 6:
                continue
            day = date(self.year, month, monthrange(self.year, month)[1])
            self.events.on(day + timedelta(days=3), self._deed(self._report_on, item.pk, day, fate))
        if fate.name in {"well", "late", "relapse"} and not item.is_rate:
            self._claim_in(item, fate.month, fate)
        elif item.is_rate:
            self._claim_in(item, 13, fate)
        elif fate.name == "slow" and fate.chance > 0.5 and item.due and item.due.month > 6:
            self.events.on(date(self.year, 8, 18), self._deed(self._more_time, item.pk))
            self._claim_in(item, 13, fate)
        elif fate.name == "not_done" and item.low is not None and fate.chance > 0.6:
            self.events.on(date(self.year, 7, 14), self._deed(self._less, item.pk))
            self._claim_in(item, 13, fate)
        elif fate.name in {"withdrawn", "merged"}:
            self.events.on(date(self.year, 6, 15), self._deed(self._end, item.pk, fate.name))
        else:
            self.events.on(date(self.year + 1, 1, 8), self._deed(self._end, item.pk, "closed_not_done"))

    def _claim_in(self, item: Item, month: int, fate: Fate) -> None:
        day = date(self.year + (month > 12), (month - 1) % 12 + 1, 5 + int(fate.chance * 8))
        self.events.on(day, self._deed(self._claim, item.pk, fate))

    def _item(self, pk: int) -> Item:
        return Item.objects.select_related("office", "lead", "leader").get(pk=pk)

    def _sign(self, pk: int, at: datetime) -> None:
        item = self._item(pk)
        if item.state == State.ASSIGNED:
            head = self.district.actor(self.district.head_of(item.office), at)
            assign.sign(actor=head, item_id=pk, version=item.version, at=at)

    def _return(self, pk: int, at: datetime) -> None:
        item = self._item(pk)
        head = self.district.actor(self.district.head_of(item.office), at)
        assign.send_back(
            actor=head,
            item_id=pk,
            version=item.version,
            reason="此项工作不在我局“三定”职责之内，建议由区发改局牵头。",
            at=at,
        )
        if (self.year, fate_of(item.number).chance > 0.985) != (2026, True):
            self.events.on(at.date() + timedelta(days=2), self._deed(self._take_back, pk))

    def _take_back(self, pk: int, at: datetime) -> None:
        item = self._item(pk)
        supervisor = self.district.actor("supervisor", at)
        if item.lead == self.district.posts["fagai"]:
            assign.refuse_return(
                actor=supervisor,
                item_id=pk,
                version=item.version,
                answer="经核对“三定”规定，此项由你局牵头。",
                at=at,
            )
        else:
            assign.take_back(
                actor=supervisor,
                item_id=pk,
                version=item.version,
                lead=self.district.posts["fagai"],
                answer="同意改派。",
                at=at,
            )
        self.events.on(at.date() + timedelta(days=1), self._deed(self._sign, pk))

    def _report_on(self, pk: int, period: date, fate: Fate, at: datetime) -> None:
        item = self._item(pk)
        if item.state not in {State.ACTIVE, State.REPORTED}:
            return
        officer = self.district.actor(self.district.officer_of(item.office), at)
        try:
            reports.report(
                actor=officer, item_id=pk, period=period, said=self._said(item, period, fate), at=at
            )
        except Refusal as refused:
            if refused.code != "wrong_state":
                raise

    def _said(self, item: Item, period: date, fate: Fate) -> reports.Report:
        words, problems = WORDS[fate.name], PROBLEMS.get(fate.name, "")
        steps = "倒排工期，按周调度。" if problems else ""
        if fate.name == "no_data" and period.month % 3:
            return reports.Report(state="no_data", words=words)
        if fate.name == "still":
            return reports.Report(
                state="not_started", words=words, problems=problems, next_steps="尽快明确分工。"
            )
        done = Decimal(period.month) / 12 * fate.pace
        target = item.low if item.low is not None else item.high
        if target is None:
            share = min(Decimal(100), (done * 100).quantize(Decimal(1)))
            return reports.Report(share=share, words=words, problems=problems, next_steps=steps)
        value = target * (fate.pace if item.is_rate else min(done, Decimal("1.05")))
        value = value.quantize(Decimal("0.1") if item.is_rate or target < 100 else Decimal(1))
        return reports.Report(
            value=write_value(value, item.unit),
            words=words,
            problems=problems,
            next_steps=steps,
            data_source="区统计局" if item.is_rate else "",
        )

    # -- changes ---------------------------------------------------------------------------------------------------

    def _more_time(self, pk: int, at: datetime) -> None:
        item = self._item(pk)
        if item.state != State.ACTIVE or item.due is None:
            return
        head = self.district.actor(self.district.head_of(item.office), at)
        asked = ask_extension(
            actor=head,
            item_id=pk,
            new_due=item.due + timedelta(days=60),
            reason="征地拆迁滞后，主体工程顺延。",
            progress="已完成前期手续，形象进度过半。",
            at=at,
        )
        if self.year == 2026 and fate_of(item.number).chance > 0.8:
            return
        opinion = "情况属实，拟同意顺延一次。"
        self.events.on(at.date() + timedelta(days=3), lambda at: screen_extension(actor=self.district.actor("supervisor", at), extension_id=asked.pk, opinion=opinion, at=at) and None)  # fmt: skip
        self.events.on(at.date() + timedelta(days=6), lambda at: decide_extension(actor=self._leader(item, at), extension_id=asked.pk, granted=True, answer="同意，下不为例。", at=at) and None)  # fmt: skip

    def _less(self, pk: int, at: datetime) -> None:
        item = self._item(pk)
        if item.state != State.ACTIVE or item.low is None or item.high is not None:
            return
        head = self.district.actor(self.district.head_of(item.office), at)
        try:
            asked = ask_target_change(
                actor=head,
                item_id=pk,
                low=(item.low * Decimal("0.8")).quantize(Decimal(1)) or item.low,
                high=None,
                reason="市级下达计划相应调减。",
                at=at,
            )
        except Refusal:
            return
        self.events.on(at.date() + timedelta(days=8), lambda at: decide_change(actor=self._leader(item, at), change_id=asked.pk, approved=True, answer="同意调整，对外公开。", at=at) and None)  # fmt: skip

    def _leader(self, item: Item, at: datetime):  # type: ignore[no-untyped-def]
        login = next(login for login, post in self.district.posts.items() if post.pk == item.leader_id)
        return self.district.actor(login, at)

    # -- endings ---------------------------------------------------------------------------------------------------

    def _claim(self, pk: int, fate: Fate, at: datetime) -> None:
        item = self._item(pk)
        if item.state != State.ACTIVE:
            return
        head = self.district.actor(self.district.head_of(item.office), at)
        paper = SimpleUploadedFile(
            "完成情况说明.txt",
            f"{at:%Y年%m月%d日} {item.number} {item.title}：已按要求完成，资料齐备。".encode(),
        )
        attach_all(actor=head, item_id=pk, files=examine(actor=head, item=item, files=[paper], at=at), at=at)
        target = item.low if item.low is not None else item.high
        value = (
            (target * max(fate.pace, Decimal("0.9"))).quantize(Decimal("0.1"))
            if asks_for_value(item) and target is not None
            else None
        )
        report_completion(
            actor=head, item_id=pk, version=None, words="已完成年度任务，申请办结销号。", value=value, at=at
        )
        if not (self.year == 2026 and at.month >= 9):
            self.events.on(at.date() + timedelta(days=5), self._deed(self._verdict, pk, fate))

    def _verdict(self, pk: int, fate: Fate, at: datetime) -> None:
        item = self._item(pk)
        if item.state != State.REPORTED:
            return
        unfit = fate.chance > 0.93
        words = "佐证材料不足，请补充验收资料后重新申报。" if unfit else "经查阅资料并抽查现场，情况属实。"
        give_verdict(
            actor=self.district.actor("supervisor2", at),
            item_id=pk,
            version=None,
            finding="unfit" if unfit else "fit",
            words=words,
            at=at,
        )
        if unfit:
            self.events.on(
                at.date() + timedelta(days=25), self._deed(self._claim, pk, replace(fate, chance=0.5))
            )
        else:
            self.events.on(at.date() + timedelta(days=3), self._deed(self._close, pk, fate))

    def _close(self, pk: int, fate: Fate, at: datetime) -> None:
        item = self._item(pk)
        if item.state != State.REPORTED:
            return
        close_done(
            actor=self.district.actor("supervisor", at),
            item_id=pk,
            version=None,
            public_reason="已完成年度目标任务，经核查属实，予以销号。",
            at=at,
        )
        if fate.name == "relapse":
            self.events.on(at.date() + timedelta(days=70), self._deed(self._relapse, pk))

    def _relapse(self, pk: int, at: datetime) -> None:
        reopen(
            actor=self.district.actor("supervisor", at),
            item_id=pk,
            version=None,
            reason="群众反映问题反弹，现场复核属实。",
            came_back=True,
            at=at,
        )

    def _end(self, pk: int, kind: str, at: datetime) -> None:
        item = self._item(pk)
        if item.state not in {State.ACTIVE, State.ASSIGNED}:
            return
        reason = {
            "withdrawn": "上级已取消此项考核，不再单独推进。",
            "merged": "与同类事项工作内容重复，合并推进。",
            "closed_not_done": "受市场环境影响未达到年初目标，转入下年度继续推进。",
        }[kind]
        into = self._other(item) if kind == "merged" else None
        if kind == "merged" and into is None:
            return
        proposed = propose_ending(
            actor=self.district.actor("supervisor", at),
            item_id=pk,
            version=None,
            kind=kind,
            reason=reason,
            into_id=into,
            at=at,
        )
        self.events.on(at.date() + timedelta(days=4), lambda at: decide_ending(actor=self._leader(item, at), ending_id=proposed.pk, version=None, approve=True, at=at) and None)  # fmt: skip

    def _other(self, item: Item) -> int | None:
        return (
            Item.objects.filter(office=item.office, year=self.year, kind=item.kind, state=State.ACTIVE)
            .exclude(pk=item.pk)
            .values_list("pk", flat=True)
            .first()
        )
