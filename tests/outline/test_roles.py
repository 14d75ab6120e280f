"""Roles of parts and of passages without a heading, in one invented report with a page around it."""

import pytest

from luoshi.outline import is_report, read_front, read_outline
from luoshi.outline.roles import part_role
from luoshi.text import SourceText

REPORT = """下载
打印
【字号：
大
小
】
2026年临河市政府工作报告
——2026年1月20日在临河市第五届人民代表大会第四次会议上
临河市市长 林岸
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员提出意见。
一、2025年工作回顾
2025年，全市生产总值增长5.2%，一般公共预算收入增长4.1%，完成了市五届人大三次会议确定的任务。
（一）产业升级步伐加快。新增规上企业31家，高新技术企业达到120家，技改投资增长12%。
（二）民生福祉持续改善。新增城镇就业1.6万人，建成学校8所，改造老旧小区36个。
各位代表！成绩来之不易，这是市委坚强领导的结果，是全市人民团结奋斗的结果。在此，我代表市人民政府，向全市人民表示衷心的感谢！
在肯定成绩的同时，我们也清醒地认识到，发展中还存在不少困难和问题：产业链条不够长，创新能力不强，民生领域仍有短板。我们将采取措施，认真加以解决。
二、“十五五”时期主要目标任务
今后五年，要把临河建设成区域中心城市，生产总值年均增长5%以上，常住人口城镇化率达到62%。
三、2026年重点工作
今年政府工作的总体要求是：坚持稳中求进工作总基调，贯彻新发展理念，推动高质量发展，保持社会和谐稳定。
全市经济社会发展的主要预期目标是：生产总值增长5%左右，规上工业增加值增长6%，城镇新增就业1.5万人，居民收入增长与经济增长同步。能耗强度下降完成省下达任务。
重点做好以下工作：
（一）扩大有效投资。实施重点项目150个，完成投资260亿元，盘活闲置土地2000亩。
（二）加强民生保障。新建养老床位800张，新增学位3000个，办好十件民生实事。
四、加强政府自身建设
坚持依法行政，转变作风，过紧日子，建设人民满意的服务型政府。
各位代表！奋斗铸就辉煌。让我们更加紧密地团结起来，为建设现代化临河而努力奋斗！
上一篇：临河市2025年政府工作报告
责任编辑：小林
"""


def test_roles_of_an_invented_report() -> None:
    source = SourceText.from_string(REPORT)
    outline = read_outline(source)
    assert [s.role for s in outline if s.level == 1] == [
        "boilerplate", "opening", "review", "outlook", "tasks", "government", "closing", "boilerplate",
    ]  # fmt: skip
    passages = {s.role: s.span.of(REPORT) for s in outline if s.level > 1 and s.title is None}
    assert passages["closing"].startswith("各位代表！成绩来之不易")
    assert passages["problems"].startswith("在肯定成绩的同时")
    assert passages["requirements"].startswith("今年政府工作的总体要求")
    assert passages["targets"].startswith("全市经济社会发展的主要预期目标")
    assert passages["targets"].endswith("完成省下达任务。")


def test_an_invented_report_is_complete_and_a_report() -> None:
    source = SourceText.from_string(REPORT)
    outline = read_outline(source)
    assert read_front(source, outline).complete
    assert is_report(source, outline)


def test_a_copy_without_its_end_is_not_complete() -> None:
    source = SourceText.from_string(REPORT[: REPORT.index("四、加强")])
    assert not read_front(source, read_outline(source)).complete


def test_targets_line_by_line() -> None:
    listed = (
        REPORT.replace("主要预期目标是：", "主要预期目标是：\n")
        .replace("，规上工业", "；\n规上工业")
        .replace("，城镇新增就业1.5", "；\n城镇新增就业1.5")
    )
    targets = [s for s in read_outline(SourceText.from_string(listed)) if s.role == "targets"]
    assert len(targets) == 1
    assert "城镇新增就业1.5万人" in targets[0].span.of(listed)


