"""Word files (DOCX) to text: what Word would print, a paragraph to a line, automatic numbers written out.

The parts are read as a stream of XML events. A library's tree of paragraphs leaves out what stands inside smart
tags (the dates of old files: `<w:smartTag w:name="chsdate">2026年1月20日`), content controls and tracked insertions,
and stops at a relation that leads nowhere; here the one thing needed is the text. Relations to other files are never
followed.
"""

import posixpath

from luoshi.sources.formats.archive import opened
from luoshi.sources.formats.docx_body import Body
from luoshi.sources.formats.docx_numbering import Numbering
from luoshi.sources.formats.docx_styles import Numbers, Relations, Styles
from luoshi.sources.formats.xml_events import run_part
from luoshi.sources.refusal import refuse

_MAIN = "word/document.xml"


def read_docx(data: bytes, name: str | None) -> str:
    """The text of a DOCX file. Raises :class:`~luoshi.errors.SourceError` for a file that is broken, encrypted,
    declares XML entities or unpacks to far more than a report."""
    with opened(data, name) as archive:
        infos = {info.filename: info for info in archive.infolist()}
        relations, styles, numbers = Relations(), Styles(), Numbers()
        run_part(archive, infos, "_rels/.rels", relations, name, format="DOCX")
        main = relations.main if relations.main in infos else _MAIN
        if main not in infos:
            raise refuse("broken", name, format="DOCX")
        folder = posixpath.dirname(main)
        run_part(archive, infos, posixpath.join(folder, "styles.xml"), styles, name, format="DOCX")
        run_part(archive, infos, posixpath.join(folder, "numbering.xml"), numbers, name, format="DOCX")
        body = Body(styles, Numbering(numbers))
        run_part(archive, infos, main, body, name, format="DOCX")
        return body.text()
