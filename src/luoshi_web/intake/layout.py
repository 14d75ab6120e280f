"""OFD (GB/T 33190-2016) that shall hold a report: the files that the standard knows, the elements that it knows in them, and no more.

Signatures and seals stay. Attachments, sound and film, actions that lead into either, and addresses that are gone to by themselves are
refused: what a report prints needs none of them.
"""

import posixpath
import re
from collections.abc import Mapping

from luoshi_web.intake.archives import unpacked
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.markup import elements
from luoshi_web.intake.signs import is_font, is_picture

OFD = "application/ofd"
MAIN = "OFD.xml"

_REFUSED = {
    "Attachment": "Attachment", "GotoA": "Attachment", "Sound": "Sound", "Movie": "Movie", "Script": "Script", "JavaScript": "Script",
    "Launch": "Launch", "script": "Script",
}  # fmt: skip
_KNOWN_WORDS = (
    # OFD.xml, versions
    "OFD DocBody DocInfo DocID Title Author Subject Abstract CreationDate ModDate DocUsage Cover Keywords Keyword Creator CreatorVersion "
    "CustomDatas CustomData DocRoot Versions Version Signatures DocVersion FileList File "
    # Document.xml
    "Document CommonData MaxUnitID PageArea PhysicalBox ApplicationBox ContentBox BleedBox PublicRes DocumentRes TemplatePage DefaultCS Pages "
    "Page Outlines OutlineElem Actions Action Region Area Move Line QuadraticBezier CubicBezier Arc Close Goto Dest Bookmark URI Permissions "
    "Edit Annot Export Signature Watermark PrintScreen Print ValidPeriod VPreferences PageMode PageLayout TabDisplay HideToolbar HideMenubar "
    "HideWindowUI ZoomMode Zoom Bookmarks Attachments Annotations CustomTags Extensions "
    # pages
    "Template PageRes Content Layer TextObject PathObject ImageObject CompositeObject PageBlock Clips Clip Path Text FillColor StrokeColor "
    "Pattern CellContent AxialShd RadialShd GouraudShd LaGouraudShd Segment Color Point BackColor TextCode CGTransform Glyphs AbbreviatedData "
    "Border BorderColor Substitution ImageMask "
    # resources
    "Res ColorSpaces ColorSpace Palette CV DrawParams DrawParam Fonts Font FontFile MultiMedias MultiMedia MediaFile CompositeGraphicUnits "
    "CompositeGraphicUnit VectorG Thumbnail "
    # remarks, tags, extensions, signatures
    "PageAnnot FileLoc Remark Parameters Parameter Appearance CustomTag SchemaLoc Extension Property Data ExtendData MaxSignId SignedInfo "
    "Provider SignatureMethod SignatureDateTime References Reference CheckValue StampAnnot Seal BaseLoc SignedValue"
)
_KNOWN = frozenset(_KNOWN_WORDS.split())
_ROOTS_WORDS = "OFD Document Page Res Annotations PageAnnot Attachments CustomTags Extensions Signatures Signature DocVersion"
_ROOTS = frozenset(_ROOTS_WORDS.split())
_LEADING_WORDS = (
    "DocRoot Versions Signatures PublicRes DocumentRes Attachments Annotations CustomTags Extensions PageRes FontFile MediaFile FileLoc SchemaLoc "
    "ExtendData SignedValue BaseLoc Cover File"
)
_LEADING = frozenset(_LEADING_WORDS.split())
"""Elements whose text names a file of the package."""
_PLACES = frozenset({"BaseLoc", "FileRef", "Loc", "FileLoc"})
"""Attributes that do."""
_ENDINGS = re.compile(r"\.(?:xsd|xml)$", re.IGNORECASE)
_OWN = re.compile(r"^[^:\\\0]*$")
_PAGE = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)
_LONGEST_LIST = 1 << 20
"""Bytes of a list of tags; only such a list is read before the rest."""
_BY_HAND = "CLICK"
_FOREIGN = re.compile(r"^\s*(?:javascript|vbscript|file|data)\s*:", re.IGNORECASE)
_DER = b"\x30"
"""How a signature or a seal begins: ASN.1, a sequence."""
_SIGNED = re.compile(r"\.(?:dat|esl|asn1|p7s|p7b|cer|crt)$", re.IGNORECASE)


