"""What is said with a request: the query of a page, and the filled-in form of an act with the act of the log that it must leave.

Every act of the table is asked for as somebody would who means it. Whoever may, has then done it; whoever may not, has changed nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F, Value
from openpyxl import load_workbook

from luoshi_web.accounts.models import Post
from luoshi_web.console.bulk.chosen import packed
from luoshi_web.console.papers.forms import FORMS
from luoshi_web.console.review.forms import CorrectionForm
from luoshi_web.ledgerstore.selectors.entries import sure_and_open
from luoshi_web.ledgerstore.services.together import drawn
from luoshi_web.portal.models import Line
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.papers.content import digest
from luoshi_web.supervision.urging.ladder import default
from luoshi_web.supervision.workbooks.month import month_book
from tests.web.conftest import NOW, TODAY, District
from tests.web.permissions import (
    of_cases,
    of_collective,
    of_decisions,
    of_documents,
    of_findings,
    of_funds,
    of_imports,
    of_materials,
    of_projects,
    of_registers,
    of_sayings,
)
from tests.web.permissions.addresses import place
from tests.web.permissions.made import Made
from tests.web.permissions.of_reports import CORRECTED
from tests.web.review_reports import SHORT
from tests.web.supervision.uploads import JPEG, PDF

Said = dict[str, Any]
Words = Callable[[District, Made], Said]
BULLETIN = {
    "kind": "bulletin",
    "year": "2026",
    "on": TODAY.isoformat(),
    "issuer": "区人民政府督查室",
    "secrecy": "0",
}


def of_the_month(district: District, made: Made) -> Said:
    """The lead office's workbook of the month with the item's row filled in."""
    office = made.item.office
    content = month_book(
        office=office.name, code=office.code, period=date(2026, 2, 28), items=[made.item], last={}, at=NOW
    )
    book = load_workbook(BytesIO(content))
    book.worksheets[0]["I4"] = "稳步推进"
    kept = BytesIO()
    book.save(kept)
    return {"file": SimpleUploadedFile("填报.xlsx", kept.getvalue())}


def asked(page: str, district: District, made: Made) -> Said:
    """The query of a page."""
    return QUERIES[page](district, made) if page in QUERIES else {}


QUERIES: dict[str, Words] = {
    "items:list": lambda district, made: {"whose": "all", "words": made.item.number if made.item else ""},
    "limits:list": lambda district, made: {"within": 30},
    "appraisal:object": lambda district, made: {"line": made.thing.lines.get(kind="hand").pk},
    "checks:desk": lambda district, made: {"show": "verdict"} if made.item else {},
    "lights:day": lambda district, made: {"replay": "", "day": TODAY.isoformat()},
    "papers:draft": lambda district, made: BULLETIN,
    "proposals:paper_make": lambda district, made: {"year": 2026},
    "proposals:papers_zip": lambda district, made: {"with": made.thing.pk},
    "overview:calendar": lambda district, made: {
        "month": Matter.objects.get(pk=made.thing.pk).due.isoformat()[:7]
    },
}


def versioned(**more: Any) -> Words:
    """A form that carries the item's version as its page showed it."""
    return lambda district, made: {"version": made.version} | more


def plain(**said: Any) -> Words:
    """A form that says the same of everything."""
    return lambda district, made: said


def as_shown(key: str, page: str, **more: Any) -> Words:
    """The form as it stands on its page, with a few fields filled in."""

    def fill(district: District, made: Made) -> Said:
        context = district.client(key).get(place(page).address(made.address)).context
        if "form" not in context:
            return {}  # nobody is shown it
        values = {name: context["form"][name].value() for name in context["form"].fields}
        return {
            name: value
            for name, value in values.items()
            if value is not None and value is not False and value != ""
        } | more

    return fill


def _tried_rules(district: District, made: Made) -> Said:
    """Rules as they stand on their page, tried by the supervision office: others than tried ones are not put in force."""
    said = as_shown("supervisor", "appraisal:new_rules", in_force="2026-04-01")(district, made)
    address = place("appraisal:new_rules").address(made.address)
    shown = district.client("supervisor").post(address, said | {"try": ""}).context
    return said | {"put": "", "tried": shown["form"]["tried"].value()}


