"""Both languages are whole: nothing untranslated, nothing translated two ways, the compiled words up to date."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import polib
import pytest

import luoshi_web

HERE = Path(luoshi_web.__file__).parent
CATALOGUES = sorted(HERE.rglob("*.po"))
_MARKERS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "pgettext",
    "pgettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "translate",
}


def _name(path):
    return "/".join(path.relative_to(HERE).parts[:-3])


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_every_word_has_its_chinese(path):
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_what_is_compiled_is_what_stands_there(path):
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    shown = {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in compiled}
    for entry in polib.pofile(str(path)):
        assert shown[entry.msgctxt, entry.msgid] == (entry.msgstr, entry.msgstr_plural), entry.msgid


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_names_of_values_are_kept(path):
    placeholders = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
    for entry in polib.pofile(str(path)):
        for chinese in [entry.msgstr, *entry.msgstr_plural.values()]:
            if chinese:
                assert set(placeholders.findall(chinese)) <= set(
                    placeholders.findall(entry.msgid + entry.msgid_plural)
                ), entry.msgid


def test_one_english_text_has_one_chinese():
    seen = defaultdict(set)
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            seen[entry.msgctxt, entry.msgid].add(entry.msgstr or str(entry.msgstr_plural))
    assert {key: sorted(found) for key, found in seen.items() if len(found) > 1} == {}


def _marked():
    """Every text marked for translation in code and templates."""
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKERS:
                at = 1 if node.func.id.startswith("pgettext") else 0
                if (
                    len(node.args) > at
                    and isinstance(node.args[at], ast.Constant)
                    and isinstance(node.args[at].value, str)
                ):
                    yield path, node.args[at].value
    for path in sorted(HERE.rglob("*.html")):
        for said in re.findall(
            r"""\{%-?\s*(?:translate|trans)\s+(?:"([^"]+)"|'([^']+)')""", path.read_text(encoding="utf-8")
        ):
            yield path, said[0] or said[1]


def test_nothing_that_people_read_was_forgotten():
    known = {entry.msgid for path in CATALOGUES for entry in polib.pofile(str(path))}
    known |= {entry.msgid_plural for path in CATALOGUES for entry in polib.pofile(str(path))}
    missing = sorted({f"{path.relative_to(HERE)}: {text}" for path, text in _marked() if text not in known})
    assert missing == []
