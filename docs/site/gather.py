"""Gather the documents for the site and build it: ``python docs/site/gather.py [OUT]``, ``make docs``.

The pages keep the places that they have in the repository, so that every link between them holds as it is; a file that a page links to and that is
no page comes along. Needs mkdocs-material (in requirements/dev.lock).
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = Path(__file__).with_name("mkdocs.yml")
PAGES = ("README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "examples/README.md")
_LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)([^)#\s]+)")
_FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
_CHINESE = r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_ENDS, _GOES_ON = (
    re.compile(rf"(?![#|]).*{_CHINESE}"),
    re.compile(rf" *(?={_CHINESE})"),
)  # no heading, no row of a table
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def main(out: Path) -> int:
    """Build the site in ``out``/site; the exit status is that of mkdocs, 1 for any dead link."""
    pages = out / "site-pages"
    shutil.rmtree(pages, ignore_errors=True)
    for page in (*PAGES, *(p.relative_to(ROOT).as_posix() for p in sorted((ROOT / "docs").rglob("*.md")))):
        _gather(page, pages)
    config = out / "mkdocs.yml"
    text = CONFIG.read_text(encoding="utf-8")
    for name, folder in (("docs_dir", pages), ("site_dir", out / "site")):
        text = re.sub(rf"^{name}: .*$", f"{name}: {folder}", text, flags=re.MULTILINE)
    config.write_text(text, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(CONFIG.parent), "NO_MKDOCS_2_WARNING": "1"}  # jieba.py
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "-f", str(config)]
    return subprocess.run(command, env=environment, check=False).returncode


def _gather(page: str, pages: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    place = pages / page
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(_for_the_site(text, (ROOT / page).parent), encoding="utf-8")
    for target in _targets(text, (ROOT / page).parent):
        copy = pages / target.relative_to(ROOT)
        if target.is_file() and target.suffix != ".md" and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(target, copy)


def _targets(text: str, folder: Path) -> Iterator[Path]:
    """The files and folders of the repository that a page links to."""
    for match in _LINK.finditer(_CODE.sub("", text)):
        target = (folder / match[1]).resolve()
        if target.is_relative_to(ROOT) and target.exists():
            yield target


def _for_the_site(text: str, folder: Path) -> str:
    """A folder that is linked to is its page where it has one: ``docs/decisions/`` → ``docs/decisions/README.md``."""

    def whole(match: re.Match[str]) -> str:
        target = (folder / match[1]).resolve()
        if not target.is_dir():
            return match[1]
        for page in ("README.md", "../README.md"):
            if (target / page).is_file():
                return f"{match[1].rstrip('/')}/{page}"
        return match[1]

    return _joined(_LINK.sub(whole, text))


def _joined(text: str) -> str:
    """A line of Chinese that goes on in the next is one line: a browser shows the end of a line as a blank."""
    parts = _FENCED.split(text)
    parts[::2] = map(_paragraphs, parts[::2])
    return "".join(parts)


def _paragraphs(text: str) -> str:
    first, *others = text.split("\n")
    lines = [first]
    for line in others:
        if _ENDS.fullmatch(lines[-1]) and (begin := _GOES_ON.match(line)):
            lines[-1] += line[begin.end() :]
        else:
            lines.append(line)
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build").resolve()))
