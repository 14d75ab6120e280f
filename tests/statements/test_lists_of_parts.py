"""其中 and how far it reaches: to the end of its clause, and with a colon over the whole list."""

import luoshi

REPORT = """青川县人民政府工作报告

各位代表：
一、2026年工作安排
今年安排重点项目148个，年度投资50亿元。{parts}
"""


def parts(text: str) -> dict[str, bool]:
    """What is counted or measured in the second sentence, and whether it is told to be a part."""
    ledger = luoshi.read(REPORT.format(parts=text))
    return {entry.subject: entry.partial for entry in ledger.entries if entry.low is not None}


def test_a_colon_opens_a_list_of_parts() -> None:
    told = parts("其中：计划竣工项目30个，年度投资8亿元；续建项目21个；前期项目6个。财政收入增长6%。")
    assert told == {
        "重点项目": False,
        "重点项目投资": False,
        "计划竣工项目": True,
        "计划竣工项目投资": True,
        "续建项目": True,
        "前期项目": True,
        "财政收入": False,
    }


def test_a_comma_does_not() -> None:
    told = parts("其中，计划竣工项目30个；绿化工程21项。")
    assert (told["计划竣工项目"], told["绿化工程"]) == (True, False)