def test_a_list_goes_on_over_sentences_whose_values_are_words() -> None:
    listed = REPORT.replace(
        "完成省下达任务。",
        "完成省下达任务。研究与试验发展经费投入强度高于全省平均水平，就业稳中向好。常住人口城镇化率提高0.8个百分点。"
        "单位生产总值能耗达到省定目标。居民人均可支配收入增长5.5%。"
        + "为实现上述目标，要把力量用在项目上，把功夫下在服务上。"
        * 5,
        1,
    )
    (targets,) = (s for s in read_outline(SourceText.from_string(listed)) if s.role == "targets")
    assert targets.span.of(listed).endswith("居民人均可支配收入增长5.5%。")


def test_work_behind_the_list_of_a_part_named_after_its_targets() -> None:
    named = REPORT.replace("三、2026年重点工作", "三、2026年工作总体要求和主要目标").replace(
        "（一）扩大有效投资。", "（一）抢抓机遇，扩大有效投资。\n实施技改。\n（二）抢抓政策，培育新兴产业。"
    )
    named = named.replace("（二）加强民生保障。", "（三）抢抓民心，加强民生保障。")
    outline = read_outline(SourceText.from_string(named))
    roles = {s.title: s.role for s in outline if s.label and s.title and s.title.startswith("抢抓")}
    assert len(roles) == 3
    assert set(roles.values()) == {"tasks"}


def test_problems_as_a_numbered_list() -> None:
    listed = REPORT.replace(
        "困难和问题：产业链条不够长，创新能力不强，民生领域仍有短板。",
        "困难和问题。\n一是产业链条不够长。龙头企业偏少，配套不足。\n二是创新能力不强。研发投入偏低，人才缺乏。\n",
    )
    roles = {s.title: s.role for s in read_outline(SourceText.from_string(listed))}
    assert roles["产业链条不够长"] == roles["创新能力不强"] == "problems"


def test_what_was_put_right_is_no_problem() -> None:
    safe = (
        "一年来，我们着力防范化解风险。开展“百日护航”行动，全面排查整治生产安全、消防安全等领域存在问题，化解信访遗留问题9个，"
        "规范举债行为，防范债务隐患，解决群众办证困难问题，破获案件120起，守住了底线。\n"
    )
    told = REPORT.replace("各位代表！成绩来之不易", safe + "各位代表！成绩来之不易")
    (problems,) = (s for s in read_outline(SourceText.from_string(told)) if s.role == "problems")
    assert problems.span.of(told).startswith("在肯定成绩的同时")


def test_a_second_copy_of_the_body_is_furniture() -> None:
    start = REPORT.index("2026年临河市政府")
    twice = REPORT + REPORT[start:]
    outline = read_outline(SourceText.from_string(twice))
    assert [s.role for s in outline if s.level == 1].count("review") == 1
    assert outline[-1].role == "boilerplate"


def test_notes_behind_the_report_are_apart() -> None:
    noted = REPORT.replace(
        "上一篇：", "名词解释\n1.“双百行动”：指新增百家企业、百个项目的行动，由市政府组织实施。\n上一篇："
    )
    roles = [s.role for s in read_outline(SourceText.from_string(noted)) if s.level == 1]
    assert roles[-3:] == ["closing", "other", "boilerplate"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
        "那一年冬天，雪下得很大。老张推开门，看见院子里站着一个陌生人。" * 60,
        "本报讯 昨日，临河市政府工作报告提出，今年生产总值预期增长5%左右。报告还提出，要加大民生投入，新建学校八所。代表们认为报告实事求是。"
        * 3,
        "0x00ff 8d 7a lorem ipsum dolor " * 200,
    ],
)
def test_other_texts_are_no_reports(text: str) -> None:
    source = SourceText.from_string(text)
    assert not is_report(source, read_outline(source))


def test_one_page_of_several_is_a_report() -> None:
    page = REPORT[REPORT.index("各位代表！成绩") : REPORT.index("四、加强")]
    page = page.replace(
        "全市人民表示", "全市人民、人大代表、政协委员和工业农业投资改革企业教育财政固定资产各界表示"
    )
    source = SourceText.from_string(page)
    assert is_report(source, read_outline(source))


def roles_of(text: str) -> list[tuple[int, str, str | None, str]]:
    source = SourceText.from_string(text)
    return [(s.level, s.role, s.title, s.span.of(text)) for s in read_outline(source)]


OWN_HOUSE = (
    "各位代表！新征程需要新作为，我们必须坚定拥护“两个确立”，做到对党忠诚；必须恪守法治思维，坚持依法行政；"
    "必须改进作风，驰而不息纠治四风；必须过紧日子，永葆清廉本色。"
)


