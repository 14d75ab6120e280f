"""What the invented sites are built of: a report in its lines, and the furniture that many sites share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Lines:
    """A report: its title, the lines under it (session, speaker), and its paragraphs. A later page has the last alone."""

    title: str
    front: tuple[str, ...]
    body: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        start = next((n for n, line in enumerate(lines) if line.startswith("各位代表")), 0)
        head = lines[:start] if all(len(line) < 60 for line in lines[:start]) else []
        return cls(head[0] if head else "", tuple(head[1:]), tuple(lines[len(head) :]))

    @property
    def text(self) -> str:
        """What a page with this report is to give."""
        return "\n".join(line for line in (self.title, *self.front, *self.body) if line) + "\n"


Site = Callable[[Lines], str]


def each(form: str, lines: Iterable[str]) -> str:
    """``form`` once for every line, ``{}`` being the line."""
    return "\n".join(form.replace("{}", escape(line, quote=False)) for line in lines)


def links(words: str, form: str = '<li><a href="/{n}.html">{}</a></li>') -> str:
    """A link for each word of a list set apart by blanks."""
    return "\n".join(form.replace("{n}", str(n)).replace("{}", word) for n, word in enumerate(words.split()))


def page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{head}'
        f"<script>var _id=12;function hit(){{document.write(_id)}}</script>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


MENU = "首页 走进青川 新闻中心 政务公开 政务服务 互动交流 专题专栏 数据开放"
HEADLINES = (
    "区政府召开第32次常务会议 全区安全生产电视电话会议召开 我区三个项目入选省级重点 区领导走访慰问困难职工 "
    "春季招聘会提供岗位三千余个 青川大道东延工程进展顺利 全区防汛抗旱工作部署会召开 乡村旅游节下月开幕"
)
TAGS = (
    "工作总结 述职报告 个人简历 入党申请书 心得体会 演讲稿 调研报告 实施方案 会议纪要 讲话稿 年度计划 思想汇报 "
    "党课讲稿 民主生活会 述廉报告 可行性研究报告 开题报告 实习报告"
)
