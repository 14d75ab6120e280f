"""docs/protection.md against the code: what it names as holding a control is there, and so is the test."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/protection.md").read_text(encoding="utf-8")
GROUPS = (
    "身份鉴别", "访问控制", "安全审计", "入侵防范", "数据完整性", "数据保密性", "数据备份恢复", "剩余信息保护", "个人信息保护", "三员分立",
)  # fmt: skip
ROWS = [
    line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(r"\| .* \| (2, 3|2|3) \|", line)
]


def test_every_group_of_controls_has_its_section():
    heads = "\n".join(line for line in PAGE.splitlines() if line.startswith("## "))
    assert [group for group in GROUPS if group not in heads] == []
    assert len(ROWS) > 30


def test_every_control_says_where_it_is_held_and_which_test_holds_it():
    for row in ROWS:
        assert len(row) == 4, row
        asked, _level, held, test = row
        assert test.strip() == "installation" or "::" in test or test.strip("` ").endswith(".py"), asked
        assert "installation" in test or held.strip(), asked


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+\.py)`", PAGE))))
def test_every_module_and_test_file_is_there(name):
    assert (ROOT / "src/luoshi_web" / name).is_file() or (ROOT / "tests/web" / name).is_file()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+\.py::\w+)`", PAGE))))
def test_every_test_is_there(name):
    file, function = name.split("::")
    assert f"\ndef {function}(" in (ROOT / "tests/web" / file).read_text(encoding="utf-8")


def test_every_setting_that_it_names_is_one():
    from luoshi_web.settings.environment import Environment

    named = {word.lower() for word in re.findall(r"LUOSHI_([A-Z_]+)", PAGE)}
    assert named - set(Environment.model_fields) == set()


def test_it_is_told_how_the_three_are_divided_as_the_rights_are(district):
    from luoshi_web.accounts.models import Role
    from luoshi_web.accounts.second_person import ADMINISTRATORS

    for role in ADMINISTRATORS:
        assert f"`{Role(role).value}`" in PAGE