def _of_release(**more: Any) -> Words:
    """With the release's own version, as its page shows it."""
    return lambda district, made: {"version": made.thing.version} | more


def _entry(**more: Any) -> Words:
    return lambda district, made: {"version": made.thing.version} | more


def _edited(district: District, made: Made) -> Said:
    form = CorrectionForm(entry=made.thing)
    shown = {name: form[name].value() for name in form.fields}
    said = {
        name: value
        for name, value in shown.items()
        if value is not None and value is not False and value != ""
    }
    return said | {"low": "8", "reason": "原文为8%", "version": made.thing.version}


def _merged(district: District, made: Made) -> Said:
    other = made.thing.report.entries.exclude(pk=made.thing.pk).filter(kind=made.thing.kind)
    near = min(other, key=lambda entry: abs(entry.start - made.thing.start))
    return {"version": made.thing.version, "entry": f"{near.pk}:{near.version}"}


def _many(district: District, made: Made) -> Said:
    return {"entry": [f"{entry.pk}:{entry.version}" for entry in made.thing.entries.all()[:2]]}


def _together(where: str = "items", **more: Any) -> Words:
    """The form that asks once more, of the thing or of all things of a list."""

    def fill(district: District, made: Made) -> Said:
        things = made.thing if isinstance(made.thing, list) else [made.thing]
        now = type(things[0]).objects.filter(pk__in=[thing.pk for thing in things])
        if not hasattr(things[0], "version"):  # what hangs on an item has its version
            now = now.annotate(version=F("item__version") if hasattr(things[0], "item") else Value(0))
        return {"list": where, "chosen": packed(now), "go": "1"} | more

    return fill


def _standing(made: Made) -> Made:
    """The claim of the item."""
    return replace(made, thing=made.thing.completions.get())


def _other(present: int | None, district: District, *keys: str) -> int:
    """The first of the posts that is not the row's own."""
    return next(district.posts[key].pk for key in keys if district.posts[key].pk != present)


def _sure(district: District, made: Made) -> Said:
    entries = list(sure_and_open(made.thing))
    _seed, sample = drawn(made.thing, entries)
    shown = {"entry": [f"{entry.pk}:{entry.version}" for entry in entries]}
    return shown | {f"said-{entry.pk}": "right" for entry in sample}


def _file(name: str, data: bytes, field: str = "file") -> Words:
    return lambda district, made: {field: SimpleUploadedFile(name, data)}


def _established(district: District, made: Made) -> Said:
    lead = district.posts["head"].pk
    said = {
        "source": "decision",
        "document": "minutes",
        "title": "编制学位规划",
        "words": "会议议定",
        "lead": lead,
    }
    return said | {"said_on": TODAY.isoformat(), "secrecy": "0"}


def _apart(district: District, made: Made) -> Said:
    other = Item.objects.exclude(pk=made.thing.pk).get(title__startswith=made.thing.title)
    return {"version": made.version, "other": other.pk, "decision": "apart", "reason": "口径不同"}


def _ladder(district: District, made: Made) -> Said:
    terms = default()["terms"]
    data = {name: terms[name] for name in ("a_day", "rest", "grace", "unanswered", "alike_within", "alike")}
    for rung, said in terms["rungs"].items():
        data |= {f"{rung}.{name}": said[name] for name in ("pause", "answer_within", "told")}
        data |= {f"{rung}.by_itself": "on"} if said["by_itself"] else {}
    for basis, rules in terms["rules"].items():
        data |= {f"{basis}.{rung}": value for rung, value in rules.items()}
    return data | {"name": "区阶梯", "source": "区政府文件", "since": "2026-04-01"}


def _paper(district: District, made: Made) -> Said:
    form = FORMS["bulletin"](BULLETIN | {"title": ""}, actor=district.actor("supervisor"), today=TODAY)
    assert form.is_valid()
    return BULLETIN | {"number": "清政督〔2026〕9号", "digest": digest(form.collect().content)}