def look_into(content: bytes) -> str:
    """The media type. Raises :class:`FileFault`."""
    parts = unpacked(content)
    if MAIN not in parts:
        raise FileFault("unknown_type")
    if any(posixpath.basename(name).lower() in {"encryptions.xml", "decryptseed.dat"} for name in parts):
        raise FileFault("encrypted")
    written = [name for name in parts if _ENDINGS.search(name)]
    tagged = {
        place for name in written if len(parts[name]) <= _LONGEST_LIST for place in _tags(name, parts[name])
    }
    for name, data in parts.items():
        if name not in written:
            _other(name, data)
        elif name in tagged:
            _of_a_tag(name, data)
        else:
            _known(name, data)
    return OFD


def _tags(name: str, data: bytes) -> set[str]:
    """The files of custom tags that this one lists: what an office marks in its papers, under names of its own."""
    found = list(elements(data, name))
    if not found or found[-1][0] != "CustomTags":
        return set()
    return {_within(name, text.strip()) for element, _, text in found if element in {"FileLoc", "SchemaLoc"}}


def _within(name: str, place: str) -> str:
    joined = place if place.startswith("/") else posixpath.join(posixpath.dirname(name), place)
    return posixpath.normpath(joined).lstrip("/")


def _known(name: str, data: bytes) -> None:
    element, leads_away = "", False
    for element, said, text in elements(data, name):
        if element in _REFUSED:
            raise FileFault("active", _REFUSED[element])
        if element not in _KNOWN:
            raise FileFault("unknown_part", element)
        if element == "MultiMedia" and said.get("Type", "") != "Image":
            raise FileFault("active", said.get("Type", "") or "MultiMedia")
        if element == "URI":
            leads_away = True
            _address(said)
        elif element == "Action":
            if leads_away and said.get("Event", "").strip().upper() != _BY_HAND:
                raise FileFault("active", "URI")  # when the paper or the page is opened
            leads_away = False
        _places(name, element, said, text.strip())
    if element not in _ROOTS:  # the last to end is the first that began
        raise FileFault("unknown_part", posixpath.basename(name))


def _address(said: Mapping[str, str]) -> None:
    base, place = said.get("Base", "").strip(), said.get("URI", "").strip()
    if not _PAGE.match(base + place) or (base and not _PAGE.match(base)):
        raise FileFault("active", "URI")


def _places(name: str, element: str, said: Mapping[str, str], text: str) -> None:
    """Every file that is named lies in the package."""
    places = [value.strip() for key, value in said.items() if key in _PLACES]
    if element in _LEADING and text:
        places.append(text)
    for place in places:
        if not _OWN.match(place) or place.startswith("//") or _within(name, place).startswith(".."):
            raise FileFault("active", element)


def _of_a_tag(name: str, data: bytes) -> None:
    """Tags have what names they like; they point to what is printed, and hold nothing that leads anywhere."""
    for element, said, _ in elements(data, name):
        if element in _REFUSED:
            raise FileFault("active", _REFUSED[element])
        if element in {"import", "include", "redefine"} and "schemaLocation" in said:
            raise FileFault("active", element)
        if any(_FOREIGN.match(value) for value in said.values()):
            raise FileFault("active", posixpath.basename(name))


def _other(name: str, data: bytes) -> None:
    if is_picture(data) or is_font(data) or not data:
        return
    if not (_SIGNED.search(name) and data.startswith(_DER)):
        raise FileFault("unknown_part", posixpath.basename(name))
