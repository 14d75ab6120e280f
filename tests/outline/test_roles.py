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


def test_problems_as_a_numbered_list() -> None:
    listed = REPORT.replace(
        "困难和问题：产业链条不够长，创新能力不强，民生领域仍有短板。",
        "困难和问题。\n一是产业链条不够长。龙头企业偏少，配套不足。\n二是创新能力不强。研发投入偏低，人才缺乏。\n",
    )
    roles = {s.title: s.role for s in read_outline(SourceText.from_string(listed))}
    assert roles["产业链条不够长"] == roles["创新能力不强"] == "problems"


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
