"""Files for the tests, honest and hostile, made byte by byte: small, but such as the programs that they are for would open."""

import zlib
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from PIL import Image

_OPEN = "application/vnd.openxmlformats-officedocument."
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def pdf(change=None, **options):
    """A page; ``change`` may put into the file whatever it likes."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    if change is not None:
        change(made)
    out = BytesIO()
    made.save(out, static_id=True, **options)
    return out.getvalue()


def jpeg(size=(8, 8), **options):
    out = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, "JPEG", **options)
    return out.getvalue()


PDF = pdf()
JPEG = jpeg()


def png(width=1, height=1, *, more=b""):
    def chunk(kind, data):
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = (b"\0" + b"\0\0\0" * min(width, 1000)) * min(height, 1000)
    remark = chunk(b"tEXt", b"Comment\0" + more) if more else b""
    return b"\x89PNG\r\n\x1a\n" + header + remark + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def zipped(members):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def types(main, kind, *, more="", encoding="UTF-8"):
    """[Content_Types].xml; ``more`` are further lines of it."""
    words = (
        f'<?xml version="1.0" encoding="{encoding}"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="xlsx" ContentType="{_OPEN}spreadsheetml.sheet"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/>{more}</Types>'
    )
    return words.encode(encoding)


def relations(*each):
    """A part of relations: (type's last word, target, mode)."""
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{_DOCUMENT}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for n, (kind, target, mode) in enumerate(each)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'.encode()


def docx(
    *,
    body="<w:p/>",
    members=None,
    more="",
    kind=_OPEN + "wordprocessingml.document.main+xml",
    encoding="UTF-8",
):
    """A document of Word. ``body`` is XML; ``members`` are further parts, ``more`` further lines of the list of types."""
    words = f'<w:document xmlns:w="{_W}" xmlns:r="{_DOCUMENT}"><w:body>{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": types("word/document.xml", kind, more=more, encoding=encoding),
            "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
            "word/document.xml": words.encode(),
        }
        | (members or {})
    )


def xlsx(
    members=None, *, cells="", book="", more="", kind=_OPEN + "spreadsheetml.sheet.main+xml", encoding="UTF-8"
):
    """A workbook of one sheet. ``cells`` is XML of a row, ``book`` further XML of the workbook."""
    sheet = f'<worksheet xmlns="{_S}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    workbook = f'<workbook xmlns="{_S}"><sheets><sheet name="a" sheetId="1"/></sheets>{book}</workbook>'
    own = f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_OPEN}spreadsheetml.worksheet+xml"/>'
    return zipped(
        {
            "[Content_Types].xml": types("xl/workbook.xml", kind, more=own + more, encoding=encoding),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
            "xl/workbook.xml": workbook.encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
        | (members or {})
    )


def ofd(members=None):
    return zipped({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<d/>"} | (members or {}))


def bof():
    """How the stream of a workbook of Excel 97 begins."""
    return pack("<HH", 0x809, 16) + pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)


def fib(flags=0, text=b""):
    """How the stream of a document of Word 97 begins, and some text."""
    return (b"\xec\xa5\xc1\x00" + b"\0" * 6 + pack("<H", flags)).ljust(512, b"\0") + text


def compound(streams):
    """A compound file (CFB): path → bytes, storages by "/" in the path. Streams are padded to whole sectors of 512 bytes, at least 4096."""
    tree = {}
    for path, data in streams.items():
        place = tree
        *folders, name = path.split("/")
        for folder in folders:
            place = place.setdefault(folder, {})
        place[name] = data
    entries, chains, sectors = [], [], []

    def entry(name, kind):
        entries.append({"name": name, "kind": kind, "right": -1, "child": -1, "start": 0xFFFFFFFE, "size": 0})
        return len(entries) - 1

    def fill(own, place):
        before = None
        for name, inner in sorted(place.items(), key=lambda pair: (len(pair[0]), pair[0].upper())):
            number = entry(name, 1 if isinstance(inner, dict) else 2)
            if before is None:
                entries[own]["child"] = number
            else:
                entries[before]["right"] = number
            before = number
            if isinstance(inner, dict):
                fill(number, inner)
                continue
            padded = inner.ljust(max(4096, -(-len(inner) // 512) * 512), b"\0")
            entries[number] |= {"start": len(sectors), "size": len(padded)}
            chains.append((len(sectors), len(padded) // 512))
            sectors.extend(padded[n : n + 512] for n in range(0, len(padded), 512))

    fill(entry("Root Entry", 5), tree)
    directory = b""
    for each in entries:
        wide = each["name"].encode("utf-16-le") + b"\0\0"
        directory += wide.ljust(64, b"\0") + pack(
            "<HBBiii", len(wide), each["kind"], 1, -1, each["right"], each["child"]
        )
        directory += b"\0" * 36 + pack("<IQ", each["start"], each["size"])
    while len(directory) % 512:
        directory += b"\0" * 64 + pack("<HBBiii", 0, 0, 0, -1, -1, -1) + b"\0" * 48
    at = len(sectors)
    chains.append((at, len(directory) // 512))
    sectors.extend(directory[n : n + 512] for n in range(0, len(directory), 512))
    count = 1
    while (len(sectors) + count) > count * 128:
        count += 1
    fat = [0xFFFFFFFF] * (count * 128)
    for start, length in chains:
        for n in range(length):
            fat[start + n] = start + n + 1 if n < length - 1 else 0xFFFFFFFE
    for n in range(count):
        fat[len(sectors) + n] = 0xFFFFFFFD
    places = [len(sectors) + n for n in range(count)]
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    )
    head += pack("<IIIIIIIII", 0, count, at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += pack("<109I", *(places + [0xFFFFFFFF] * (109 - count)))
    return head + b"".join(sectors) + pack(f"<{len(fat)}I", *fat)