@pytest.mark.parametrize(
    "behind", ["", "一是强化政治引领。带头学习。二是严格依法办事。公开公正。三是坚持厉行节约。把钱用好。\n"]
)
def test_the_governments_own_building_without_a_heading(behind: str) -> None:
    text = REPORT.replace(
        "四、加强政府自身建设\n坚持依法行政，转变作风，过紧日子，建设人民满意的服务型政府。\n",
        OWN_HOUSE + "\n" + behind,
    )
    found = roles_of(text)
    (own,) = [text for level, role, title, text in found if role == "government" and level == 2]
    assert own == (OWN_HOUSE + "\n" + behind).strip()
    assert {role for level, role, _, text in found if level == 3 and text[1:2] == "是"} <= {"government"}


def test_a_last_paragraph_on_other_matters_is_no_government() -> None:
    text = REPORT.replace(
        "四、加强政府自身建设\n坚持依法行政，转变作风，过紧日子，建设人民满意的服务型政府。\n",
        "各位代表！新的一年，我们将带着感情做好民生工作，办好十件实事，扩大就业，敢于担当，让群众看到变化，得到实惠。\n",
    )
    assert "government" not in {role for _, role, _, _ in roles_of(text)}


def test_what_was_done_for_the_governments_building_is_review() -> None:
    past = "过去一年，我们持续推进职能转变，政府自身建设展现新形象。修订规则12件，办理建议268件，取得了明显成效。"
    text = REPORT.replace("四、加强政府自身建设\n", "四、加强政府自身建设\n" + past + "\n")
    assert (2, "review", None, past) in roles_of(text)


def test_requirements_and_targets_in_one_paragraph() -> None:
    text = REPORT.replace("和谐稳定。\n全市经济社会发展的主要预期目标是：", "和谐稳定。预定目标是：")
    passages = {role: text for level, role, title, text in roles_of(text) if level == 2 and title is None}
    assert passages["requirements"].endswith("和谐稳定。")
    assert passages["targets"].startswith("预定目标是：")


def test_a_requirement_that_is_only_mentioned() -> None:
    text = REPORT.replace(
        "重点做好以下工作：",
        "坚持以人为本，是我们必须长期坚持的指导思想，也是解决矛盾的基本要求，要认真落实。",
    )
    found = [text for _, role, _, text in roles_of(text) if role == "requirements"]
    assert len(found) == 1
    assert found[0].startswith("今年政府工作的总体要求是")


def test_a_plan_that_is_over_is_review() -> None:
    text = REPORT.replace(
        "二、“十五五”时期主要目标任务\n",
        "二、关于“十五五”规划纲要的说明\n（一）“十四五”时期经济社会发展主要情况。五年来，综合实力显著增强，财政收入翻了一番。\n（二）“十五五”时期主要目标\n",
    )
    assert [
        (role, title) for level, role, title, _ in roles_of(text) if level == 2 and title and "五”" in title
    ] == [
        ("review", "“十四五”时期经济社会发展主要情况"),
        ("outlook", "“十五五”时期主要目标"),
    ]


def test_five_years_in_a_part_on_five_years_and_one() -> None:
    text = REPORT.replace(
        "三、2026年重点工作\n",
        "三、对今后五年和2026年政府工作的建议\n今后五年的任务十分繁重，我们必须解放思想，推动经济又快又好地发展。\n"
        "走新型工业化路子，推进结构调整。以信息化带动工业化，加快发展高新技术产业，提升传统产业。\n"
        "繁荣农村经济，努力增加农民收入。加强农业基础地位，发展产业化经营，壮大县域特色经济。\n"
        "深化各项改革，完善市场经济体制。推进国有企业改革，健全市场体系，整顿市场经济秩序。\n",
    )
    found = [(role, title) for level, role, title, _ in roles_of(text) if level == 2]
    assert ("outlook", "走新型工业化路子，推进结构调整") in found
    assert ("outlook", "深化各项改革，完善市场经济体制") in found
    assert ("tasks", "扩大有效投资") in found


def test_a_closing_under_its_own_heading() -> None:
    text = REPORT.replace(
        "各位代表！奋斗铸就", "结束语\n各位代表！\n做好今年的工作，意义重大。\n各位代表！\n奋斗铸就"
    )
    closing = [text for level, role, _, text in roles_of(text) if role == "closing" and level == 1]
    assert len(closing) == 1
    assert closing[0].startswith("结束语")


