"""A paper as DOCX in the layout of GB/T 9704-2012 (党政机关公文格式). Written part by part, so that its bytes depend on nothing but the content.

A4; 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm (5.2.1); title 二号小标宋, text 三号仿宋, headings 黑体 and 楷体 (5.2.2, 7.3); 22 lines a page, 28 points
each; pages numbered — 1 —, odd ones right, even ones left (7.5). Wide tables lie on their side.
"""

from datetime import date
from xml.sax.saxutils import escape

from luoshi_web.supervision.papers.archive import archive, stored
from luoshi_web.supervision.papers.content import (
    COMPRESSED_FROM,
    Content,
    Imprint,
    Section,
    Table,
    Words,
    in_words,
)
from luoshi_web.supervision.papers.values import title_lines
from luoshi_web.supervision.papers.wordml import (
    FANGSONG,
    HEI,
    KAI,
    LATIN,
    SONG,
    Look,
    end_paragraph,
    imprint_table,
    paragraph,
    run,
    run_look,
    table,
    twips,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UPRIGHT, WIDE = 156.0, 225.0
"""Width of the text in millimetres."""
TITLE = Look(font=SONG, size=22, line=36, align="center", after=14, before=14, keep_next=True)
LOOKS = {
    "to": Look(align="left"),
    "heading": Look(font=HEI, indent=2, keep_next=True),
    "body": Look(indent=2),
    "intro": Look(indent=2, keep_next=True),
    "annex": Look(font=HEI, align="left", keep_next=True),
    "caption": Look(font=HEI, size=14, line=28, align="center", before=4, after=4, keep_next=True),
    "sign": Look(align="right", right=4, before=56, keep_next=True),
    "date": Look(align="right", right=4),
}
RED = "C00000"
SECRECY = {1: "内部", 2: "秘密", 3: "机密"}
"""The mark at the upper left (密级, 7.2.2)."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FALLBACKS = (
    (SONG, "FZXiaoBiaoSong-B05S,方正小标宋_GBK,宋体,SimSun,Noto Serif CJK SC", "roman"),
    (FANGSONG, "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC", "modern"),
    (KAI, "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC", "modern"),
    (HEI, "SimHei,Noto Sans CJK SC,Source Han Sans SC", "modern"),
    ("宋体", "SimSun,Noto Serif CJK SC", "roman"),
)
"""Which fonts stand in where one is missing (w:altName)."""


def make(content: Content) -> bytes:
    """The file, the same bytes for the same content."""
    body = "".join(
        _section(content, number, section, last=number == len(content.sections) - 1)
        for number, section in enumerate(content.sections)
    )
    document = f"{_HEAD}<w:document {_W}><w:body>{body}</w:body></w:document>"
    parts = (
        ("[Content_Types].xml", _TYPES),
        ("_rels/.rels", _ROOT_RELATIONS),
        ("docProps/core.xml", _core(content)),
        ("docProps/app.xml", _APP),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", _RELATIONS),
        ("word/styles.xml", _STYLES),
        ("word/settings.xml", _SETTINGS),
        ("word/fontTable.xml", _fonts()),
        ("word/footer1.xml", _footer("right")),
        ("word/footer2.xml", _footer("left")),
    )
    pack = archive if content.edition >= COMPRESSED_FROM else stored
    return pack((name, text.encode()) for name, text in parts)


def _section(content: Content, number: int, section: Section, *, last: bool) -> str:
    blocks = [_opening(content)] if number == 0 else []
    blocks += [_block(block, WIDE if section.wide else UPRIGHT) for block in section.blocks]
    properties = _properties(wide=section.wide)
    if last and content.imprint is not None:
        return _with_imprint("".join(blocks), content.imprint, section)
    if last:
        closing = end_paragraph() if section.blocks and isinstance(section.blocks[-1], Table) else ""
        return "".join(blocks) + closing + properties
    return "".join(blocks) + end_paragraph(properties)


def _with_imprint(body: str, imprint: Imprint, section: Section) -> str:
    """版记 stands at the foot of the last page, behind the annexes (7.3.6, 7.4). A page on its side is followed by an even page for it."""
    if not section.wide:
        closing = end_paragraph() if section.blocks and isinstance(section.blocks[-1], Table) else ""
        return body + closing + imprint_table(imprint, UPRIGHT) + end_paragraph() + _properties(wide=False)
    back = _properties(wide=False).replace('w:val="nextPage"', 'w:val="evenPage"')
    return (
        body
        + end_paragraph(_properties(wide=True))
        + end_paragraph()
        + imprint_table(imprint, UPRIGHT)
        + end_paragraph()
        + back
    )


def _opening(content: Content) -> str:
    """发文机关标志, number and red line over a letter; the number under the title of a table."""
    fit = 29 if content.sections[0].wide else 20
    title = paragraph(run(title_lines(content.shown_title, fit), TITLE), TITLE)
    mark = Look(font=HEI, align="left")
    secret = paragraph(run(SECRECY[content.secrecy], mark), mark) if content.secrecy else ""
    if content.mark:
        at_right = Look(font=FANGSONG, align="right")
        secret += paragraph(run(content.mark, at_right), at_right)
    if content.withdrawn:
        gone = Look(font=HEI, size=14, line=22, align="left", color=RED, after=6)
        secret = paragraph(run(content.withdrawn, gone), gone) + secret
    if not content.headed:
        below = "，".join(said for said in (content.number, in_words(content.on)) if said)
        look = Look(font=KAI, size=14, line=22, align="center", after=6)
        return secret + title + paragraph(run(f"（{below}）", look), look)
    issuer = Look(font=SONG, size=30, line=48, align="center", color=RED, after=20)
    number = Look(align="center", rule=True, after=14)
    return (
        secret
        + paragraph(run(content.issuer, issuer), issuer)
        + paragraph(run(content.number or "〔文号待编〕", number), number)
        + title
    )


def _block(block: Words | Table, width: float) -> str:
    if isinstance(block, Table):
        return table(block, width)
    look = LOOKS[block.style]
    return paragraph(run(block.words, look), look)


def _properties(*, wide: bool) -> str:
    """Page and margins. On its side, the sheet's binding edge is the upper one, as it is bound with upright odd pages (5.2.1, 7.6)."""
    if wide:
        size = f'<w:pgSz w:w="{twips(297)}" w:h="{twips(210)}" w:orient="landscape"/>'
        margins = _margins(top=28, right=37, bottom=26, left=35, footer=15)
    else:
        size = f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
        margins = _margins(top=37, right=26, bottom=35, left=28, footer=23)
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:type w:val="nextPage"/>{size}{margins}</w:sectPr>'
    )


