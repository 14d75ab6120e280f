"""法治政府建设年度报告: reported by 1 March and published by 1 April (法治政府建设与责任落实督察工作规定 24); its five parts are those of article 25."""

from luoshi_web.registers.reports.yearly.figures import Held
from luoshi_web.registers.reports.yearly.shape import Open, Part, Yearly


def lawful(held: Held) -> Yearly:
    """Decisions, documents, reconsideration and court cases of a year; what is of persons and plans is left open."""
    return Yearly(
        "lawful", f"{held.year}年法治政府建设年度报告", "法治政府建设与责任落实督察工作规定", held.year, held.on,
        (
            Part("推进法治政府建设的主要举措和成效", tuple(held.paragraphs("lawful"))),
            Part("推进法治政府建设存在的不足和原因", (Open("由起草单位撰写。"),)),
            Part("党政主要负责人履行推进法治建设第一责任人职责情况", (Open("由起草单位撰写。"),)),
            Part(f"{held.year + 1}年推进法治政府建设的主要安排", (Open("由起草单位撰写。"),)),
            Part("其他需要报告的情况", (Open("由起草单位撰写。"),)),
        ),
    )  # fmt: skip
