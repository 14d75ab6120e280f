"""DOCX: what Word prints, automatic numbers included, and nothing that it does not print."""

import io
import zipfile
from collections.abc import Callable

import pytest

from luoshi.errors import SourceError
from luoshi.sources import load_bytes
from luoshi.sources.formats.docx_numbering import written

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word(body: str, **parts: str) -> bytes:
    """A Word file of parts written by hand: ``numbering=``, ``styles=``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{inner}</w:{name}>")
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def par(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def text_of(body: str, **parts: str) -> str:
    return load_bytes(word(body, **parts), path="报告.docx").text


def test_the_ledger_is_that_of_the_txt(
    report_docx: Callable[..., bytes], assert_same_ledger: Callable[..., None]
) -> None:
    assert_same_ledger(report_docx(), "report.docx")
    assert_same_ledger(report_docx(columns=2, header=True), "report.docx")


def test_media_type_and_a_name_that_misleads(report_docx: Callable[..., bytes]) -> None:
    source = load_bytes(report_docx(), path="报告.txt")
    assert source.media_type.endswith("wordprocessingml.document")
    assert source.encoding is None
    assert "文件" not in source.text.splitlines()[0]


def test_headers_and_footers_are_left_out(report_docx: Callable[..., bytes]) -> None:
    assert load_bytes(report_docx(header=True)).text == load_bytes(report_docx()).text


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("　　增长") + run("5%左右。"), "增长5%左右。"),
        (f'<w:smartTag w:element="chsdate">{run("2026年1月20日")}</w:smartTag>{run("在临河")}', "2026年1月20日在临河"),
        (f"<w:ins>{run('新增就业1.2万人')}</w:ins><w:del><w:r><w:delText>1万人</w:delText></w:r></w:del>", "新增就业1.2万人"),
        (f"<w:sdt><w:sdtContent>{run('完成率')}</w:sdtContent></w:sdt>{run('98%')}", "完成率98%"),
        (f"<w:hyperlink>{run('规划纲要')}</w:hyperlink>{run('（草案）')}", "规划纲要（草案）"),
        (run("看得见") + run("看不见", "<w:vanish/>") + run("又看得见", '<w:vanish w:val="0"/>'), "看得见又看得见"),
        ('<w:r><w:t>一行</w:t><w:br/><w:t>又一行</w:t></w:r>', "一行\n又一行"),
        ('<w:r><w:t>姓名</w:t><w:tab/><w:t>沈知秋</w:t><w:noBreakHyphen/></w:r>', "姓名\t沈知秋-"),
        (f"<w:r><w:instrText> PAGE </w:instrText></w:r>{run('页')}", "页"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>qīng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>青</w:t></w:r></w:rubyBase></w:ruby></w:r>", "青"),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
            "</mc:Choice><mc:Fallback><w:p><w:r><w:t>框内</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r>"
            + run("框外"),
            "框内\n框外",
        ),
    ],
    ids=["runs", "smart tag", "tracked", "control", "link", "hidden", "break", "tab", "field", "ruby", "box"],
)  # fmt: skip
def test_what_a_paragraph_prints(inner: str, expected: str) -> None:
    assert text_of(par(inner)) == expected + "\n"


def table(*rows: list[str]) -> str:
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{c}</w:tc>" for c in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def test_the_cells_of_a_row_stand_in_one_line_and_order_is_kept() -> None:
    cells = [[par(run("指标")), par(run("目标"))], [par(run("生产总值")) + par(run("增速")), par(run("5%"))]]
    assert (
        text_of(par(run("前")) + table(*cells) + par(run("后"))) == "前\n指标\t目标\n生产总值增速\t5%\n后\n"
    )


def test_a_table_around_the_report_gives_its_paragraphs() -> None:
    inside = "".join(par(run(f"第{n}段。")) for n in range(9))
    assert text_of(table([inside])).splitlines() == [f"第{n}段。" for n in range(9)]
    assert text_of(table([par(run("左")), inside])).splitlines() == ["左", *(f"第{n}段。" for n in range(9))]


LISTS = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4"/><w:isLgl/></w:lvl>
  <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def item(text: str, level: int, list_id: int = 3) -> str:
    return par(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_automatic_numbers_are_written_out() -> None:
    body = (
        item("工作回顾", 0) + item("经济", 1) + item("工业", 2) + item("农业", 2) + item("民生", 1)
        + item("就业", 2) + item("教育", 2, 4) + item("目标任务", 0) + item("产业", 1) + item("条", 3) + item("点", 4)
        + item("无", 0, 0)
    )  # fmt: skip
    assert text_of(body, numbering=LISTS).splitlines() == [
        "一、工作回顾", "（一）经济", "1.工业", "2.农业", "（二）民生", "1.就业", "1.教育", "二、目标任务", "（一）产业",
        "2.1 条", "点", "无",
    ]  # fmt: skip


def test_a_style_may_carry_the_number() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="9"><w:name w:val="toc 1"/></w:style>'
    )
    body = "".join(
        par(run(t), f'<w:pStyle w:val="{s}"/>')
        for t, s in (("目录3", 9), ("回顾", 1), ("任务", 2), ("正文", 8))
    )
    assert text_of(body, numbering=LISTS, styles=styles) == "一、回顾\n二、任务\n正文\n"


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (19, "chineseCounting", "十九"),
        (20, "chineseCounting", "二十"), (102, "chineseCounting", "一百零二"), (110, "chineseCounting", "一百一十"),
        (1001, "chineseCounting", "一千零一"), (3, "chineseLegalSimplified", "叁"), (2, "ideographTraditional", "乙"),
        (3, "decimalEnclosedCircleChinese", "③"), (28, "lowerLetter", "bb"), (44, "upperRoman", "XLIV"),
        (99_999, "chineseCounting", "99999"), (7, "unheardOf", "7"),
    ],
)  # fmt: skip
def test_number_formats(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


def refusal(data: bytes) -> str | None:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, path="报告.docx")
    return caught.value.key


def test_entities_are_refused_before_they_grow() -> None:
    bomb = '<!DOCTYPE w:document [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    ) + f"]><w:document {W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"  # fmt: skip
    for encoding in ("utf-8", "utf-16"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", bomb.encode(encoding))
        assert refusal(out.getvalue()) == "entities"


def test_broken_and_truncated_files_are_refused(report_docx: Callable[..., bytes]) -> None:
    data = report_docx()
    for part in (0.1, 0.5, 0.9, 0.99):
        assert refusal(data[: int(len(data) * part)]) in {"broken"}
    assert refusal(word("<w:p>")) == "broken"
    assert refusal(word(par(""))) == "blank"


def test_depth_is_bounded() -> None:
    assert refusal(word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)) == "bomb"


def test_relations_are_not_followed() -> None:
    body = '<w:altChunk r:id="x" xmlns:r="http://r"/>' + par(run("正文"))
    data = word(body)
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships><Relationship Id="x" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships><Relationship Type="http://x/officeDocument" Target="../../etc/passwd"/></Relationships>',
        )
    assert load_bytes(out.getvalue()).text == "正文\n"