def _row(district: District, made: Made) -> Said:
    shown = as_shown("supervisor", "split:row")(district, made)
    return shown | {"title": "推进城市更新行动", "m-TOTAL_FORMS": 0, "m-INITIAL_FORMS": 0}


def _parts(district: District, made: Made) -> Said:
    part = {
        "p-0-title": "完成勘察",
        "p-0-lead": district.posts["officer"].pk,
        "p-0-due": "2026-06-30",
    }
    return {"version": made.version, "p-TOTAL_FORMS": 1, "p-INITIAL_FORMS": 0} | part


def _cleared(district: District) -> Post:
    """A head who may read whatever he is given to lead."""
    post = district.posts["head3"]
    post.clearance = 3
    post.save()
    return post


def _second_post(district: District, made: Made) -> Said:
    """Each their own; who holds none asks for somebody's."""
    posts: dict[int, int] = made.thing
    return {"post": posts[made.asker.pk if made.asker and made.asker.pk in posts else min(posts)]}


_LOOK = {
    "method": "on_site",
    "finding": "as_reported",
    "on": TODAY.isoformat(),
    "place": "城东",
    "words": "属实",
}
_PLAN = {
    "name": "二季度核查", "content": "看现场", "method": "papers", "begins": "2026-03-10", "ends": "2026-03-31", "year": 2026,
    "states": ["active"], "rest_days": 30, "sampled": 1, "seed": "4711",
}  # fmt: skip
_WINDOW = {"name": "首两月考评", "year": 2026, "begins": "2026-01-01", "ends": "2026-02-28", "open": ""}
_POST = {"title": "副局长", "role": "officer", "clearance": 1, "order": 3, "active": "on"}
_LIST = (
    "单位代码,单位全称,单位简称,单位类别,其他名称,岗位,角色,可阅密级,姓名,用户名,邮箱,任职日期\n"
    "shuiwu,区水务局,水务局,部门,,局长,部门负责人,内部,沈某,shen,,2026-04-01\n"
)


def _offices(*names: str, **more: Any) -> Words:
    return lambda district, made: more | {"offices": [district.offices[name].pk for name in names]}