def test_notes_as_an_appendix() -> None:
    noted = REPORT.replace(
        "上一篇：",
        "附件一：名词解释\n1.“双百行动”：是指新增百家企业、百个项目的行动。\n2.“两重”：是指重大战略和重点领域。\n上一篇：",
    )
    found = [(role, text[:4]) for level, role, _, text in roles_of(noted) if level == 1]
    assert [role for role, _ in found[-3:]] == ["closing", "other", "boilerplate"]
    assert found[-2][1] == "附件一："


TINY = "{}一、2023年工作回顾\n{}二、2024年工作总体部署\n{}三、2024年主要任务\n{}{}"


@pytest.mark.parametrize("head", ["", "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"])
@pytest.mark.parametrize(
    "bodies",
    [
        ("", "", ""),
        ("经济稳步增长。\n", "今年要稳中求进。\n", "抓好农业。\n"),
        ("增长5%。\n", "预期目标为5%左右。\n", "扩大投资。\n"),
    ],
)
@pytest.mark.parametrize("end", ["", "各位代表！让我们团结起来，为实现目标而奋斗！\n"])
@pytest.mark.parametrize("numbered", [True, False])
def test_parts_of_a_few_characters(head: str, bodies: tuple[str, ...], end: str, numbered: bool) -> None:
    text = TINY.format(head, *bodies, end)
    if not numbered:
        text = text.replace("一、", "").replace("二、", "").replace("三、", "")
    found = [(role, title) for level, role, title, _ in roles_of(text) if level == 1 and title]
    assert found == [
        ("review", "2023年工作回顾"),
        ("requirements", "2024年工作总体部署"),
        ("tasks", "2024年主要任务"),
    ]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("2025年工作回顾", "review"),
        ("“十四五”时期发展成就", "review"),
        ("“十四五”时期发展成就和“十五五”时期主要目标任务", "outlook"),
        ("今后五年的奋斗目标", "outlook"),
        ("关于“十五”计划", "outlook"),
        ("2026年工作安排", "tasks"),
        ("2023年政府工作目标和主要任务", "tasks"),
        ("全力推动“十五五”开好局、起好步", "tasks"),
        ("2026年工作总体要求", "requirements"),
        ("全面加强政府自身建设", "government"),
        ("努力建设人民满意的服务型政府", "government"),
        ("结束语", "closing"),
        ("千方百计扩大内需", None),
    ],
)
def test_what_a_part_says_that_it_is(title: str, role: str | None) -> None:
    assert part_role(title) == role


def test_items_that_own_to_shortfalls_are_problems_without_a_set_phrase() -> None:
    text = REPORT.replace(
        REPORT[REPORT.index("在肯定成绩") : REPORT.index("二、“十五五”")],
        "我们深知，路上还有一座座高山要翻越。一是产业进入换挡期。结构不优，增长乏力。二是城市进入攻坚期。公共设施欠账较多，优质教育不足。"
        "三是治理进入关键期。基础薄弱，形式主义依然存在。对此，我们一定直面问题，全力解决。\n",
    )
    found = [s for s in read_outline(SourceText.from_string(text)) if s.role == "problems"]
    assert [(s.level, s.label) for s in found] == [(2, None), (3, "一是"), (3, "二是"), (3, "三是")]


def test_items_that_report_deeds_are_no_problems() -> None:
    text = REPORT.replace(
        "各位代表！成绩来之不易",
        "我们深知，发展是头等大事。一是扩大投资。开工项目36个，后劲增强。二是稳住就业。新增岗位3000个。对此，群众十分满意。\n"
        "各位代表！成绩来之不易",
    )
    items = [s for s in read_outline(SourceText.from_string(text)) if s.label in ("一是", "二是")]
    assert [s.role for s in items] == ["review", "review"]


def test_a_pledge_in_a_paragraph_of_its_own_ends_the_problems() -> None:
    pledge = "对以上问题，我们要高度重视，采取措施加以解决。\n"
    text = REPORT.replace(
        "我们将采取措施，认真加以解决。\n",
        "一是结构不合理。产业层次偏低。二是民生欠账较多。学位不足。\n" + pledge,
    )
    found = [s for s in read_outline(SourceText.from_string(text)) if s.role == "problems"]
    assert found
    assert all(s.span.end <= text.index(pledge) for s in found)


