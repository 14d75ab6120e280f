"""What a reader wrote down → an annotation that the repository may hold: offsets, labels and the digest of the text, no text.

    python -m training.annotate NAME READ.jsonl INDEX.json [--shared DIR]

``READ.jsonl`` has a line a paragraph, ``{"id", "lines": [{"quote", "kind", "grade", "doubt"}]}``; ``INDEX.json`` says where the paragraphs stand
(``make learn`` writes it). A quote that does not stand in its paragraph is told and nothing is written.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from luoshi.lines.line import OF_LABEL
from luoshi.sources import load
from training.gold import OWN, SHARED, digest


class NotThereError(Exception):
    """A quote that does not stand in its paragraph, or a label that is none."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", help="of the reader: the annotations go to data/lines/NAME.jsonl")
    parser.add_argument("read", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    try:
        rows = list(annotated(options.name, options.read, options.index, options.shared / "corpus"))
    except NotThereError as error:
        print(f"nothing written: {error}", file=sys.stderr)
        return 1
    OWN.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (OWN / f"{options.name}.jsonl").write_text(lines, encoding="utf-8")
    print(f"{sum(len(row['lines']) for row in rows)} lines of {len(rows)} paragraphs")
    return 0


def annotated(reader: str, read: Path, index: Path, corpus: Path) -> Iterator[dict[str, Any]]:
    """The annotation's records, one a paragraph: its lines as start, end, label and doubt. Raises :class:`NotThereError` where a quote is not found or a label unknown."""
    places = {
        name: (document, start, end)
        for name, document, start, end in json.loads(index.read_text(encoding="utf-8"))
    }
    for written in read.read_text(encoding="utf-8").splitlines():
        if not written.strip():
            continue
        paragraph = json.loads(written)
        document, start, end = places[paragraph["id"]]
        path = corpus / document
        text = load(str(path)).text
        at, lines = start, []
        for line in paragraph["lines"]:
            kind, grade = line["kind"], line.get("grade")
            label = grade or kind
            if OF_LABEL.get(label) != (kind, grade):
                raise NotThereError(f"{paragraph['id']}: {kind!r}, {grade!r} is no kind and grade")
            found = text.find(line["quote"], at, end)
            if found < 0:
                found = text.find(line["quote"], start, end)
            if found < 0:
                raise NotThereError(f"{paragraph['id']}: {line['quote']!r} does not stand in the paragraph")
            at = found + 1
            lines.append([found, found + len(line["quote"]), label, int(bool(line.get("doubt")))])
        yield {
            "doc": document, "sha256": digest(path), "reader": reader, "start": start, "end": end, "lines": lines
        }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