def _margins(*, top: float, right: float, bottom: float, left: float, footer: float) -> str:
    return (
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}" '
        f'w:header="{twips(15)}" w:footer="{twips(footer)}" w:gutter="0"/>'
    )


def _footer(side: str) -> str:
    """— 1 — in 四号宋体, one character from the outer edge."""
    look = Look(font="宋体", size=14, line=18)
    place = "w:rightChars" if side == "right" else "w:leftChars"
    field = (
        f'{run("— ", look)}<w:r>{run_look(look)}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{run_look(look)}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r>{run_look(look)}<w:fldChar w:fldCharType="separate"/></w:r>{run("1", look)}<w:r>{run_look(look)}<w:fldChar w:fldCharType="end"/></w:r>{run(" —", look)}'
    )
    return (
        f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:ind {place}="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"{field}</w:p></w:ftr>"
    )


def _core(content: Content) -> str:
    """Title, author and the paper's own day: nothing of the machine or the moment at which the file is made."""
    moment = _moment(content.on)
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(content.shown_title)}</dc:title><dc:creator>{escape(content.issuer)}</dc:creator>"
        f"<dc:identifier>{escape(content.number)}</dc:identifier><cp:lastModifiedBy>{escape(content.issuer)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _fonts() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>'
        for name, others, family in _FALLBACKS
    )
    latin = f'<w:font w:name="{LATIN}"><w:altName w:val="Liberation Serif,Tinos"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    return f"{_HEAD}<w:fonts {_W}>{fonts}{latin}</w:fonts>"


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/><Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    f'<Override PartName="/word/footer2.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
)
_ROOT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/><Relationship Id="rId3" Type="{_OFFICE}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId4" Type="{_OFFICE}/footer" Target="footer1.xml"/><Relationship Id="rId5" Type="{_OFFICE}/footer" Target="footer2.xml"/></Relationships>'
)
_APP = f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Luoshi</Application></Properties>'
_STYLES = (
    f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault>{run_look(Look())}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>'
)
_SETTINGS = (
    f'{_HEAD}<w:settings {_W}><w:evenAndOddHeaders/><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