NEED = (
    "今年政府工作的总体要求是：坚持稳中求进工作总基调，贯彻新发展理念，推动高质量发展，保持社会和谐稳定。\n"
)


@pytest.mark.parametrize(
    "text",
    [
        REPORT.replace(NEED, "").replace("（一）扩大有效投资。", "（一）扩大有效投资。\n" + NEED),
        REPORT.replace(NEED, "").replace("三、2026年重点", "各位代表！形势喜人。" + NEED + "三、2026年重点"),
        REPORT.replace("三、2026年重点工作\n", "三、2026年工作总体要求\n今年是关键的一年。\n"),
    ],
)
def test_requirements_that_say_so_have_a_section_wherever_they_stand(text: str) -> None:
    assert text.count(NEED) == 1
    found = [
        s for s in read_outline(SourceText.from_string(text)) if s.role == "requirements" and not s.title
    ]
    assert [s.span.of(text) for s in found] == [NEED.strip()]


def test_the_guiding_thought_of_a_plan_is_a_requirement_inside_the_outlook() -> None:
    text = REPORT.replace("今后五年，要把", "“十五五”时期发展的指导思想是：贯彻新发展理念。\n今后五年，要把")
    outline = read_outline(SourceText.from_string(text))
    found = [s for s in outline if s.role == "requirements"]
    assert [s.span.of(text)[:11] for s in found] == ["“十五五”时期发展的指", "今年政府工作的总体要求"]
    assert next(s.role for s in outline if s.id == found[0].parent) == "outlook"


def test_the_last_of_several_years_opens_a_section_for_what_is_told_under_it() -> None:
    text = (
        "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n一、过去五年工作回顾\n"
        "——综合实力显著增强。新增规上企业31家，技改投资增长12%。\n——民生福祉持续改善。新建学校8所，改造老旧小区36个。\n"
        "各位代表，刚刚过去的2025年，是极不平凡的一年，是加快赶超的一年。\n"
        "这一年，我们狠抓项目建设，发展后劲持续增强。开工重点项目130个，完成投资320亿元。\n"
        "这一年，我们用心办好实事，群众生活不断改善。新增学位3000个，养老床位900张。\n"
        "二、2026年重点工作\n扩大投资，提振消费，办好十件民生实事，建设美丽城市。\n"
    )
    found = [(s.level, (s.title or "")[:4]) for s in read_outline(SourceText.from_string(text))]
    assert found[2:8] == [
        (2, "综合实力"),
        (2, "民生福祉"),
        (2, ""),
        (3, "这一年，"),
        (3, "这一年，"),
        (1, "2026"),
    ]


def test_the_list_of_targets_goes_on_with_a_change_in_a_sentence_of_its_own() -> None:
    text = REPORT.replace(
        "能耗强度下降完成省下达任务。", "城镇化率提高1.5个百分点。森林覆盖率提高0.2个百分点。"
    )
    outline = read_outline(SourceText.from_string(text))
    targets = next(s for s in outline if s.role == "targets")
    assert targets.span.of(text).endswith("提高0.2个百分点。")


def test_the_list_of_targets_goes_on_over_a_sentence_without_a_number() -> None:
    going_on = "研发投入强度增速高于全省平均水平。城镇化率提高1个百分点，城镇登记失业率控制在4%以内。"
    text = REPORT.replace("能耗强度下降完成省下达任务。", going_on)
    outline = read_outline(SourceText.from_string(text))
    targets = next(s for s in outline if s.role == "targets")
    assert targets.span.of(text).endswith("控制在4%以内。")


def test_a_sentence_on_the_work_ends_the_list_of_targets() -> None:
    work = (
        "坚持稳中求进，推进产业结构优化。城镇化率提高1个百分点。"
        + "要把各项工作做得更细更实，让群众得到更多实惠。" * 5
    )
    text = REPORT.replace("能耗强度下降完成省下达任务。", work)
    outline = read_outline(SourceText.from_string(text))
    targets = next(s for s in outline if s.role == "targets")
    assert targets.span.of(text).endswith("居民收入增长与经济增长同步。")
