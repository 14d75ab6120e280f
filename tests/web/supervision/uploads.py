"""Files for the tests, honest and hostile, made byte by byte."""

import zlib
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40 + b"\xff\xd9"


def png():
    def chunk(kind, data):
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")


def zipped(members):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(**more):
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<w/>"} | more.pop("members", {}))


def xlsx(members=None):
    return zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<w/>"} | (members or {}))


def ofd():
    return zipped({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<d/>"})


def compound(*names, extra=b""):
    """A compound file (CFB) as far as its directory goes: entries with these names."""
    entries = b""
    for kind, name in [(5, "Root Entry"), *((2, name) for name in names)]:
        wide = name.encode("utf-16-le") + b"\0\0"
        entries += wide.ljust(64, b"\0") + pack("<H", len(wide)) + bytes([kind]) + b"\1" + b"\0" * 60
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries.ljust(1024, b"\0") + extra
