"""OpenDocument, RTF and OFD: what they print, and the bounds within which they are read."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import luoshi
from luoshi.errors import SourceError
from luoshi.ledger.report import Report
from luoshi.sources import load_bytes

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = (EXAMPLES / "qingchuan-2025.txt").read_text(encoding="utf-8")
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"))
)  # fmt: skip
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def odt(body: str, styles: str = "", **parts: str) -> bytes:
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            **parts,
        }
    )


def rtf(body: str) -> bytes:
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}}"
    return f"{head}{body}}}".encode("latin-1")


def in_unicode(text: str) -> str:
    return "".join(
        "\\par\n" if char == "\n" else char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text
    )


def ofd(pages: Iterable[str], **more: str | bytes) -> bytes:
    """Pages of A4 of 5 mm type, each line of a page a text object."""
    held = list(pages)
    places = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(held)))
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{places}</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(held):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {OFD}><ofd:Content><ofd:Layer Type="Body">{page}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return packed(parts | more)


def placed(text: str, x: float, y: float, **attributes: Any) -> str:
    steps = " ".join("2.5" if ord(char) < 0x300 else "5" for char in text[:-1])
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<ofd:TextObject Boundary="{x} {y} 150 6" Font="1" Size="5"{more}>'
        f'<ofd:TextCode X="0" Y="4.5" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def typeset(text: str) -> list[str]:
    """A text on pages of 30 lines of 30 ideographs, paragraphs begun two ideographs in, with page numbers."""
    lines: list[tuple[float, str]] = []
    for paragraph in filter(None, (line.strip() for line in text.split("\n"))):
        indent, room, line = 10.0, 28.0, ""
        for char in paragraph:
            wide = 0.5 if ord(char) < 0x300 else 1.0
            if room < wide and char not in "，。；：、”）%":
                lines.append((indent, line))
                indent, room, line = 0.0, 30.0, ""
            line += char
            room -= wide
        lines.append((indent, line))
    pages = []
    for start in range(0, len(lines), 30):
        shown = [
            placed(line, 30 + indent, 30 + 8 * n)
            for n, (indent, line) in enumerate(lines[start : start + 30])
        ]
        pages.append("".join([*shown, placed(f"— {len(pages) + 1} —", 100, 285)]))
    return pages


def values(report: Report) -> list[tuple[Any, ...]]:
    return [(e.kind, e.subject, e.low, e.high, e.unit, e.period) for e in report.entries]


@pytest.mark.parametrize("form", ["odt", "rtf", "ofd"])
def test_the_ledger_is_that_of_the_text(form: str) -> None:
    made = {
        "odt": lambda: odt("".join(f"<text:p>{line}</text:p>" for line in TEXT.split("\n"))),
        "rtf": lambda: rtf(in_unicode(TEXT)),
        "ofd": lambda: ofd(typeset(TEXT)),
    }[form]()
    source = load_bytes(made, path=f"报告.{form}")
    assert "".join(source.text.split()) == "".join(TEXT.split())
    assert values(luoshi.read(source)) == values(luoshi.read_text(TEXT))
    assert form in source.media_type or "opendocument" in source.media_type


def test_odt_keeps_what_is_printed_in_its_order() -> None:
    body = (
        '<text:tracked-changes><text:p>删去的</text:p></text:tracked-changes><text:h>一、<text:s text:c="2"/>回顾</text:h>'
        "<text:p>增长<text:span>5</text:span>%<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>。"
        "<office:annotation><text:p>批</text:p></office:annotation><text:line-break/>次行<text:tab/>尾</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell>"
        "<text:p>乙</text:p><text:p>丙</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert load_bytes(odt(body)).text == "一、  回顾\n增长5%。\n次行\t尾\n甲\t乙 丙\n"


def test_odt_writes_the_numbers_of_lists() -> None:
    levels = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="{form}" style:num-prefix="{a}" style:num-suffix="{b}"/>'
        for n, form, a, b in ((1, "一, 二, 三, ...", "", "、"), (2, "1", "（", "）"))
    )
    styles = f'<text:list-style style:name="L1">{levels}</text:list-style>'
    inner = "<text:list><text:list-item><text:p>子</text:p></text:list-item><text:list-item><text:p>丑</text:p></text:list-item></text:list>"
    body = (
        f'<text:list text:style-name="L1"><text:list-item><text:p>甲</text:p>{inner}</text:list-item>'
        f"<text:list-item><text:p>乙</text:p><text:p>续</text:p>{inner}</text:list-item></text:list>"
    )
    assert load_bytes(odt(body, styles)).text.split() == [
        "一、甲", "（1）子", "（2）丑", "二、乙", "续", "（1）子", "（2）丑",
    ]  # fmt: skip


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    held = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}"{more}>{held}</text:list>'


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (listed("<text:p>甲</text:p>", "<text:p>乙</text:p>") * 2, "1.甲 2.乙 1.甲 2.乙"),
        (
            listed("<text:p>甲</text:p>") + listed("<text:p>乙</text:p>", more=' text:continue-numbering="true"'),
            "1.甲 2.乙",
        ),
        (
            listed("<text:p>甲</text:p>", more=' xml:id="a"')
            + listed("<text:p>丙</text:p>", style="L2")
            + listed("<text:p>乙</text:p>", more=' text:continue-list="a"'),
            "1.甲 1.丙 2.乙",
        ),
        (listed("", "<text:p>甲</text:p>", "", "<text:p>乙</text:p>"), "1.甲 2.乙"),
        (listed(listed("<text:p>子</text:p>"), "<text:p>甲</text:p>"), "(1)子 1.甲"),
        (
            listed("<text:p>甲</text:p>" + listed("<text:p>子</text:p>"), "<text:p>乙</text:p>" + listed("<text:p>丑</text:p>")),
            "1.甲 (1)子 2.乙 (1)丑",
        ),
    ],
)  # fmt: skip
def test_odt_counts_each_list_from_its_beginning(body: str, lines: str) -> None:
    levels = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="1" style:num-prefix="{a}" style:num-suffix="{b}"/>'
        for n, a, b in ((1, "", "."), (2, "(", ")"))
    )
    styles = "".join(
        f'<text:list-style style:name="{name}">{levels}</text:list-style>' for name in ("L1", "L2")
    )
    assert load_bytes(odt(body, styles)).text.split() == lines.split()


def test_odt_prints_the_title_of_the_file_and_not_that_of_a_picture() -> None:
    svg = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    picture = f"<draw:frame {svg}><svg:title>图</svg:title><svg:desc>说明</svg:desc></draw:frame><draw:rect {svg}><svg:title>框</svg:title></draw:rect>"
    assert (
        load_bytes(odt(f"<text:p><text:title>政府工作报告</text:title>{picture}。</text:p>")).text
        == "政府工作报告。\n"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\f1\'b5\'d8\'c7\'f8\f0 5%", "地区5%"),
        (r"\u22320\'b5\u21306\'c7", "地区"),
        (r"\uc2\u22320\'b5\'d8\uc0\u21306 x", "地区x"),
        (r"\u-10179?\u-8703?", "\U0001f601"),
        (r"{\listtext\pard （一）\tab}甲\par\cell\row", "（一）\t甲"),
        (r"a{\*\unknown b}{\v hidden}{\deleted gone}{\footnote note}c", "ac"),
        (r"{\pict\bin4 }}}}x}a\line b\~c\{\}\\", "a\nb c{}\\"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt 见此}}".replace("见此", r"\u35265?\u27492?"), "见此"),
        (r"\ldblquote a\rdblquote\emdash", "“a”—"),
        (r"a{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt c}}}b", "acb"),
        (
            r"a{\xe Index}{\tc Contents}{\rxe x}{\ftnsep -}{\ftnsepc -}{\aftnsep -}{\aftnsepc -}{\template t}{\userprops u}b",
            "ab",
        ),
    ],
)
def test_rtf_prints_what_a_word_processor_prints(body: str, text: str) -> None:
    encoded = body.encode("gb18030").decode("latin-1")
    assert load_bytes(rtf(encoded)).text == f"{text}\n"


def test_ofd_leaves_out_watermarks_and_follows_the_lines_not_the_order_of_objects() -> None:
    lines = [placed("地区生产总值增长", 30, 40), placed("百分之五。", 70.1, 40), placed("一、回顾", 30, 30)]
    mark = placed("内部资料", 60, 100, CTM="0.7 0.7 -0.7 0.7 0 0")
    hidden = placed("不显示", 30, 60, Visible="false")
    half = placed("半号", 30, 70, CTM="0.5 0 0 0.5 0 0")
    text = load_bytes(ofd(["".join([*lines, mark, hidden, half])])).text
    assert text.split("\n")[:2] == ["一、回顾", "地区生产总值增长百分之五。"]
    assert "内部资料" not in text
    assert "不显示" not in text
    assert "半号" in text


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (odt(""), "no_words"),
        (odt("<text:p>x"), "broken"),
        (odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": "<m:encryption-data/>"}), "encrypted"),
        (odt("", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "unsupported"),
        (odt("", **{"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "entities"),
        (odt("<text:p>" * 3000 + "</text:p>" * 3000), "bomb"),
        (rtf(""), "no_words"),
        (rtf("{" * 3000), "bomb"),
        (rtf("x{"), "broken"),
        (ofd([]), "pictures_only"),
        (ofd(["<ofd:ImageObject/>"]), "pictures_only"),
        (ofd(["<ofd:TextObject"]), "broken"),
        (ofd([""], **{"Doc_0/Encryptions.xml": "<x/>"}), "encrypted"),
        (packed({"OFD.xml": "<OFD><DocRoot>Doc_0/None.xml</DocRoot></OFD>"}), "broken"),
        (ofd([placed("x", 0, 0)], **{"OFD.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "entities"),
        (ofd([""], **{"big.bin": b"\0" * (257 << 20)}), "bomb"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, key: str) -> None:
    with pytest.raises(SourceError) as refused:
        load_bytes(data, path="报告")
    assert refused.value.key == key
    assert "{" not in str(refused.value) + refused.value.sentence("zh")


def test_steps_of_an_ofd_that_stand_for_millions_take_no_memory() -> None:
    code = '<ofd:TextCode X="0" Y="1" DeltaX="g 2000000 1">甲</ofd:TextCode>'
    page = f'<ofd:TextObject Boundary="1 1 9 9" Size="5">{code * 8}</ofd:TextObject>'
    data = ofd([page])
    tracemalloc.start()
    try:
        assert "甲" in load_bytes(data).text
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_page_that_an_ofd_names_twice_is_refused() -> None:
    document = ofd([placed("甲", 0, 0)])
    twice = "".join(f'<Page BaseLoc="{place}"/>' for place in ("P.xml", "../Doc_0/./P.xml"))
    parts: dict[str, str | bytes] = {
        "OFD.xml": "<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>",
        "Doc_0/Document.xml": f"<Document>{twice}</Document>",
        "Doc_0/P.xml": f"<Page {OFD}>{placed('甲', 0, 0)}</Page>",
    }
    assert "甲" in load_bytes(document).text
    with pytest.raises(SourceError) as refused:
        load_bytes(packed(parts), path="报告.ofd")
    assert refused.value.key == "broken"


@pytest.mark.parametrize(
    "attributes",
    [
        'Boundary="1e308 1 9 9" Size="5"', 'Boundary="1 1 9 9" Size="inf"', 'Boundary="1 1 9 9" Size="nan"',
        'Boundary="1 1 9 9" Size="0"', 'Boundary="1 1 9 9" Size="1e308"', 'Boundary="1 1 9 9" Size="5" CTM="1 0 0 1e300 0 0"',
    ],
)  # fmt: skip
@pytest.mark.parametrize("x", ["1e308", "inf", "nan", "-99999", "0"])
def test_numbers_of_an_ofd_that_lie_off_every_paper_are_dropped(attributes: str, x: str) -> None:
    code = (
        f'<ofd:TextObject {attributes}><ofd:TextCode X="{x}" Y="{x}">甲乙丙</ofd:TextCode></ofd:TextObject>'
    )
    assert "甲乙丙" in load_bytes(ofd([code + placed("丁", 30, 30)])).text


@pytest.mark.parametrize("steps", ["g 99999999999 5", "g x 5", "5 5 nonsense", "-5 -5 -5", "1e400 1e400"])
def test_odd_steps_of_an_ofd_are_survived(steps: str) -> None:
    code = f'<ofd:TextObject Boundary="1 1 9 9" Size="5"><ofd:TextCode X="0" Y="1" DeltaX="{steps}">甲乙丙</ofd:TextCode></ofd:TextObject>'
    assert "甲" in load_bytes(ofd([code])).text


def test_they_may_lie_in_a_folder_and_in_a_zip(tmp_path: Path) -> None:
    cut = TEXT.index("二、", 900)
    for name, part in (("5905.rtf", TEXT[:cut]), ("5905_2.rtf", TEXT[cut:])):
        (tmp_path / name).write_bytes(rtf(in_unicode(part)))
    assert luoshi.read(tmp_path).front.year == 2025
    archive = packed({"报告.ofd": ofd(typeset(TEXT))})
    assert load_bytes(archive, path="x.zip").text.startswith("2025年青川区")