ACTS: dict[str, tuple[str, Words]] = {
    "choose_post": ("", _second_post),
    "inbox:read_all": ("message.read", plain()),
    "background:again": ("job.again", plain()),
    # reports
    "reports:upload": ("copy.upload", _file("青木区2026.txt", SHORT.replace("青川", "青木").encode())),
    "reports:corrected": ("copy.upload", _file("更正稿.txt", CORRECTED.encode())),
    "reports:again": ("copy.again", plain()),
    "reports:confirm": ("copy.confirm", plain(place="青峰区", year=2026, title="政府工作报告")),
    "reports:aside": ("copy.refuse", plain()),
    "reports:accept_many": ("entry.accept", _many),
    "reports:sure": ("entry.accept_sure", _sure),
    "reports:add": ("entry.add", plain(quote="让我们团结奋斗", kind="task")),
    "reports:accept": ("entry.accept", _entry()),
    "reports:edit": ("entry.correct", _edited),
    "reports:split": ("entry.split", _entry(pieces="固定资产投资\n增长7%以上")),
    "reports:merge": ("entry.merge", _merged),
    "reports:drop": ("entry.drop", _entry(reason="misread", remark="不是目标")),
    "reports:reopen": ("entry.reopen", _entry()),
    # split and assignment
    "split:draft": ("split.draft", plain()),
    "split:aims": ("item.remove", plain()),
    "split:issue": ("split.issue", plain(number="清政督〔2026〕3号", known="on")),
    "split:bring_back": ("item.draft", plain()),
    "split:row": ("item.edit", _row),
    "split:remove": ("item.remove", versioned()),
    "split:quote": ("item.edit", versioned(quote="推进城市")),
    "split:divide": ("item.edit", versioned(pieces="推进\n城市更新")),
    "split:sign": ("item.sign", versioned()),
    "split:return": ("item.return", versioned(reason="不属本单位职责")),
    "split:decide": (
        "item.return_refused",
        lambda district, made: {"refuse-version": made.version, "refuse-answer": "仍由你单位牵头", "refuse": ""},
    ),
    "split:reassign": (
        "item.reassign",
        lambda district, made: {"version": made.version, "lead": _cleared(district).pk, "reason": "职责调整"},
    ),
    "split:further": ("item.split", _parts),
    # many at once
    "bulk:sign": ("item.sign", _together()),
    "bulk:answer": ("urge.answer", _together(text="已增派人手")),
    "bulk:as-before": ("progress.report", _together(words="按计划推进")),
    "bulk:lead": ("item.edit", lambda district, made: _together(lead=_other(made.thing.lead_id, district, "head", "head3"))(district, made)),
    "bulk:helpers": ("item.edit", _together(helpers="发改局、住建局、教体局")),
    "bulk:leader": ("item.edit", lambda district, made: _together(leader=_other(made.thing.leader_id, district, "leader", "leader2"))(district, made)),
    "bulk:due": ("item.edit", _together(due="2026-11-30")),
    "bulk:take-out": ("item.remove", _together()),
    "bulk:merge": ("item.merge", _together()),
    "bulk:accept": ("entry.accept", _together("entries")),
    "bulk:drop": ("entry.drop", _together("entries", reason="misread", remark="不是目标")),
    "bulk:propose-release": ("release.propose", _together(parts=["progress"])),
    "bulk:check-release": ("release.check", _together("releases")),
    "bulk:approve-release": ("release.approve", _together("releases")),
    "bulk:refuse-release": ("release.refuse", _together("releases", words="尚未议定")),
    "bulk:screen-extensions": ("extension.screen", _together("extensions", opinion="情况属实")),
    "bulk:grant-extensions": ("extension.decide", _together("extensions")),
    "bulk:refuse-extensions": ("extension.decide", _together("extensions", answer="理由不足")),
    "bulk:approve-changes": ("change.decide", _together("changes")),
    "bulk:refuse-changes": ("change.decide", _together("changes", answer="理由不足")),
    "bulk:find-fit": ("verdict.give", lambda district, made: _together("claims", words="现场核查属实")(district, _standing(made))),
    "bulk:find-unfit": ("verdict.give", lambda district, made: _together("claims", words="尚未完工")(district, _standing(made))),
    "bulk:sign-off": ("item.close", lambda district, made: _together("found-fit", public_reason="已建成")(district, _standing(made))),
    "bulk:send-back": ("closing.refuse", lambda district, made: _together("found-fit", answer="补充材料")(district, _standing(made))),
    "bulk:let-end": ("item.withdraw", _together("endings")),
    "bulk:not-let-end": ("closing.refuse", _together("endings", answer="继续推进")),
    "bulk:send-urges": ("urge.send", _together("urges")),
    "bulk:skip-urges": ("urge.skip", _together("urges", reason="已当面说明")),
    "bulk:hold-urges": ("urge.hold", _together("urges", reason="等待批复", until="2026-03-20")),
    "bulk:approve-urges": ("urge.approve", _together("urges-asked")),
    "bulk:refuse-urges": ("urge.refuse", _together("urges-asked", reason="先行约谈")),
    "bulk:uphold-objections": ("objection.decide", _together("objections", answer="经核实情况属实")),
    "bulk:reject-objections": ("objection.decide", _together("objections", answer="查无依据")),
    "bulk:take-back": ("item.reassign", lambda district, made: _together(lead=_cleared(district).pk)(district, made)),
    "bulk:refuse-return": ("item.return_refused", _together(answer="仍由你单位牵头")),
    # publication
    "publication:propose": ("release.propose", plain()),
    "publication:item": ("release.propose", plain(parts=["progress"])),
    "publication:check": ("release.check", _of_release()),
    "publication:approve": ("release.put_out", _of_release()),
    "publication:refuse": ("release.refuse", _of_release(words="尚未议定")),
    "publication:withdraw": ("release.withdraw", _of_release(reason="error", sentence="文本有误。")),
    "publication:withdraw_file": ("release.withdraw_file", _of_release(reason="error", sentence="照片有误。")),
    "publication:close_strays": (
        "stray.settle",
        lambda district, made: {"row": [f"line:{made.address['line']}"], "words": "新副本没有这一句。"},
    ),
    "publication:remove_strays": (
        "stray.ask_removal",
        lambda district, made: {"row": [f"line:{made.address['line']}"], "reason": "error", "sentence": "文本有误。"},
    ),
    "publication:decide_strays": ("stray.remove", lambda district, made: {"row": [made.thing.pk], "decision": "yes"}),
    "publication:stray_line": ("stray.settle", lambda district, made: {"chosen": Line.objects.values_list("pk", flat=True)[0]}),
    "publication:tell_portal": ("", plain()),
    # limits, extensions, changes
    "limits:suspend": ("clock.suspend", plain(reason="等待上级答复")),
    "limits:resume": ("clock.resume", plain()),
    "limits:ask_extension": ("extension.ask", versioned(new_due="2027-01-31", reason="汛期", progress="过半")),
    "limits:screen_extension": ("extension.screen", versioned(opinion="属实")),
    "limits:decide_extension": ("extension.decide", versioned(decision="yes")),
    "limits:withdraw_extension": ("extension.withdraw", versioned()),
    "limits:ask_change": ("change.ask", versioned(value="4", reason="市场变化")),
    "limits:decide_change": ("change.decide", versioned(decision="yes")),
    "limits:withdraw_change": ("change.withdraw", versioned()),
    # progress and lights
    "progress:report": ("progress.report", plain(state="reported", share="50", words="完成过半")),
    "progress:correct": (
        "progress.correct",
        plain(state="reported", share="60", words="完成六成", reason="口径更正"),
    ),
    "progress:attach": ("evidence.attach", _file("验收单.pdf", PDF, "evidence")),
    "items:write_note": ("note.instruction", plain(kind="instruction", words="请抓紧办理。")),
    "lights:rule": (
        "rule.put_in_force",
        as_shown("supervisor", "lights:rule", name="进度亮灯", source="区政府文件", in_force="2026-04-01"),
    ),
    "lights:judge": ("light.judge", versioned(colour="yellow", reason="征地滞后")),
    # urging
    "urging:take": ("urge.send", plain(although="再次提醒")),
    "urging:skip": ("urge.skip", lambda district, made: {"skip-reason": "已当面督促"}),
    "urging:hold": ("urge.hold", lambda district, made: {"hold-until": "2026-03-20", "hold-reason": "等批复"}),
    "urging:answer": ("urge.answer", plain(text="已增派人手")),
    "urging:new_ladder": ("rule.put_in_force", _ladder),
    "urging:by_hand": ("urge.send", versioned(rung=2, reason="进度滞后", although="再次提醒")),
    # keys for programs
    "tokens:list": ("token.make", plain(name="报表", last_day="2026-12-31")),
    "tokens:revoke": ("token.revoke", plain()),
    # the log
    "log:export": ("", plain()),
    "log:verify": ("", plain()),
    # verification and closing
    "checks:plan": ("check.plan", plain(**_PLAN)),
    "checks:record": ("check.record", versioned(**_LOOK)),
    "checks:look": ("check.record", versioned(**_LOOK)),
    "checks:claim": ("completion.report", versioned(words="已全部建成")),
    "checks:withdraw_claim": ("completion.withdraw", versioned()),
    "checks:verdict": ("verdict.give", versioned(finding="fit", words="现场属实")),
    "checks:sign_off": ("item.close", versioned(public_reason="已建成")),
    "checks:send_back": ("closing.refuse", versioned(answer="缺验收单")),
    "checks:end": ("closing.propose", versioned(kind="withdrawn", reason="规划调整")),
    "checks:decide": ("item.withdraw", versioned(decision="approve")),
    "checks:reopen": ("item.reopen", versioned(came_back="no", reason="不应销号")),
    # appraisal
    "appraisal:new": ("appraisal.open", plain(**_WINDOW)),
    "appraisal:again": ("appraisal.score", plain()),
    "appraisal:discard": ("appraisal.discard", plain()),
    "appraisal:publish": ("appraisal.publish", plain()),
    "appraisal:correct": ("appraisal.correct", plain()),
    "appraisal:give": (
        "appraisal.give",
        lambda district, made: {"office": district.offices["住建局"].pk, "line": "praise_city", "words": "受市通报表扬"},
    ),
    "appraisal:take_back": ("appraisal.take_back", plain()),
    "appraisal:object": ("objection.raise", plain(reason="汛期停工")),
    "appraisal:objection": ("objection.decide", plain(decision="rejected", answer="已核实")),
    "appraisal:new_rules": (
        "rule.put_in_force",
        _tried_rules,
    ),
    "appraisal:new_group": ("group.save", _offices("审计局", "信息中心", year=2026, name="综合部门")),
    "appraisal:group": ("group.save", _offices("发改局", "住建局", year=2026, name="经济部门")),
    "appraisal:remove_group": ("group.remove", plain()),
    "papers:make": ("paper.issue", _paper),
    "papers:withdraw": ("paper.withdraw", plain(reason="数据有误，另行印发")),
    # items from instructions and decisions, and what waits for a leader
    **of_cases.ACTS,
    **of_projects.ACTS,
    **of_findings.ACTS,
    **of_materials.ACTS,
    **of_funds.ACTS,
    **of_decisions.ACTS,
    **of_documents.ACTS,
    **of_collective.ACTS,
    **of_registers.ACTS,
    **of_sayings.ACTS,
    **of_imports.ACTS,
    "establish:new": ("item.establish", _established),
    "establish:alike": ("item.alike", _apart),
    "establish:decide": ("item.approve", versioned(decision="approve")),
    "establish:hand_out": ("item.assign", versioned()),
    "urging:decide": ("urge.approve", plain(decision="approve")),
    "checks:one": ("evidence.attach", lambda district, made: {"pictures": SimpleUploadedFile("现场.jpg", JPEG)}),
    # people
    "people:new_office": ("office.open", plain(code="sw", name="区水务局", kind="department", order=30)),
    "people:office": ("office.change", as_shown("administrator", "people:office", names="教委")),
    "people:new_post": ("post.open", plain(**_POST)),
    "people:post": ("post.change", as_shown("administrator", "people:post", title="一级科员")),
    "people:appoint": (
        "post.appoint",
        lambda district, made: {"person": district.people["auditor"].pk, "since": TODAY.isoformat()},
    ),
    "people:vacate": ("post.vacate", plain(until=TODAY.isoformat())),
    "people:charge": ("post.change", _offices("住建局", since=TODAY.isoformat())),
    "people:new_person": ("person.add", plain(username="shen", name="沈某")),
    "people:person": ("person.change", as_shown("administrator", "people:person", name="沈某")),
    "people:password": ("person.change", plain()),
    "people:second_factor": ("factor.remove", plain()),
    "people:confirm": ("proposal.confirm", plain()),
    "people:refuse": ("proposal.refuse", plain(reason="未经审批")),
    "people:withdraw": ("proposal.withdraw", plain()),
    "people:lift": ("login.unlock", plain(username="officer2", ip_address="127.0.0.1")),
    "items:text_settled": ("item.text_settle", plain(answer="照更正稿办")),
    "workbooks:worklists": (
        "worklist.bring_in",
        lambda district, made: {
            "file": SimpleUploadedFile("台账.csv", "序号,工作内容,责任单位\n1,整治积水,住建局\n".encode()),
            "year": "2026",
            "said_on": TODAY.isoformat(),
            "secrecy": "0",
        },
    ),
    "workbooks:worklist": ("", plain(**{"s0-take": "on", "s0-head": "1", "s0-c1": "title", "s0-c2": "lead"})),
    "workbooks:worklist_take": ("worklist.take", plain()),
    "workbooks:worklist_drop": ("worklist.drop", plain()),
    "workbooks:worklist_hand_out": ("item.assign", plain()),
    "workbooks:month": ("progress.report", of_the_month),
    "people:bring_in": ("roster.bring_in", plain(text=_LIST)),
}  # fmt: skip
"""Page → the act that its form leaves in the log (none for a choice of one's own), and what the form says."""
